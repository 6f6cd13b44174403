import { type Analysis, analyse } from '../model/analysis.ts'
import { pathAt } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import type { Edit } from '../text/edit.ts'
import { codePieces } from './code-pieces.ts'
import { formatRange } from './format.ts'
import { writeOpenTag } from './open-tag.ts'
import { pageOf } from './page.ts'
import { soundnessOf } from './soundness.ts'
import { type FormatOptions, styleOf } from './style.ts'
import { createWriter, isBlank } from './writer.ts'

/**
 * The edits behind a character that was just typed: `>` lays out the tag that it ends, or the element that it closes; a line end lays
 * out the line before and indents the new one.
 * @param offset behind the character, and behind the indentation that the editor may have put behind a line end
 */
export function formatOnType(
  analysis: Analysis,
  offset: number,
  { character, options }: { readonly character: string; readonly options: FormatOptions },
): readonly Edit[] {
  if (analysis.kind === 'unknown') return []
  if (character === '>') return behindTag(analysis, offset, options)
  return character === '\n' ? behindLineEnd(analysis, offset, options) : []
}

function behindTag(analysis: Analysis, offset: number, options: FormatOptions): readonly Edit[] {
  const found = analysis.meanings.find(({ element }) => element.openEnd === offset || element.end === offset)
  if (found === undefined || found.role === 'foreign' || found.role === 'unknown') return []
  const { element } = found
  if (element.end === offset && soundnessOf(analysis.tree).isSound(element))
    return formatRange(analysis, { start: element.start, end: offset }, options)
  return element.openEnd === offset && hasSoundTag(analysis, element) ? tagEdits(analysis, element, options) : []
}

/** That its close tag is still missing does not matter. */
function hasSoundTag({ text, tree }: Analysis, { start, openEnd }: Element): boolean {
  const isInTag = (offset: number): boolean => start <= offset && offset < openEnd
  return (
    text[openEnd - 1] === '>' &&
    tree.mistakes.every((mistake) => !isInTag(mistake.start) || mistake.name === 'missing-close-tag')
  )
}

function tagEdits(analysis: Analysis, element: Element, options: FormatOptions): readonly Edit[] {
  const style = styleOf(analysis.text, options)
  const writer = createWriter(analysis.text, style, element.start)
  writeOpenTag(writer, element, pageOf(analysis, style))
  return writer.edits
}

function behindLineEnd(analysis: Analysis, offset: number, options: FormatOptions): readonly Edit[] {
  const { text, lines } = analysis
  const { line } = lines.positionAt(offset)
  if (line === 0) return []
  const start = lines.lineStart(line - 1)
  const rest = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? ''
  const end = offset + rest.length
  if (!isBlank(text.slice(lines.lineStart(line), end))) return formatRange(analysis, { start, end: offset }, options)
  // A blank line has no indentation of its own; a comment in its place does.
  const mark = markAt(analysis, offset)
  if (mark === undefined) return []
  const marked = analyse(text.slice(0, end) + mark + text.slice(end), analysis.options)
  return formatRange(marked, { start, end }, options).filter((edit) => edit.span.end <= end)
}

/** The comment that may stand at an offset; undefined where none may, as in strings and tags. */
function markAt(analysis: Analysis, offset: number): string | undefined {
  const { node } = pathAt(analysis.tree, offset)
  if (node.kind === 'document' || node.kind === 'element') return isInTag(node, offset) ? undefined : '<!---->'
  if (node.kind === 'text') return isBlank(node.raw) ? '<!---->' : undefined
  if (node.kind !== 'expression') return undefined
  const pieces = codePieces(node, analysis.text)
  const isCode = pieces?.every(({ start, end }) => offset <= start || end <= offset) === true
  return isCode ? '/**/' : undefined
}

function isInTag(node: Element | { readonly kind: 'document' }, offset: number): boolean {
  if (node.kind === 'document') return false
  return offset < node.openEnd || (node.close !== undefined && offset > node.close.start)
}
