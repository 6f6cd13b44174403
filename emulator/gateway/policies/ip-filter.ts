import { CompileError } from '../compile/compile-error.ts'
import { childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { parseAddress } from '../messages/ip-address.ts'
import { fault } from '../pipeline/fault.ts'

const refuse = (reason: string, message: string) => fault({ reason, message, status: 403 })

/** https://learn.microsoft.com/azure/api-management/ip-filter-policy */
export default handler('ip-filter', (element, compiler) => {
  const action = compiler.textOr(element, 'action', 'allow')
  const ranges = [
    ...childElements(element, 'address').map((address) => {
      const text = compiler.contentText(address)
      return { from: text, to: text }
    }),
    ...childElements(element, 'address-range').map((range) => ({
      from: compiler.need(range, 'from'),
      to: compiler.need(range, 'to'),
    })),
  ]
  if (ranges.length === 0) throw new CompileError('it names no <address> and no <address-range>')

  return (exchange) => {
    const caller = exchange.arrival.ipAddress
    const address = parseAddress(caller)
    if (address === undefined)
      throw refuse('FailedToParseCallerIP', 'Failed to establish IP address for the caller. Access denied.')
    const bound = (text: string): bigint => {
      const value = parseAddress(text.trim())
      if (value === undefined)
        throw fault({ reason: 'ConfigurationInvalid', message: `"${text.trim()}" is not an IP address.` })
      return value
    }
    const isListed = ranges.some(({ from, to }) => bound(from(exchange)) <= address && address <= bound(to(exchange)))
    if (action(exchange) === 'forbid') {
      if (isListed) throw refuse('CallerIpBlocked', 'Caller IP address is blocked. Access denied.')
    } else if (!isListed)
      throw refuse('CallerIpNotAllowed', `Caller IP address ${caller} is not allowed. Access denied.`)
    return undefined
  }
})
