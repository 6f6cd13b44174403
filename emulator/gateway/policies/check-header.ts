import { childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { fault } from '../pipeline/fault.ts'

/** https://learn.microsoft.com/azure/api-management/check-header-policy */
export default handler('check-header', (element, compiler) => {
  const name = compiler.need(element, 'name')
  const status = compiler.number(element, 'failed-check-httpcode', 401)
  const message = compiler.text(element, 'failed-check-error-message')
  const ignoreCase = compiler.flag(element, 'ignore-case', 'false')
  const values = childElements(element, 'value').map((value) => compiler.contentText(value))
  return (exchange) => {
    const header = name(exchange)
    const refuse = (reason: string, text: string) =>
      fault({
        reason,
        message: text,
        status: status(exchange),
        ...(message ? { answer: message(exchange) } : {}),
      })
    const actual = exchange.request.headers.get(header)
    if (!actual) throw refuse('HeaderNotFound', `Header ${header} was not found in the request. Access denied.`)
    if (values.length === 0) return undefined
    const fold = ignoreCase(exchange) ? (text: string) => text.toLowerCase() : (text: string) => text
    const allowed = values.map((value) => fold(value(exchange).trim()))
    if (!actual.some((value) => allowed.includes(fold(value))))
      throw refuse(
        'HeaderValueNotAllowed',
        `Header ${header} value of ${actual.join(', ')} is not allowed. Access denied.`,
      )
    return undefined
  }
})
