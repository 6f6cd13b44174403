import { JArray, JObject, type JToken, JValue } from '../../../language-server/core/expression/clr/json.ts'
import { printJsonValue } from '../../../language-server/core/expression/clr/json-literal.ts'
import { readJson } from '../../../language-server/core/expression/clr/json-read.ts'
import { textOf } from '../../../language-server/core/expression/clr/text.ts'
import { fault } from '../pipeline/fault.ts'

/** As `json-to-xml` names them. */
interface XmlForm {
  readonly namespaceSeparator: string
  /** Properties that begin with it declare namespaces. */
  readonly namespacePrefix: string | undefined
  /** A property whose own properties are attributes. */
  readonly attributeBlock: string | undefined
}

/**
 * XML as `json-to-xml` writes it: `Document` around what has not one root, an element for each item of a list, `xsi:nil` for null, truth
 * values as .NET writes them (http://dev.fyicenter.com/1000734_json-to-xml_Azure_API_Policy_Statement.html).
 * @throws ClrException when the text is no JSON; PolicyFault when no XML can stand for it.
 */
export function xmlOfJson(json: string, form: XmlForm): string {
  const token = readJson(json, 'JToken')
  if (!(token instanceof JObject))
    throw fault({ reason: 'BodyNotConvertible', message: 'Only a JSON object can be converted to XML.' })
  const [only, ...more] = token.properties.values()
  return only && more.length === 0 && only.value instanceof JObject
    ? element(only.name, only.value, { form, prefixes: new Set() })
    : element('Document', token, { form, prefixes: new Set() })
}

interface Place {
  readonly form: XmlForm
  /** Declared by the elements around. */
  readonly prefixes: ReadonlySet<string>
}

const xsi = 'http://www.w3.org/2001/XMLSchema-instance'

function element(name: string, value: JToken, around: Place): string {
  if (value instanceof JArray)
    return value.items.map((item) => element(name, item, around)).join('') || `<${tag(name, around)} />`
  if (value instanceof JValue) {
    const own = tag(name, around)
    if (value.value === null) return `<${own} xsi:nil="true" xmlns:xsi="${xsi}" />`
    return `<${own}>${escaped(valueText(value))}</${own}>`
  }
  if (!(value instanceof JObject)) return ''
  return objectElement(name, value, around)
}

function objectElement(name: string, value: JObject, { form, prefixes }: Place): string {
  const properties = [...value.properties.values()]
  const declared = properties.filter((property) => declares(property.name, form))
  const here: Place = {
    form,
    prefixes: new Set([
      ...prefixes,
      ...declared.map((property) => property.name.split(form.namespaceSeparator)[1] ?? ''),
    ]),
  }
  let attributes = declared
    .map(
      (property) => ` ${property.name.replace(form.namespaceSeparator, ':')}="${escaped(valueText(property.value))}"`,
    )
    .join('')
  let content = ''
  for (const property of properties) {
    if (declared.includes(property)) continue
    if (property.name === form.attributeBlock && property.value instanceof JObject)
      for (const one of property.value.properties.values())
        attributes += ` ${tag(one.name, here)}="${escaped(valueText(one.value))}"`
    else content += element(property.name, property.value, here)
  }
  const own = tag(name, here)
  return content === '' ? `<${own}${attributes} />` : `<${own}${attributes}>${content}</${own}>`
}

const declares = (name: string, { namespacePrefix, namespaceSeparator }: XmlForm): boolean =>
  namespacePrefix !== undefined &&
  namespacePrefix !== '' &&
  (name === namespacePrefix || name.startsWith(namespacePrefix + namespaceSeparator))

/** A separator counts only behind a prefix that is declared: in other names it is a character like any other. */
function tag(name: string, { form, prefixes }: Place): string {
  const at = name.indexOf(form.namespaceSeparator)
  const prefix = at < 0 ? '' : name.slice(0, at)
  return prefixes.has(prefix) && prefix !== ''
    ? `${encodeName(prefix)}:${encodeName(name.slice(at + form.namespaceSeparator.length))}`
    : encodeName(name)
}

/** Characters that no name can hold are written as `XmlConvert.EncodeName` of .NET does. */
const encodeName = (name: string): string =>
  name.replace(
    /^[^\p{L}_]|[^\p{L}\p{N}_.-]/gu,
    (character) => `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`,
  )

/** Dates keep the form that JSON gives them. */
function valueText(token: JToken): string {
  if (!(token instanceof JValue)) return token.clrText()
  return token.tokenType === 'Date' ? printJsonValue(token.value).slice(1, -1) : textOf(token.value)
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
