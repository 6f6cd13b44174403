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
interface Setting {
  readonly analysis: Analysis
  readonly offset: number
  /** `plain`: the editor understands no snippets. */
  readonly insert: 'snippet' | 'plain'
  /**
   * `shared`: what the first item replaces is said once for the whole list, for editors that understand that: it is half of a long list.
   * https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#completionList
   */
  readonly ranges?: 'shared' | undefined
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

/** Turns offers into a list, whose items nearly always replace the same. */
export function listOf(setting: Setting, offers: readonly Offer[]): CompletionList {
  const [first] = offers
  if (first === undefined) return { isIncomplete: false, items: [] }
  const common = replacedBy(setting, first.replace)
  const shared = setting.ranges === 'shared' ? common : undefined
  let last = common
  const items = offers.map((offer) => {
    if (!isSame(last.span, offer.replace))
      last = isSame(common.span, offer.replace) ? common : replacedBy(setting, offer.replace)
    return itemOf(offer, last, { isPlain: setting.insert === 'plain', isShared: last === shared })
  })
  if (shared === undefined) return { isIncomplete: false, items }
  return { isIncomplete: false, itemDefaults: { editRange: shared.range }, items }
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

interface Form {
  /** For an editor that understands no snippets. */
  readonly isPlain: boolean
  /** The list says what the item replaces. */
  readonly isShared: boolean
}

/** Part by part: what a merged literal costs is felt in a list of hundreds. */
function itemOf(offer: Offer, { range, lead }: Replaced, { isPlain, isShared }: Form): CompletionItem {
  const { label } = offer
  const isSnippet = offer.format === 'snippet'
  const newText = isSnippet && isPlain ? withoutTabStops(offer.text) : offer.text
  const item: CompletionItem = { label, kind: offer.kind, sortText: sortText(offer.rank) }
  if (!isShared) item.textEdit = { range, newText }
  else if (newText !== label) item.textEditText = newText
  if (offer.filter !== undefined) item.filterText = offer.filter
  else if (lead !== '') item.filterText = lead + label
  if (offer.detail) item.detail = offer.detail
  if (offer.deprecated) item.tags = DEPRECATED
  if (offer.preselect) item.preselect = true
  if (offer.commit !== undefined) item.commitCharacters = offer.commit
  if (isSnippet && !isPlain) item.insertTextFormat = InsertTextFormat.Snippet
  if (offer.about !== undefined) item.data = offer.about
  else if (offer.documentation) item.data = { text: numberOfSummary(offer.documentation) }
  return item
}

const DEPRECATED: CompletionItemTag[] = [CompletionItemTag.Deprecated]

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
function withoutTabStops(snippet: string): string {
  return snippet
    .replace(
      /\$\{\d+\|((?:[^|\\]|\\.)*)\|\}/g,
      (_whole, choices: string) => /^(?:[^,\\]|\\.)*/.exec(choices)?.[0] ?? '',
    )
    .replace(/\$\{\d+:((?:[^}\\]|\\.)*)\}/g, '$1')
    .replace(/(?<!\\)\$(?:\d+|\{\d+\})/g, '')
    .replace(/\\([\\$},|])/g, '$1')
}
