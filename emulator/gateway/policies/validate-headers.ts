import { handler } from '../handler.ts'
import { namedActions } from '../validation/actions.ts'
import { checkParameters } from '../validation/parameters.ts'
import { reportFindings } from '../validation/report.ts'

/** https://learn.microsoft.com/azure/api-management/validate-headers-policy */
export default handler('validate-headers', (element, compiler) => {
  const overrides = namedActions(element, compiler, { child: 'header', attribute: 'name' })
  const specifiedAction = compiler.need(element, 'specified-header-action')
  const unspecifiedAction = compiler.need(element, 'unspecified-header-action')
  const report = { section: compiler.section, variable: compiler.literal(element, 'errors-variable-name') }
  return (exchange) => {
    const { match, response } = exchange
    if (!response) return undefined
    const specified = match?.operation?.contract?.responses.find(({ status }) => status === response.status)
    const findings = checkParameters(exchange, {
      type: 'ResponseHeader',
      specified: specified?.headers ?? [],
      actual: response.headers,
      overrides,
      specifiedAction,
      unspecifiedAction,
    })
    reportFindings(exchange, findings, report)
    return undefined
  }
})
