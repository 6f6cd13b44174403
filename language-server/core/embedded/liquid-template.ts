import type { Analysis } from '../model/analysis.ts'
import { decode } from '../syntax/decode.ts'
import { namedValuesIn } from '../syntax/named-values.ts'
import { attributeText, soleExpression } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import { type LiquidMarkup, scanLiquid } from './liquid-scan.ts'

/** The Liquid of one `set-body`: entities read, and each named value a word of its length. */
export interface LiquidTemplate {
  readonly text: string
  /** The same with the named values as they are written. */
  readonly source: string
  readonly markup: readonly LiquidMarkup[]
  /** The offset in the document of one in the template. */
  toRaw(offset: number): number
  /** The offset in the template of one in the document. */
  toTemplate(rawOffset: number): number
}

/** Whether an element holds a Liquid template: `set-body template="liquid"` with anything but an expression. */
export const isLiquid = (element: Element): boolean =>
  element.name === 'set-body' &&
  attributeText(element, 'template')?.trim().toLowerCase() === 'liquid' &&
  !element.selfClosing &&
  soleExpression(element) === undefined

/** Undefined: the element holds none. */
export function liquidTemplate(element: Element, { text }: Pick<Analysis, 'text'>): LiquidTemplate | undefined {
  if (!isLiquid(element)) return undefined
  const whole = { start: element.openEnd, end: element.close?.start ?? element.end }
  const [only, ...others] = element.children.filter(
    (child) => child.kind !== 'text' || text.slice(child.start, child.end).trim() !== '',
  )
  // Within CDATA nothing is an entity.
  const cdata = only?.kind === 'cdata' && others.length === 0 ? only : undefined
  const start = cdata === undefined ? whole.start : cdata.start + '<![CDATA['.length
  const end = cdata === undefined ? whole.end : Math.max(start, cdata.end - ']]>'.length)
  const decoded =
    cdata === undefined
      ? decode(text, whole)
      : { text: text.slice(start, end), toRaw: (at: number) => start + at, toDecoded: (raw: number) => raw - start }
  const masked = maskNamedValues(decoded.text)
  return {
    text: masked,
    source: decoded.text,
    markup: scanLiquid(masked),
    toRaw: decoded.toRaw,
    toTemplate: decoded.toDecoded,
  }
}

/**
 * They are replaced before Liquid sees the text: some word stands there then. `{{body.id}}` looks like one and is Liquid, as is any
 * name that the template gives.
 */
function maskNamedValues(text: string): string {
  const given = new Set(['body', 'context', 'forloop', 'tablerowloop'])
  for (const { words } of scanLiquid(text))
    for (const { kind, text: name } of words) if (kind === 'setter') given.add(name)
  let masked = ''
  let from = 0
  for (const { name, start, end } of namedValuesIn(text, 0, text.length)) {
    const root = name.split('.')[0] ?? ''
    if (given.has(root) || given.has(root.toLowerCase())) continue
    masked += text.slice(from, start) + 'x'.repeat(end - start)
    from = end
  }
  return masked + text.slice(from)
}
