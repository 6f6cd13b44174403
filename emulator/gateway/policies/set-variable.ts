import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'

/** A literal is stored as a string, an expression's result as it is. https://learn.microsoft.com/azure/api-management/set-variable-policy */
export default handler('set-variable', (element, compiler) => {
  const name = compiler.literal(element, 'name')
  if (name === undefined || name === '') throw new CompileError('the attribute "name" is missing')
  const value = compiler.value(element, 'value')
  return (exchange) => {
    exchange.setVariable(name, value(exchange))
    return undefined
  }
})
