import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type CompletionList,
  InsertTextFormat,
  type Range,
} from 'vscode-languageserver-types'
import type { Analysis } from '../../model/analysis.ts'
import type { Span } from '../../text/span.ts'
import { rangeOf } from '../ranges.ts'
import { numberOfSummary } from './summaries.ts'

/** What completion needs to know beside the analysis. */
export interface Setting {
  readonly analysis: Analysis
  readonly offset: number
}

/** An item before it is written as LSP has it. */
export interface Offer {
  readonly label: string
  readonly kind: CompletionItemKind
  readonly replace: Span
  /** Snippet syntax when `snippet`, otherwise as it is. */
  readonly text: string
  readonly format: 'snippet' | 'plain'
  /** Smaller comes first. */
  readonly rank: number
  readonly detail?: string | undefined
  /** Markdown of a definition, never of a document; for what the catalogue does not know. It follows when the item is looked at. */
  readonly documentation?: string | undefined
  readonly deprecated?: boolean
  readonly preselect?: boolean | undefined
  /** Characters that accept the item and are then typed. */
  readonly commit?: string[] | undefined
  /** What the typed text is compared with; absent: the label. */
  readonly filter?: string
  /** Path into the catalogue for the documentation, which is fetched when the item is shown. */
  readonly about?: About
}

interface About {
  readonly path: readonly string[]
  readonly attribute?: string
}

export { CompletionItemKind as Kind }

/** Turns offers into the items of one list, which nearly always replace the same. */
export function itemsOf(setting: Setting, offers: readonly Offer[]): CompletionItem[] {
  let last: Replaced | undefined
  return offers.map((offer) => {
    if (last === undefined || !isSame(last.span, offer.replace)) last = replacedBy(setting, offer.replace)
    return itemOf(last, offer)
  })
}

/** What the items replace, as LSP counts. */
interface Replaced {
  readonly span: Span
  readonly range: Range
  /** `<` or `</` where the cursor stands behind it: editors compare `filterText` with all that is in front of the cursor. */
  readonly lead: string
}

const isSame = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end

function replacedBy({ analysis, offset }: Setting, span: Span): Replaced {
  const lead = /^<\/?/.exec(analysis.text.slice(span.start, offset))?.[0] ?? ''
  return { span, lead, range: rangeOf(analysis, onOneLine(analysis, span, offset)) }
}

/** By number; ranks are few. */
const sortTexts: string[] = []

function sortText(rank: number): string {
  let text = sortTexts[rank]
  if (text === undefined) {
    text = String(rank).padStart(4, '0')
    sortTexts[rank] = text
  }
  return text
}

/** Part by part: what a merged literal costs is felt in a list of hundreds. */
function itemOf({ range, lead }: Replaced, offer: Offer): CompletionItem {
  const item: CompletionItem = {
    label: offer.label,
    kind: offer.kind,
    sortText: sortText(offer.rank),
    textEdit: { range, newText: offer.text },
  }
  if (offer.filter !== undefined) item.filterText = offer.filter
  else if (lead !== '') item.filterText = lead + offer.label
  if (offer.detail) item.detail = offer.detail
  if (offer.deprecated) item.tags = DEPRECATED
  if (offer.preselect) item.preselect = true
  if (offer.commit !== undefined) item.commitCharacters = offer.commit
  if (offer.format === 'snippet') item.insertTextFormat = InsertTextFormat.Snippet
  if (offer.about !== undefined) item.data = offer.about
  else if (offer.documentation) item.data = { text: numberOfSummary(offer.documentation) }
  return item
}

const DEPRECATED: CompletionItemTag[] = [CompletionItemTag.Deprecated]

/**
 * Says once for the whole list what all items replace, for editors that understand that: it is half of a long list.
 * https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#completionList
 */
export function withSharedRange(items: CompletionItem[]): CompletionList {
  const [first] = items
  if (first?.textEdit === undefined || !('range' in first.textEdit)) return { isIncomplete: false, items }
  const { range } = first.textEdit
  for (const item of items) {
    const { textEdit } = item
    if (textEdit === undefined || !('range' in textEdit) || textEdit.range !== range) continue
    if (textEdit.newText !== item.label) item.textEditText = textEdit.newText
    delete item.textEdit
  }
  return { isIncomplete: false, itemDefaults: { editRange: range }, items }
}

/** LSP wants the replaced range on the cursor's line. */
function onOneLine({ text }: Analysis, { start, end }: Span, offset: number): Span {
  const lineEnd = /[\r\n]/.exec(text.slice(offset, end))
  const before = /[\r\n](?=[^\r\n]*$)/.exec(text.slice(start, offset))
  return {
    start: before === null ? start : start + before.index + 1,
    end: lineEnd === null ? end : offset + lineEnd.index,
  }
}

/** For editors that understand no snippets: each tab stop becomes its placeholder or its first choice. */
export function withoutTabStops(snippet: string): string {
  return snippet
    .replace(
      /\$\{\d+\|((?:[^|\\]|\\.)*)\|\}/g,
      (_whole, choices: string) => /^(?:[^,\\]|\\.)*/.exec(choices)?.[0] ?? '',
    )
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$(?:\d+|\{\d+\})/g, '')
    .replace(/\\([\\$},|])/g, '$1')
}
