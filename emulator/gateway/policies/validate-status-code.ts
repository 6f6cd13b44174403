import { handler } from '../handler.ts'
import { namedActions } from '../validation/actions.ts'
import { reportFindings } from '../validation/report.ts'

/** https://learn.microsoft.com/azure/api-management/validate-status-code-policy */
export default handler('validate-status-code', (element, compiler) => {
  const unspecified = compiler.need(element, 'unspecified-status-code-action')
  const overrides = namedActions(element, compiler, { child: 'status-code', attribute: 'code' })
  const report = { section: compiler.section, variable: compiler.literal(element, 'errors-variable-name') }
  return (exchange) => {
    const status = exchange.response?.status
    const specified = exchange.match?.operation?.contract?.responses ?? []
    if (status === undefined || specified.some((response) => response.status === status)) return undefined
    const action = overrides.get(String(status)) ?? unspecified
    const details = `Response status code ${status} is not allowed.`
    const finding = { name: String(status), type: 'StatusCode', rule: 'Unspecified', details } as const
    reportFindings(exchange, [{ ...finding, action: action(exchange) }], report)
    return undefined
  }
})
