import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types'
import type { InlayHintChoice } from '../configuration/hints.ts'
import { checkTree } from '../expression/check.ts'
import { isUnknown, shortType } from '../expression/clr/clr-type.ts'
import { symbolAt } from '../expression/symbols.ts'
import { rawSpan } from '../expression/tree.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Resources } from '../model/options.ts'
import { settersIn } from '../model/variables.ts'
import { encodeValue } from '../syntax/decode.ts'
import type { Span } from '../text/span.ts'
import { tellingDefaults } from './telling-defaults.ts'

export interface InlayHintInput {
  readonly range: Range
  readonly wanted: InlayHintChoice
  /** What is known of the instance beyond what is certain. */
  readonly offered?: Resources | undefined
}

interface Hint {
  readonly at: number
  readonly label: string
  readonly kind: InlayHintKind
  readonly tooltip?: string
  /** What a double click writes there. */
  readonly writes?: string
}

/** What the document does not say and the reader may want to know: what is wanted of it, in the order of the document. */
export function inlayHints(analysis: Analysis, { range, wanted, offered }: InlayHintInput): InlayHint[] {
  const { lines } = analysis
  const within = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) }
  const found: Hint[] = []
  if (wanted.defaultValues || wanted.headerNames)
    for (const meaning of analysis.meanings)
      if (overlaps(meaning.element, within)) found.push(...unset(meaning, wanted))
  if (wanted.headerNames || wanted.namedValues) found.push(...resolved(analysis, within, { wanted, offered }))
  if (wanted.localTypes) found.push(...localTypes(analysis, within))
  if (wanted.variableTypes) found.push(...variableTypes(analysis))
  return found
    .filter(({ at }) => within.start <= at && at <= within.end)
    .sort((a, b) => a.at - b.at)
    .map(({ at, label, kind, tooltip, writes }): InlayHint => {
      const position = lines.positionAt(at)
      return {
        position,
        label,
        kind,
        ...(kind === InlayHintKind.Parameter && { paddingLeft: true }),
        ...(tooltip && { tooltip }),
        ...(writes && { textEdits: [{ range: { start: position, end: position }, newText: writes }] }),
      }
    })
}

const overlaps = (a: Span, b: Span): boolean => a.start <= b.end && b.start <= a.end

/** Defaults of attributes that are not written. */
function unset({ element, name, role, spec, parent, attributes }: Meaning, wanted: InlayHintChoice): readonly Hint[] {
  if (spec === undefined || (role !== 'policy' && role !== 'child')) return []
  // An open tag that is being typed would get them behind its cursor.
  if (element.nameEnd === element.openEnd) return []
  const path = role === 'child' && spec.policy === undefined ? `${parent?.name}/${name}` : name
  const telling = Object.hasOwn(tellingDefaults, path) ? (tellingDefaults[path] ?? []) : []
  const at = element.attributes.at(-1)?.end ?? element.nameEnd
  return Object.entries(spec.attributes).flatMap(([attribute, { default: value, format, summary }]): Hint[] => {
    if (value === undefined || attributes.some((each) => each.name === attribute)) return []
    const isWanted = format === 'header-name' ? wanted.headerNames : wanted.defaultValues && telling.includes(attribute)
    if (!isWanted) return []
    const label = `${attribute}="${encodeValue(value)}"`
    return [{ at, label, kind: InlayHintKind.Parameter, tooltip: `The default. ${summary}`, writes: ` ${label}` }]
  })
}

interface Asked {
  readonly wanted: InlayHintChoice
  readonly offered: Resources | undefined
}

/** The values of named values that are no secrets, and the names of headers that they are parts of. */
function resolved(analysis: Analysis, within: Span, { wanted, offered }: Asked): readonly Hint[] {
  const values = new Map<string, string>()
  for (const list of [offered?.namedValues, analysis.options.resources?.namedValues])
    for (const { displayName, value, secret } of list ?? [])
      if (value !== undefined && secret !== true) values.set(displayName, value)
  const found: Hint[] = []
  if (wanted.namedValues)
    for (const { span, name } of analysis.references().namedValues) {
      const value = values.get(name)
      const close = analysis.text.indexOf('}}', span.end)
      if (value === undefined || close < 0 || !overlaps(span, within)) continue
      found.push({ at: close + 2, label: `= ${shortened(value)}`, kind: InlayHintKind.Parameter, tooltip: value })
    }
  if (wanted.headerNames)
    for (const { attributes, element } of analysis.meanings) {
      if (!overlaps(element, within)) continue
      for (const { spec, attribute, pieces } of attributes) {
        if (spec?.format !== 'header-name' || attribute.value === undefined || pieces.length === 0) continue
        const name = filled(analysis.text, attribute.value, { values, pieces })
        if (name !== undefined)
          found.push({ at: attribute.value.end, label: `= ${name}`, kind: InlayHintKind.Parameter })
      }
    }
  return found
}

interface Pieces {
  readonly values: ReadonlyMap<string, string>
  readonly pieces: Meaning['attributes'][number]['pieces']
}

/** The text with every named value in place; undefined where one of them, or an expression, is not known. */
function filled(text: string, { start, end }: Span, { values, pieces }: Pieces): string | undefined {
  let out = ''
  let at = start
  for (const piece of pieces) {
    const value = piece.kind === 'named-value' ? values.get(piece.name) : undefined
    if (value === undefined) return undefined
    out += text.slice(at, piece.start) + value
    at = piece.end
  }
  return out + text.slice(at, end)
}

const LONGEST = 40

function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ')
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line
}

/** Behind each name that `var` declares, its type. */
function localTypes(analysis: Analysis, within: Span): readonly Hint[] {
  return analysis.expressions().flatMap(({ tree, source, expression }) => {
    if (tree === undefined || !overlaps(expression, within)) return []
    const { tokens } = tree
    return tokens.flatMap(({ text }, index): Hint[] => {
      const name = text === 'var' ? tokens[index + 1] : undefined
      const symbol = name && symbolAt(tree, name.start)
      if (name === undefined || symbol === undefined || symbol.declaration.start !== name.start) return []
      const type = checkTree(tree).typeOfVariable(symbol.declaration)
      if (type === undefined || isUnknown(type)) return []
      return [{ at: rawSpan(source, name).end, label: `: ${shortType(type)}`, kind: InlayHintKind.Type }]
    })
  })
}

/** Behind the name of each variable that a policy sets, the type of what is put there. */
function variableTypes(analysis: Analysis): readonly Hint[] {
  return settersIn(analysis).flatMap(({ place, type }): Hint[] => {
    const found = place === undefined ? undefined : type()
    if (place === undefined || found === undefined || isUnknown(found)) return []
    return [{ at: place.span.end, label: `: ${shortType(found)}`, kind: InlayHintKind.Type }]
  })
}
