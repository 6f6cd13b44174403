import type { Range } from 'vscode-languageserver-types'
import type { Analysis } from '../model/analysis.ts'
import { touches } from '../text/span.ts'
import { rangeOf } from './ranges.ts'

/** As LSP has it; the package of its types leaves it to the protocol's. */
export interface LinkedRanges {
  readonly ranges: Range[]
  readonly wordPattern: string
}

/** Letters that a tag name may have while it is typed, the empty name included. */
const WORD_PATTERN = '[A-Za-z_][\\w.-]*|'

/** The names of an element's two tags, so that they change together. Undefined where the cursor is in neither, or they differ. */
export function linkedEditing(analysis: Analysis, offset: number): LinkedRanges | undefined {
  for (const { element } of analysis.meanings) {
    const { close } = element
    if (element.start > offset) return undefined
    if (close === undefined || element.end < offset) continue
    const open = { start: element.nameStart, end: element.nameEnd }
    const last = { start: close.nameStart, end: close.nameEnd }
    if (!touches(open, offset) && !touches(last, offset)) continue
    if (analysis.text.slice(last.start, last.end) !== element.name) return undefined
    return { ranges: [rangeOf(analysis, open), rangeOf(analysis, last)], wordPattern: WORD_PATTERN }
  }
  return undefined
}
