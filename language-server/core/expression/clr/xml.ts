import { argument, argumentNull, ClrException, invalidOperation } from './clr-exception.ts'
import { type ClrType, clrType } from './clr-type.ts'
import { tick } from './meter.ts'
import type { ClrObject } from './values.ts'
import { XmlScope } from './xml-scope.ts'

/** System.Xml.Linq: names with namespaces, elements, attributes, text. */

const ns = 'System.Xml.Linq.'

export class XNamespace implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}XNamespace`)
  readonly uri: string
  constructor(uri: string) {
    this.uri = uri
  }
  clrText(): string {
    return this.uri
  }
  clrEquals(other: unknown): boolean {
    return other instanceof XNamespace && other.uri === this.uri
  }
  hashKey(): string {
    return this.uri
  }
}

export class XName implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}XName`)
  readonly local: string
  readonly uri: string
  constructor(local: string, uri: string) {
    this.local = local
    this.uri = uri
  }
  clrText(): string {
    return this.uri === '' ? this.local : `{${this.uri}}${this.local}`
  }
  clrEquals(other: unknown): boolean {
    return other instanceof XName && other.local === this.local && other.uri === this.uri
  }
  hashKey(): string {
    return this.clrText()
  }
}

/**
 * The name that a text says: `local` or `{namespace}local`.
 * @throws ClrException ArgumentException for what is neither, XmlException for what XML cannot name
 */
export function nameOf(text: string | null): XName {
  if (text === null) throw argumentNull('expandedName')
  const match = /^\{([^}]+)\}(.+)$/s.exec(text)
  if (match) return localName(match[2] ?? '', match[1] ?? '')
  if (text === '' || text.startsWith('{')) throw argument(`'${text}' is an invalid expanded name.`)
  return localName(text, '')
}

/** A name in a namespace. @throws ClrException XmlException for what XML cannot name (https://www.w3.org/TR/xml-names/#NT-NCName) */
export function localName(local: string | null, uri: string | null): XName {
  if (local === null || local === '' || uri === null) throw argumentNull(uri === null ? 'namespaceName' : 'localName')
  const wrong = /[^\p{L}\p{N}\p{M}_.\u00b7-]/u.exec(local)?.[0]
  const [first = ''] = local
  if (!/[\p{L}\p{Nl}_]/u.test(first)) throw xmlName(`Name cannot begin with the '${first}' character`, first)
  if (wrong !== undefined) throw xmlName(`The '${wrong}' character cannot be included in a name`, wrong)
  return new XName(local, uri)
}

const xmlName = (message: string, char: string): ClrException =>
  new ClrException(
    'System.Xml.XmlException',
    `${message}, hexadecimal value 0x${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, '0')}.`,
  )

export abstract class XNode implements ClrObject {
  abstract readonly clrType: ClrType
  parent: XElement | XDocument | null = null
  constructor() {
    tick()
  }
  abstract print(indent: string | undefined, scope: XmlScope): string
  clrText(format?: string): string {
    return this.print(format === 'DisableFormatting' ? undefined : '', new XmlScope(declaredAround(this)))
  }
}

export class XText extends XNode {
  readonly clrType = clrType(`${ns}XText`)
  value: string
  constructor(value: string) {
    super()
    this.value = value
  }
  print(): string {
    return escapeText(this.value)
  }
}

export class XCData extends XText {
  override readonly clrType = clrType(`${ns}XCData`)
  override print(): string {
    return `<![CDATA[${this.value}]]>`
  }
}

export class XComment extends XNode {
  readonly clrType = clrType(`${ns}XComment`)
  value: string
  constructor(value: string) {
    super()
    this.value = value
  }
  print(): string {
    return `<!--${this.value}-->`
  }
}

export class XAttribute implements ClrObject {
  readonly clrType: ClrType = clrType(`${ns}XAttribute`)
  parent: XElement | null = null
  readonly name: XName
  value: string
  constructor(name: XName, value: string) {
    this.name = name
    this.value = value
  }
  get isNamespace(): boolean {
    return this.name.uri === xmlns || (this.name.uri === '' && this.name.local === 'xmlns')
  }
  clrText(): string {
    return `${this.name.local}="${escapeAttribute(this.value)}"`
  }
}

export const xmlns = 'http://www.w3.org/2000/xmlns/'
export const xmlUri = 'http://www.w3.org/XML/1998/namespace'

export abstract class XContainer extends XNode {
  readonly nodes: XNode[] = []
  append(node: XNode): void {
    const own = node.parent && node.parent !== (this as unknown) ? cloneNode(node) : node
    own.parent = this as unknown as XElement
    this.nodes.push(own)
  }
  elements(): XElement[] {
    return this.nodes.filter((node): node is XElement => node instanceof XElement)
  }
  *descendants(): Generator<XElement> {
    for (const element of this.elements()) {
      yield element
      yield* element.descendants()
    }
  }
}

export class XElement extends XContainer {
  readonly clrType = clrType(`${ns}XElement`)
  name: XName
  readonly attributes: XAttribute[] = []
  /** Written as `<a></a>` though nothing is in it. */
  hasEndTag = false
  /** @throws ClrException ArgumentNullException without a name */
  constructor(name: XName | null) {
    super()
    if (name === null) throw argumentNull('name')
    this.name = name
  }
  /** @throws ClrException for a name that is there already */
  addAttribute(attribute: XAttribute): void {
    if (this.attribute(attribute.name)) throw invalidOperation('Duplicate attribute.')
    const own = attribute.parent ? new XAttribute(attribute.name, attribute.value) : attribute
    own.parent = this
    this.attributes.push(own)
  }
  attribute(name: XName): XAttribute | null {
    return this.attributes.find((one) => one.name.clrEquals(name)) ?? null
  }
  get value(): string {
    return this.nodes
      .map((node) => (node instanceof XText ? node.value : node instanceof XElement ? node.value : ''))
      .join('')
  }
  /** What its attributes declare. */
  declarations(): { prefix: string; uri: string }[] {
    return this.attributes
      .filter((one) => one.isNamespace)
      .map((one) => ({ prefix: one.name.uri === '' ? '' : one.name.local, uri: one.value }))
  }
  print(indent: string | undefined, scope: XmlScope): string {
    const { prefix, close } = scope.open(this.name.uri, this.declarations())
    const tag = prefix === '' ? this.name.local : `${prefix}:${this.name.local}`
    let open = `<${tag}`
    for (const one of this.attributes) {
      if (one.isNamespace) scope.write(one.name.uri === '' ? '' : one.name.local, one.value)
      const own = one.isNamespace ? (one.name.uri === '' ? '' : 'xmlns') : scope.attribute(one.name.uri)
      open += ` ${own === '' ? '' : `${own}:`}${one.name.local}="${escapeAttribute(one.value)}"`
    }
    for (const one of scope.pending())
      open += ` xmlns${one.prefix === '' ? '' : `:${one.prefix}`}="${escapeAttribute(one.uri)}"`
    const text = this.isEmpty ? `${open} />` : `${open}>${this.content(indent, scope)}</${tag}>`
    close()
    return text
  }
  get isEmpty(): boolean {
    return this.nodes.length === 0 && !this.hasEndTag
  }
  private content(indent: string | undefined, scope: XmlScope): string {
    // As .NET's XmlWriter does it: nothing is indented any more once the element has a text.
    let deeper = indent === undefined || this.nodes.length === 0 ? undefined : `${indent}  `
    let text = ''
    for (const node of this.nodes) {
      if (node instanceof XText) deeper = undefined
      else if (deeper !== undefined) text += `\n${deeper}`
      text += node.print(deeper, scope)
    }
    return deeper === undefined ? text : `${text}\n${indent}`
  }
}

/** `<?target data?>`. */
export class XInstruction extends XNode {
  readonly clrType = clrType(`${ns}XProcessingInstruction`)
  target: string
  data: string
  constructor(target: string, data: string) {
    super()
    this.target = target
    this.data = data
  }
  print(): string {
    return `<?${this.target}${this.data === '' ? '' : ` ${this.data}`}?>`
  }
}

/** `<?xml … ?>`. */
export class XDeclaration implements ClrObject {
  readonly clrType = clrType(`${ns}XDeclaration`)
  version: string | null
  encoding: string | null
  standalone: string | null
  constructor(version: string | null, encoding: string | null, standalone: string | null) {
    this.version = version
    this.encoding = encoding
    this.standalone = standalone
  }
  clrText(): string {
    const part = (name: string, value: string | null): string => (value === null ? '' : ` ${name}="${value}"`)
    return `<?xml${part('version', this.version)}${part('encoding', this.encoding)}${part('standalone', this.standalone)}?>`
  }
}

/** `<!DOCTYPE …>`. */
export class XDocumentType extends XNode {
  readonly clrType = clrType(`${ns}XDocumentType`)
  readonly name: string
  readonly publicId: string | null
  readonly systemId: string | null
  readonly subset: string | null
  constructor(name: string, publicId: string | null, systemId: string | null, subset: string | null) {
    super()
    this.name = name
    this.publicId = publicId
    this.systemId = systemId
    this.subset = subset
  }
  print(): string {
    const where =
      this.publicId !== null
        ? ` PUBLIC "${this.publicId}" "${this.systemId ?? ''}"`
        : this.systemId !== null
          ? ` SYSTEM "${this.systemId}"`
          : ''
    return `<!DOCTYPE ${this.name}${where}${this.subset === null ? '' : `[${this.subset}]`}>`
  }
}

export class XDocument extends XContainer {
  readonly clrType = clrType(`${ns}XDocument`)
  declaration: XDeclaration | null = null
  get root(): XElement | null {
    return this.elements()[0] ?? null
  }
  print(indent: string | undefined, scope: XmlScope): string {
    return this.nodes.map((node) => node.print(indent, scope)).join(indent === undefined ? '' : '\n')
  }
}

/** What the elements around a node declare, outermost first. */
function declaredAround(node: XNode): { prefix: string; uri: string }[] {
  const found: { prefix: string; uri: string }[] = []
  for (let at = node.parent; at; at = at.parent) if (at instanceof XElement) found.unshift(...at.declarations())
  return found
}

function cloneNode(node: XNode): XNode {
  if (node instanceof XCData) return new XCData(node.value)
  if (node instanceof XText) return new XText(node.value)
  if (node instanceof XElement) {
    const copy = new XElement(node.name)
    copy.hasEndTag = node.hasEndTag
    for (const one of node.attributes) copy.addAttribute(new XAttribute(one.name, one.value))
    for (const child of node.nodes) copy.append(cloneNode(child))
    return copy
  }
  if (node instanceof XInstruction) return new XInstruction(node.target, node.data)
  return node instanceof XComment ? new XComment(node.value) : node
}

const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char)
const escapeAttribute = (text: string): string =>
  text.replace(
    /[&<>"\r\n\t]/g,
    (char) =>
      ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;', '\n': '&#xA;', '\t': '&#x9;' })[char] ??
      char,
  )
