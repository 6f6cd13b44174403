import { handler } from '../handler.ts'
import { bodyConversion } from '../messages/body-conversion.ts'
import { jsonOfXml } from '../messages/json-of-xml.ts'
import { fault } from '../pipeline/fault.ts'

const oneKind =
  'xml-to-json: the local gateway converts with kind="direct" only; what "javascript-friendly" writes is not documented.'

/** https://learn.microsoft.com/azure/api-management/xml-to-json-policy */
export default handler('xml-to-json', (element, compiler) => {
  const kind = compiler.need(element, 'kind')
  const always = compiler.flag(element, 'always-array-child-elements', 'false')
  return bodyConversion(element, compiler, {
    from: 'xml',
    to: 'json',
    contentType: 'application/json',
    convert(text, exchange) {
      if (kind(exchange) !== 'direct') throw fault({ reason: 'PolicyNotRunnable', message: oneKind, answer: oneKind })
      return jsonOfXml(text, always(exchange) ? 'always' : 'several')
    },
  })
})
