import { argumentNull, ClrException } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { type JValue, printJson, tokenOf } from '../clr/json.ts'
import { jsonOf, jsonTo } from '../clr/json-convert.ts'
import { deserialize } from '../clr/json-deserialize.ts'
import { readJson } from '../clr/json-read.ts'
import { isReference } from '../clr/json-value.ts'
import { xmlOfJson, xmlToJson } from '../clr/json-xml.ts'
import type { ClrEnum } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const read = (text: string | null) => {
  if (text === null) throw argumentNull('value')
  return readJson(text, 'JToken')
}

const isBlank = (text: string | null): boolean => text?.trim() === ''

/** https://www.newtonsoft.com/json/help/html/T_Newtonsoft_Json_JsonConvert.htm */
export default type({
  name: 'Newtonsoft.Json.JsonConvert',
  summary: 'Turns values into JSON and back.',
  kind: 'static',
  statics: [
    member('string SerializeObject(object value)', 'The JSON of a value.', (_call: Call, value: unknown) =>
      printJson(jsonOf(value), 'none'),
    ),
    member(
      'string SerializeObject(object value, Formatting formatting)',
      'The JSON of a value.',
      (_call: Call, value: unknown, formatting: ClrEnum) =>
        printJson(jsonOf(value), formatting.value === 0 ? 'none' : 'indented'),
    ),
    member(
      'object DeserializeObject(string value)',
      'A value of JSON: a JObject, a JArray or a base value.',
      (_call: Call, text: string | null) => {
        if (isBlank(text)) return null
        const token = read(text)
        return 'value' in token && token.children().length === 0 && !('name' in token) ? token.value : token
      },
    ),
    member('T DeserializeObject<T>(string value)', 'A value of JSON as a type.', (call: Call, text: string | null) => {
      const [to = types.object] = call.typeArgs
      if (isBlank(text)) {
        if (isReference(to)) return null
        throw new ClrException(
          'Newtonsoft.Json.JsonSerializationException',
          `No JSON content found and type '${to.name}' is not nullable. Path '', line 0, position 0.`,
        )
      }
      const texts = new Map<JValue, string>()
      const token = readJson(text, 'JToken', texts)
      return to.name.startsWith('Newtonsoft.') ? jsonTo(token, to, 'object') : deserialize(token, to, texts)
    }),
    member('string ToString(object value)', 'The JSON of a plain value.', (_call: Call, value: unknown) =>
      printJson(tokenOf(value), 'none'),
    ),
    member('string SerializeXNode(XObject node)', 'The JSON of XML.', (_call: Call, node: unknown) =>
      xmlToJson(node, 'none', false),
    ),
    member(
      'string SerializeXNode(XObject node, Formatting formatting)',
      'The JSON of XML.',
      (_call: Call, node: unknown, formatting: ClrEnum) =>
        xmlToJson(node, formatting.value === 0 ? 'none' : 'indented', false),
    ),
    member(
      'string SerializeXNode(XObject node, Formatting formatting, bool omitRootObject)',
      'The JSON of XML.',
      (_call: Call, node: unknown, formatting: ClrEnum, omit: boolean) =>
        xmlToJson(node, formatting.value === 0 ? 'none' : 'indented', omit),
    ),
    member('XDocument DeserializeXNode(string value)', 'The XML of JSON.', (_call: Call, text: string | null) =>
      xmlOfJson(read(text), undefined),
    ),
    member(
      'XDocument DeserializeXNode(string value, string deserializeRootElementName)',
      'The XML of JSON below a root.',
      (_call: Call, text: string | null, root: string) => xmlOfJson(read(text), root),
    ),
    member('string SerializeXmlNode(object node)', 'The JSON of an XmlNode.'),
  ],
})
