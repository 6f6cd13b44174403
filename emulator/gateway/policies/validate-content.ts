import type { Element } from '../../../language-server/core/syntax/tree.ts'
import { CompileError } from '../compile/compile-error.ts'
import type { Compiler } from '../compile/compiler.ts'
import { childElement, childElements } from '../compile/source.ts'
import { handler } from '../handler.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { needsRequestBody, needsResponseBody } from '../pipeline/step.ts'
import { type Finding, reportFindings } from '../validation/report.ts'

/**
 * Checks the size of a body and whether the operation knows its content type. The local instance keeps no schemas, so a policy that
 * compares with one does not run. https://learn.microsoft.com/azure/api-management/validate-content-policy
 */
export default handler('validate-content', (element, compiler) => {
  if (childElement(element, 'content'))
    throw new CompileError('the local instance keeps no schemas to validate bodies against ("<content>")')
  const unspecified = compiler.need(element, 'unspecified-content-type-action')
  const maxSize = compiler.number(element, 'max-size')
  const exceeded = compiler.need(element, 'size-exceeded-action')
  const mapped = contentTypeMap(element, compiler)
  const report = { section: compiler.section, variable: compiler.literal(element, 'errors-variable-name') }
  const isRequest = compiler.section === 'inbound'
  compiler.demand(isRequest ? needsRequestBody : needsResponseBody)
  const whose = isRequest ? 'Request' : 'Response'
  const type = isRequest ? 'RequestBody' : 'ResponseBody'

  return (exchange) => {
    const message = isRequest ? exchange.request : exchange.response
    const size = message?.body?.bytes()?.length ?? 0
    if (!message || size === 0) return undefined
    const findings: Finding[] = []
    const most = maxSize(exchange)
    if (size > most) {
      const text = (limit: string) =>
        `${whose}'s body is ${size} bytes long and it exceeds the ${limit} of ${most} bytes.`
      const details = { details: text('configured limit'), answer: text('limit') }
      findings.push({ name: '', type, rule: 'SizeLimit', action: exceeded(exchange), ...details })
    }
    const contentType = mapped(exchange, mediaType(message.headers.line('Content-Type')))
    if (!knownTypes(exchange, isRequest).has(contentType)) {
      const details = `Unspecified content type ${contentType} is not allowed.`
      findings.push({ name: contentType, type, rule: 'Unspecified', details, action: unspecified(exchange) })
    }
    reportFindings(exchange, findings, report)
    return undefined
  }
})

/** `application/json` of `Application/JSON; charset=utf-8`; empty when there is none. */
const mediaType = (header = ''): string => (header.split(';')[0] ?? '').trim().toLowerCase()

function knownTypes({ match, response }: Exchange, isRequest: boolean): ReadonlySet<string> {
  const contract = match?.operation?.contract
  const types = isRequest
    ? contract?.contentTypes
    : contract?.responses.find(({ status }) => status === response?.status)?.contentTypes
  return new Set((types ?? []).map((type) => type.toLowerCase()))
}

/** What a content type counts as: a `type` that fits comes before the two attributes. */
function contentTypeMap(element: Element, compiler: Compiler): (exchange: Exchange, contentType: string) => string {
  const map = childElement(element, 'content-type-map')
  if (!map) return (_exchange, contentType) => contentType
  const any = compiler.literal(map, 'any-content-type-value')
  const missing = compiler.literal(map, 'missing-content-type-value')
  const types = childElements(map, 'type').map((entry) => ({
    from: mediaType(compiler.literal(entry, 'from')),
    when: compiler.text(entry, 'when') && compiler.flag(entry, 'when'),
    to: mediaType(compiler.literal(entry, 'to')),
  }))
  return (exchange, contentType) => {
    const found = types.find(({ from, when }) => (when ? when(exchange) : from === contentType))
    return found?.to ?? mediaType(any ?? (contentType === '' ? missing : undefined) ?? contentType)
  }
}
