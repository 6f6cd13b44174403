import { describe, expect, test } from 'vitest'
import { type FormatOptions, formatDocument, formatRange } from '../../language-server/core/format/format.ts'
import { readingOf } from '../../language-server/core/format/reading.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import { parse } from '../../language-server/core/syntax/parse.ts'
import { soleExpression, walk } from '../../language-server/core/syntax/query.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import { corpusDocuments, corpusFolder, corpusNegatives } from '../support/corpus.ts'

const folder = corpusFolder()
const documents = folder === undefined ? [] : corpusDocuments(folder)
const negatives = folder === undefined ? [] : corpusNegatives(folder)

/** Every document is read several times over. */
const TIMEOUT = 120_000

const styles: readonly FormatOptions[] = [
  { tabSize: 4, insertSpaces: true },
  { tabSize: 2, insertSpaces: false, printWidth: 80, insertFinalNewline: true, trimTrailingWhitespace: true },
]

/**
 * Texts that are somebody's data, as they are written, but for those that are an expression: bodies, values, stylesheets, CDATA.
 * Found without the formatter's own ideas of what counts.
 */
function dataOf(text: string): readonly string[] {
  const data: string[] = []
  walk(parse(text), {
    element(element) {
      const { name, close, openEnd, children, attributes } = element
      for (const { value } of attributes)
        if (value !== undefined && soleExpression(value) === undefined) data.push(value.raw)
      if (close === undefined) return
      if (close === undefined) return
      const texts = children.filter((child) => child.kind === 'text' && child.raw.trim() !== '')
      const isLeaf = children.every(({ kind }) => kind !== 'element')
      const isForeign = name === 'set-body' || name === 'xsl:stylesheet'
      const sole = soleExpression(element)
      if (sole !== undefined && !sole.verbatim) return
      if (isForeign || (isLeaf && (texts.length > 0 || sole !== undefined))) data.push(text.slice(openEnd, close.start))
      else for (const { start, end } of texts) data.push(text.slice(start, end))
    },
    expression(expression) {
      // Strings of code, with everything in them.
      for (const [string] of expression.raw.matchAll(/@"(?:[^"]|"")*"/g)) data.push(string)
    },
  })
  return data
}

describe.skipIf(folder === undefined)('the formatter on real policies', () => {
  test.each(styles)(
    'lays out every document once and for all: %o',
    (style) => {
      const wrong: string[] = []
      const count = { changed: 0, same: 0, left: 0, edits: 0, refused: 0 }
      let slowest = { path: '', milliseconds: 0 }
      for (const { path, text } of documents) {
        const analysis = analyse(text)
        const began = performance.now()
        const { edits, left } = formatDocument(analysis, style)
        const milliseconds = performance.now() - began
        if (milliseconds > slowest.milliseconds) slowest = { path, milliseconds }
        if (left?.message.startsWith('Formatting would')) wrong.push(`${path}: ${left.message}`)
        if (left?.message === 'This is not a policy document.') count.refused++
        else if (left !== undefined) count.left++
        else if (edits.length === 0) count.same++
        else count.changed++
        count.edits += edits.length
        const after = applyEdits(text, edits)
        const next = analyse(after)
        if (readingOf(analysis).join('\n') !== readingOf(next).join('\n')) wrong.push(`${path}: reads otherwise`)
        if (dataOf(text).join('\n') !== dataOf(after).join('\n')) wrong.push(`${path}: other data`)
        const again = formatDocument(next, style).edits
        if (again.length > 0)
          wrong.push(`${path}: not stable at ${next.lines.positionAt(again[0]?.span.start ?? 0).line + 1}`)
        if (next.tree.mistakes.length !== analysis.tree.mistakes.length) wrong.push(`${path}: other mistakes`)
      }
      console.log(
        `format: ${documents.length} documents, ${count.changed} laid out, ${count.same} were already, ${count.left} with broken parts left as they are, ${count.refused} no policies; ${count.edits} edits, slowest ${slowest.milliseconds.toFixed(0)} ms`,
      )
      expect(wrong).toEqual([])
    },
    TIMEOUT,
  )

  test(
    'any range of lines can be laid out alone',
    () => {
      const wrong: string[] = []
      let edited = 0
      for (const [index, { path, text }] of documents.entries()) {
        const analysis = analyse(text)
        // A third of the document, another one for each.
        const start = Math.floor((text.length * (index % 7)) / 10)
        const span = { start, end: start + Math.floor(text.length / 3) }
        const edits = formatRange(analysis, span, { tabSize: 3, insertSpaces: true, printWidth: 60 })
        if (edits.length > 0) edited++
        const after = applyEdits(text, edits)
        if (readingOf(analysis).join('\n') !== readingOf(analyse(after)).join('\n'))
          wrong.push(`${path}: reads otherwise`)
        if (dataOf(text).join('\n') !== dataOf(after).join('\n')) wrong.push(`${path}: other data`)
      }
      console.log(`format: ${edited} of ${documents.length} ranges laid out`)
      expect(wrong).toEqual([])
    },
    TIMEOUT,
  )

  test(
    'defective documents are laid out around their defects',
    () => {
      const wrong: string[] = []
      for (const { path, text } of negatives) {
        const style = { tabSize: 4, insertSpaces: true }
        const analysis = analyse(text)
        const { edits, left } = formatDocument(analysis, style)
        if (left?.message.startsWith('Formatting would')) wrong.push(`${path}: ${left.message}`)
        const next = analyse(applyEdits(text, edits))
        if (readingOf(analysis).join('\n') !== readingOf(next).join('\n')) wrong.push(`${path}: reads otherwise`)
        const again = formatDocument(next, style).edits
        if (again.length > 0)
          wrong.push(`${path}: not stable at ${next.lines.positionAt(again[0]?.span.start ?? 0).line + 1}`)
      }
      console.log(`format: ${negatives.length} defective documents, ${wrong.length} changed or not stable`)
      expect(wrong).toEqual([])
    },
    TIMEOUT,
  )
})
