import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver-types'
import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Span } from '../text/span.ts'
import { rangeOf } from './ranges.ts'

/** The outline: every element but those of foreign XML, each with what tells it from its neighbours. */
export function documentSymbols(analysis: Analysis): DocumentSymbol[] {
  const roots: DocumentSymbol[] = []
  const built = new Map<Meaning, DocumentSymbol>()
  for (const meaning of analysis.meanings) {
    const { element, parent } = meaning
    if (element.name === '' || (meaning.role === 'foreign' && parent?.role === 'foreign')) continue
    const symbol = symbolOf(analysis, meaning)
    built.set(meaning, symbol)
    const above = parent === undefined ? undefined : built.get(parent)
    if (above === undefined) roots.push(symbol)
    else above.children?.push(symbol)
  }
  return roots
}

function symbolOf(analysis: Analysis, meaning: Meaning): DocumentSymbol {
  const { element } = meaning
  const detail = detailOf(meaning)
  return {
    name: element.name,
    ...(detail && { detail }),
    kind: kindOf(meaning),
    range: rangeOf(analysis, element),
    selectionRange: rangeOf(analysis, nameIn(meaning)),
    children: [],
  }
}

/** The selection must lie inside the range, also where the element broke off in its name. */
const nameIn = ({ element }: Meaning): Span => ({
  start: element.nameStart,
  end: Math.max(element.nameStart, Math.min(element.nameEnd, element.end)),
})

function kindOf({ role, spec }: Meaning): SymbolKind {
  if (role === 'root' || role === 'unknown-root') return SymbolKind.File
  if (role === 'section') return SymbolKind.Namespace
  if (role === 'base') return SymbolKind.Interface
  if (role === 'policy') return spec?.content === 'policies' ? SymbolKind.Module : SymbolKind.Function
  return SymbolKind.Field
}

const LONGEST_DETAIL = 60

/** The first required attribute that is written, otherwise the first attribute. */
function detailOf({ element, spec }: Meaning): string {
  const required = element.attributes.find((attribute) => spec?.attributes[attribute.name]?.required)
  const raw = (required ?? element.attributes[0])?.value?.raw ?? ''
  const line = raw.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL - 1)}…` : line
}
