import { ClrException } from './clr-exception.ts'
import {
  JArray,
  JObject,
  type JProperty,
  type JsonFormatting,
  type JToken,
  JValue,
  jsonError,
  printJson,
} from './json.ts'
import { textOf } from './text.ts'
import { nameOf, XAttribute, XDocument, XElement, XText } from './xml.ts'

/** Newtonsoft's form of XML in JSON: attributes as `@name`, repeated elements as arrays, text beside others as `#text`. */
export function xmlToJson(node: unknown, formatting: JsonFormatting, omitRoot: boolean): string {
  const root = node instanceof XDocument ? node.root : node
  if (!(root instanceof XElement))
    throw new ClrException(
      'Newtonsoft.Json.JsonSerializationException',
      'Only elements and documents can be turned into JSON here.',
    )
  const value = jsonOfElement(root)
  if (omitRoot) return printJson(value, formatting)
  const object = new JObject()
  object.add(root.name.local, value)
  return printJson(object, formatting)
}

function jsonOfElement(element: XElement): JToken {
  const children = element.elements()
  const text = element.nodes.filter((node): node is XText => node instanceof XText)
  if (children.length === 0 && element.attributes.length === 0)
    return new JValue(text.length > 0 ? element.value : null)
  const object = new JObject()
  for (const one of element.attributes) object.set(`@${one.name.local}`, new JValue(one.value))
  for (const child of children) {
    const before = object.get(child.name.local)
    const value = jsonOfElement(child)
    if (before instanceof JArray) before.add(value)
    else if (before) {
      const array = new JArray()
      array.add(before)
      array.add(value)
      object.set(child.name.local, array)
    } else object.set(child.name.local, value)
  }
  if (text.length > 0) object.set('#text', new JValue(text.map((one) => one.value).join('')))
  return object
}

export function xmlOfJson(token: JToken, rootName: string | undefined): XDocument {
  const document = new XDocument()
  if (rootName !== undefined) {
    document.append(elementOf(rootName, token))
    return document
  }
  const properties = token instanceof JObject ? [...token.properties.values()] : []
  const [only] = properties
  if (!only || properties.length !== 1 || only.value instanceof JArray) {
    throw jsonError(
      'JSON root object has multiple properties. The root object must have a single property in order to create a valid XML document. Consider specifying a DeserializeRootElementName.',
    )
  }
  document.append(elementOf(only.name, only.value))
  return document
}

function elementOf(name: string, value: JToken): XElement {
  const element = new XElement(nameOf(name))
  if (value instanceof JObject) {
    for (const property of value.properties.values()) append(element, property)
  } else if (value instanceof JArray) for (const item of value.items) element.append(elementOf(name, item))
  else if (value instanceof JValue && value.value !== null) element.append(new XText(textOf(value.value)))
  return element
}

function append(element: XElement, property: JProperty): void {
  const { name, value } = property
  if (name.startsWith('@')) element.addAttribute(new XAttribute(nameOf(name.slice(1)), textOf(value)))
  else if (name === '#text') element.append(new XText(textOf(value)))
  else if (value instanceof JArray) for (const item of value.items) element.append(elementOf(name, item))
  else element.append(elementOf(name, value))
}
