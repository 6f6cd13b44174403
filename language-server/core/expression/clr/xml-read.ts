import { argumentNull, ClrException } from './clr-exception.ts'
import {
  XAttribute,
  XCData,
  XComment,
  XDeclaration,
  XDocument,
  XElement,
  XInstruction,
  XName,
  XText,
  xmlns,
  xmlUri,
} from './xml.ts'

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Reads strict XML as `XDocument.Parse` does: white space between elements is dropped. DTDs are refused. */
export function readXml(source: string | null): XDocument {
  if (source === null) throw argumentNull('s')
  const text = source
  let at = text.startsWith('\ufeff') ? 1 : 0
  const fail = (message: string): never => {
    const before = text.slice(0, at).split('\n')
    throw new ClrException(
      'System.Xml.XmlException',
      `${message} Line ${before.length}, position ${(before.at(-1)?.length ?? 0) + 1}.`,
    )
  }
  const document = new XDocument()
  const stack: { element: XElement; tag: string; names: Map<string, string> }[] = []
  let names = new Map<string, string>([
    ['', ''],
    ['xml', xmlUri],
    ['xmlns', xmlns],
  ])
  const decode = (raw: string): string =>
    raw.replace(/&(#x?[0-9a-fA-F]+|\w+)?;?/g, (whole, name?: string) => {
      if (!name || !whole.endsWith(';')) return fail('An error occurred while parsing EntityName.')
      if (name.startsWith('#'))
        return String.fromCodePoint(Number.parseInt(name.replace(/^#x?/, ''), name.startsWith('#x') ? 16 : 10))
      return entities[name] ?? fail(`Reference to undeclared entity '${name}'.`)
    })
  const container = () => stack.at(-1)?.element ?? document
  const split = (tag: string): [string, string] => {
    const colon = tag.indexOf(':')
    return colon < 0 ? ['', tag] : [tag.slice(0, colon), tag.slice(colon + 1)]
  }
  const until = (end: string): string => {
    const close = text.indexOf(end, at)
    if (close < 0) return fail('Unexpected end of file has occurred.')
    const inner = text.slice(at, close)
    at = close + end.length
    return inner
  }

  while (at < text.length) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at)
      const raw = text.slice(at, end < 0 ? undefined : end)
      if (stack.length === 0 && raw.trim() !== '') fail('Data at the root level is invalid.')
      if (raw.trim() !== '') container().append(new XText(decode(raw).replaceAll('\r\n', '\n')))
      at = end < 0 ? text.length : end
      continue
    }
    if (text.startsWith('<!--', at)) {
      at += 4
      container().append(new XComment(until('-->')))
    } else if (text.startsWith('<![CDATA[', at)) {
      at += 9
      if (stack.length === 0) fail('Data at the root level is invalid.')
      container().append(new XCData(until(']]>')))
    } else if (text.startsWith('<?', at)) {
      at += 2
      const [, target = '', data = ''] = /^(\S+)\s*([\s\S]*)$/.exec(until('?>')) ?? []
      const said = (name: string): string | null => new RegExp(`${name}\\s*=\\s*["']([^"']*)`).exec(data)?.[1] ?? null
      if (target === 'xml')
        document.declaration = new XDeclaration(said('version') ?? '1.0', said('encoding'), said('standalone'))
      else container().append(new XInstruction(target, data))
    } else if (text.startsWith('<!', at)) fail('For security reasons DTD is prohibited in this XML document.')
    else if (text.startsWith('</', at)) {
      at += 2
      const tag = until('>').trim()
      const open = stack.pop()
      if (!open || open.tag !== tag) fail(`The '${open?.tag ?? ''}' start tag does not match the end tag of '${tag}'.`)
      if (open) {
        names = open.names
        open.element.hasEndTag = true
      }
    } else openTag()
  }
  if (stack.length > 0)
    fail(
      `Unexpected end of file has occurred. The following elements are not closed: ${stack.map((one) => one.tag).join(', ')}.`,
    )
  if (!document.root) fail('Root element is missing.')
  return document

  function openTag(): void {
    const match =
      /^<([\p{L}_][\p{L}\p{N}_.:-]*)((?:\s+[\p{L}_][\p{L}\p{N}_.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/u.exec(
        text.slice(at),
      )
    if (!match) {
      fail('Data at the root level is invalid.')
      return
    }
    if (stack.length === 0 && document.root) fail('There are multiple root elements.')
    const [whole, tag = '', attributes = '', closed] = match
    const outer = names
    const own = new Map(names)
    const found: [string, string][] = []
    for (const [, name = '', double, single] of attributes.matchAll(
      /([\p{L}_][\p{L}\p{N}_.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu,
    )) {
      const value = decode(double ?? single ?? '')
      if (found.some(([other]) => other === name)) fail(`'${name}' is a duplicate attribute name.`)
      found.push([name, value])
      if (name === 'xmlns') own.set('', value)
      else if (name.startsWith('xmlns:')) own.set(name.slice(6), value)
    }
    const resolve = (qualified: string, kind: 'element' | 'attribute'): XName => {
      const [prefix, local] = split(qualified)
      if (prefix === '' && kind === 'attribute') return new XName(local, '')
      return new XName(local, own.get(prefix) ?? fail(`'${prefix}' is an undeclared prefix.`))
    }
    const element = new XElement(resolve(tag, 'element'))
    for (const [name, value] of found) element.addAttribute(new XAttribute(resolve(name, 'attribute'), value))
    container().append(element)
    at += whole.length
    if (!closed) {
      if (stack.length > 200) fail('The document is nested too deeply.')
      stack.push({ element, tag, names: outer })
      names = own
    }
  }
}
