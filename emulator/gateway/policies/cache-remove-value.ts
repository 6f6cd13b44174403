import { handler } from '../handler.ts'

/** https://learn.microsoft.com/azure/api-management/cache-remove-value-policy */
export default handler('cache-remove-value', (element, compiler) => {
  const key = compiler.need(element, 'key')
  const { cache } = compiler.state
  return (exchange) => {
    cache.values.delete(key(exchange))
    return undefined
  }
})
