import { type FoldingRange, FoldingRangeKind } from 'vscode-languageserver-types'
import type { Analysis } from '../model/analysis.ts'
import type { Content, ValuePart } from '../syntax/tree.ts'

/** Elements, comments, CDATA and expressions that span lines; the last line of an element stays visible. */
export function foldingRanges(analysis: Analysis): FoldingRange[] {
  const { lines, tree } = analysis
  const ranges: FoldingRange[] = []
  const lineOf = (offset: number): number => lines.positionAt(offset).line

  const seen = new Set<string>()
  const fold = (start: number, lastLine: number, kind?: FoldingRangeKind): void => {
    const startLine = lineOf(start)
    const key = `${startLine}-${lastLine}`
    if (lastLine <= startLine || seen.has(key)) return
    seen.add(key)
    ranges.push({ startLine, endLine: lastLine, ...(kind && { kind }) })
  }
  const foldValue = (parts: readonly (ValuePart | Content)[]): void => {
    for (const part of parts) if (part.kind === 'expression') fold(part.start, lineOf(part.end) - 1)
  }

  const waiting: Content[] = [...tree.children]
  for (let content = waiting.pop(); content !== undefined; content = waiting.pop()) {
    if (content.kind === 'comment') fold(content.start, lineOf(content.end), FoldingRangeKind.Comment)
    else if (content.kind === 'cdata') fold(content.start, lineOf(content.end) - 1)
    else if (content.kind === 'element') {
      // Without a close tag the text up to the next construct belongs to the element: all of it folds.
      fold(content.start, content.close === undefined ? lineOf(content.end) : lineOf(content.close.start) - 1)
      for (const { value } of content.attributes) foldValue(value?.parts ?? [])
      foldValue(content.children)
      for (const child of content.children) waiting.push(child)
    }
  }
  return ranges.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine)
}
