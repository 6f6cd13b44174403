import { handler } from '../handler.ts'
import { bodyConversion } from '../messages/body-conversion.ts'
import { xmlOfJson } from '../messages/xml-of-json.ts'

/** https://learn.microsoft.com/azure/api-management/json-to-xml-policy */
export default handler('json-to-xml', (element, compiler) => {
  const separator = compiler.textOr(element, 'namespace-separator', '_')
  const prefix = compiler.text(element, 'namespace-prefix')
  const block = compiler.text(element, 'attribute-block-name')
  return bodyConversion(element, compiler, {
    from: 'json',
    to: 'xml',
    contentType: 'application/xml',
    convert: (text, exchange) =>
      xmlOfJson(text, {
        namespaceSeparator: separator(exchange),
        namespacePrefix: prefix?.(exchange),
        attributeBlock: block?.(exchange),
      }),
  })
})
