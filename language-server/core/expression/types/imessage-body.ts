import { ClrException, invalidCast, notSimulated } from '../clr/clr-exception.ts'
import type { ClrType } from '../clr/clr-type.ts'
import { clrType, types } from '../clr/clr-type.ts'
import { ClrDictionary, ClrList } from '../clr/collections.ts'
import type { BodyView } from '../clr/context-view.ts'
import { readJson } from '../clr/json-read.ts'
import { decodeUtf8 } from '../clr/utf8.ts'
import { formDecode } from '../clr/web-text.ts'
import { readXml } from '../clr/xml-read.ts'
import { member, type } from '../definition.ts'

function bytesOf({ model }: BodyView, preserveContent: boolean): Uint8Array {
  const bytes = model.bytes()
  if (!bytes)
    throw new ClrException(
      'System.InvalidOperationException',
      'The body was read before without preserveContent: true.',
    )
  if (!preserveContent) model.consume()
  return bytes
}

function convert(bytes: Uint8Array, to: ClrType): unknown {
  if (to.name === '[]' && to.args[0]?.name === 'System.Byte') return bytes
  const text = decodeUtf8(bytes).replace(/^\ufeff/, '')
  switch (to.name) {
    case 'System.String':
      return text
    case 'Newtonsoft.Json.Linq.JObject':
      return readJson(text, 'JObject')
    case 'Newtonsoft.Json.Linq.JArray':
      return readJson(text, 'JArray')
    case 'Newtonsoft.Json.Linq.JToken':
      return readJson(text, 'JToken')
    case 'System.Xml.Linq.XElement':
    case 'System.Xml.Linq.XNode':
      return readXml(text).root
    case 'System.Xml.Linq.XDocument':
      return readXml(text)
    case 'System.Object':
    case '?':
      throw invalidCast('As<T> needs a type.')
    default:
      throw notSimulated(`IMessageBody.As<${to.name}>`)
  }
}

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IMessageBody',
  summary: 'The body of a request or a response.',
  kind: 'interface',
  members: [
    member(
      'T As<T>(bool preserveContent = false)',
      'Reads the body as string, byte[], JObject, JArray, JToken, XElement, XNode or XDocument. Without `preserveContent: true` it can be read once.',
      (call, self: BodyView, preserveContent: boolean) =>
        convert(bytesOf(self, preserveContent), call.typeArgs[0] ?? types.unknown),
    ),
    member(
      'IDictionary<string, IList<string>> AsFormUrlEncodedContent(bool preserveContent = false)',
      'Reads the fields of a form.',
      (_call, self: BodyView, preserveContent: boolean) => {
        const fields = new ClrDictionary(types.string, clrType('System.Collections.Generic.IList`1', types.string))
        for (const pair of decodeUtf8(bytesOf(self, preserveContent)).split('&')) {
          if (pair === '') continue
          const [name = '', value = ''] = pair.split(/=(.*)/s)
          const key = formDecode(name)
          const list = fields.find(key)?.value
          if (list instanceof ClrList) list.items.push(formDecode(value))
          else fields.set(key, new ClrList(types.string, [formDecode(value)]))
        }
        return fields
      },
    ),
  ],
})
