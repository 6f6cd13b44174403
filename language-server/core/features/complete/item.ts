import {
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver-types'
import type { Analysis } from '../../model/analysis.ts'
import type { Span } from '../../text/span.ts'
import { rangeOf } from '../ranges.ts'

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
  readonly detail?: string
  /** Markdown; for what the catalogue does not know. */
  readonly documentation?: string
  readonly deprecated?: boolean
  readonly preselect?: boolean
  /** Characters that accept the item and are then typed. */
  readonly commit?: readonly string[]
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

/** Editors compare `filterText` with what stands between the start of the replaced range and the cursor, `<` and `</` included. */
export function itemOf({ analysis, offset }: Setting, offer: Offer): CompletionItem {
  const typed = analysis.text.slice(offer.replace.start, offset)
  const lead = /^<\/?/.exec(typed)?.[0] ?? ''
  return {
    label: offer.label,
    kind: offer.kind,
    sortText: String(offer.rank).padStart(4, '0'),
    ...((lead || offer.filter) && { filterText: offer.filter ?? lead + offer.label }),
    ...(offer.detail && { detail: offer.detail }),
    ...(offer.documentation && {
      documentation: { kind: MarkupKind.Markdown, value: offer.documentation },
    }),
    ...(offer.deprecated && { tags: [CompletionItemTag.Deprecated] }),
    ...(offer.preselect && { preselect: true }),
    ...(offer.commit && { commitCharacters: [...offer.commit] }),
    ...(offer.format === 'snippet' && { insertTextFormat: InsertTextFormat.Snippet }),
    textEdit: { range: rangeOf(analysis, onOneLine(analysis, offer.replace, offset)), newText: offer.text },
    ...(offer.about && { data: offer.about }),
  }
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
