import { CompileError } from '../compile/compile-error.ts'
import { handler } from '../handler.ts'

/**
 * Without a value and without a default the variable is not set, so that `ContainsKey` tells a miss.
 * https://learn.microsoft.com/azure/api-management/cache-lookup-value-policy
 */
export default handler('cache-lookup-value', (element, compiler) => {
  const key = compiler.need(element, 'key')
  const variable = compiler.literal(element, 'variable-name')
  if (variable === undefined || variable === '') throw new CompileError('the attribute "variable-name" is missing')
  const fallback = compiler.text(element, 'default-value') && compiler.value(element, 'default-value')
  const { cache } = compiler.state
  return (exchange) => {
    const wanted = key(exchange)
    const found = cache.values.get(wanted)
    exchange.trace.say(`The cache has ${found === undefined ? 'no value' : 'a value'} for the key "${wanted}".`)
    if (found !== undefined) exchange.setVariable(variable, found)
    else if (fallback) exchange.setVariable(variable, fallback(exchange))
    return undefined
  }
})
