import { printJsonValue } from '../../../language-server/core/expression/clr/json-literal.ts'
import { type XElement, type XName, XText, xmlns } from '../../../language-server/core/expression/clr/xml.ts'
import { readXml } from '../../../language-server/core/expression/clr/xml-read.ts'

/** When an element inside another one becomes a list. */
type ListsOfElements = 'several' | 'always'

/**
 * JSON that keeps the structure of XML, as `xml-to-json` writes it: `soap$Body` for `soap:Body`, `@name` for an attribute, `#text` for text
 * beside others, the version of the declaration in front (http://dev.fyicenter.com/1000733_xml-to-json_Policy_Statement.html).
 * @throws ClrException when the text is no XML.
 */
export function jsonOfXml(xml: string, lists: ListsOfElements): string {
  const { declaration, root } = readXml(xml)
  if (!root) return 'null'
  const version = declaration?.version ? [property('version', printJsonValue(declaration.version))] : []
  const [name, value] = printed(root, new Map(), lists)
  return object([...version, property(name, value)])
}

/** URI -> prefix. */
type Prefixes = ReadonlyMap<string, string>

/** The name and the value of the property that stands for an element. */
function printed(element: XElement, around: Prefixes, lists: ListsOfElements): readonly [name: string, value: string] {
  const prefixes = new Map(around)
  for (const { prefix, uri } of element.declarations()) prefixes.set(uri, prefix)
  const name = nameWith(element.name, prefixes)
  const children = element.elements()
  const text = element.nodes.filter((node) => node instanceof XText).map(({ value }) => value)
  if (children.length === 0 && element.attributes.length === 0)
    return [name, element.isEmpty ? 'null' : printJsonValue(text.join(''))]

  const parts = element.attributes.map((one) => property(`@${nameWith(one.name, prefixes)}`, printJsonValue(one.value)))
  const values = new Map<string, string[]>()
  for (const child of children) {
    const [of, value] = printed(child, prefixes, lists)
    const same = values.get(of)
    if (same) same.push(value)
    else values.set(of, [value])
  }
  for (const [of, [first = 'null', ...more]] of values)
    parts.push(property(of, more.length > 0 || lists === 'always' ? `[${[first, ...more].join(',')}]` : first))
  if (text.length > 0) parts.push(property('#text', printJsonValue(text.join(''))))
  return [name, object(parts)]
}

function nameWith({ local, uri }: XName, prefixes: Prefixes): string {
  const prefix = uri === xmlns ? 'xmlns' : uri === '' ? '' : (prefixes.get(uri) ?? '')
  return prefix === '' ? local : `${prefix}$${local}`
}

const property = (name: string, value: string): string => `${printJsonValue(name)}:${value}`
const object = (properties: readonly string[]): string => `{${properties.join(',')}}`
