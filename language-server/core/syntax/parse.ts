import { BANG, EQUALS, isNameStart, isSpace, LESS, QUESTION, SLASH, skipSpace, trimEnd } from './characters.ts'
import { DocumentNode } from './nodes.ts'
import { closeRest, openElement, parseCloseTag } from './parse-element.ts'
import { parseInstruction, parseMarkupDeclaration } from './parse-markup.ts'
import { ParseState, quoted } from './parse-state.ts'
import { parseText } from './parse-text.ts'
import { checkStrictCharacters } from './strict.ts'
import type { Content, Dialect, PolicyDocument } from './tree.ts'

/**
 * The tolerant parser of policy documents: one pass over the text, no recursion, no backtracking but for broken input.
 *
 * - `parse.ts` looks at the character that begins a piece of content and hands over.
 * - `parse-element.ts` opens and closes elements and decides what a close tag belongs to when it does not match.
 * - `parse-tag.ts` reads a name and its attributes; `parse-value.ts` finds the end of a value, also of one without end.
 * - `parse-text.ts` reads character data: expressions, named values, entities.
 * - `csharp-boundary.ts` finds the closing bracket of an expression.
 * - `parse-markup.ts` reads comments, CDATA and instructions.
 *
 * Every function takes the state and an offset and returns the offset behind what it has read, which is always further on.
 */

/**
 * Parses a policy document. Never throws; what is wrong is told by `mistakes`.
 *
 * @param dialect `rawxml`: expressions are plain C#; `xml`: the text must be well-formed XML (default `rawxml`)
 */
export function parse(text: string, dialect: Dialect = 'rawxml'): PolicyDocument {
  const document = new DocumentNode(text, dialect)
  const state = new ParseState(document)
  const { length } = text
  let at = 0
  while (at < length) {
    if (text.charCodeAt(at) !== LESS) {
      at = parseText(state, at)
      continue
    }
    const next = text.charCodeAt(at + 1)
    if (isNameStart(next)) at = openElement(state, at, at + 1)
    else if (next === SLASH) at = parseCloseTag(state, at)
    else if (next === BANG) at = parseMarkupDeclaration(state, at)
    else if (next === QUESTION) at = parseInstruction(state, at)
    else at = parseOddLess(state, at)
  }
  closeRest(state)
  document.children = state.takeNodes()
  checkTopLevel(state)
  if (state.strict) checkStrictCharacters(state)
  document.mistakes = state.mistakes.sort((a, b) => a.start - b.start)
  return document
}

/** A `<` without a name: a tag that is just being typed, or a comparison sign that should have been escaped. */
function parseOddLess(state: ParseState, at: number): number {
  const { text, length } = state
  if (text.startsWith('<<<<<<<', at)) return parseConflictMarker(state, at)
  const before = state.top > state.mark ? state.nodes[state.top - 1] : undefined
  const behindText =
    before?.kind === 'named-value' || (before?.kind === 'text' && !isBlank(text, before.start, before.end))
  const nameStart = skipSpace(text, at + 1, length)
  if (!behindText && text.charCodeAt(at + 1) !== EQUALS) {
    const next = text.charCodeAt(nameStart)
    const sameLine = !/[\r\n]/.test(text.slice(at + 1, nameStart))
    if (sameLine && isNameStart(next) && nameStart - at < 40) return openElement(state, at, nameStart)
    if (
      nameStart === length ||
      next === LESS ||
      next === 62 ||
      (next === SLASH && text.charCodeAt(nameStart + 1) === 62)
    )
      return openElement(state, at, at + 1)
  }
  const where = { start: at, end: at + 1 }
  const owner = state.current.kind === 'element' ? state.current : undefined
  state.add(state.report('raw-less-than', where, "A '<' that begins no tag must be written '&lt;'.", owner))
  return at + 1
}

/** `<<<<<<< HEAD`, as version control leaves it. */
function parseConflictMarker(state: ParseState, at: number): number {
  const line = /[\r\n]|$/.exec(state.text.slice(at, at + 200))
  const end = at + Math.max(7, line?.index ?? 7)
  const message = "A merge conflict is not resolved: '<<<<<<<', '=======' and '>>>>>>>' mark its two versions."
  state.add(state.report('raw-less-than', { start: at, end }, message))
  return end
}

function isBlank(text: string, start: number, end: number): boolean {
  return skipSpace(text, start, end) === end
}

function checkTopLevel(state: ParseState): void {
  const { document, text } = state
  if (!document.children.some(({ kind }) => kind === 'element')) {
    reportMissingRoot(state)
    return
  }
  for (const child of document.children) {
    if (child.kind === 'element') {
      if (document.root === undefined) document.root = child
      else {
        const where = { start: child.nameStart, end: Math.max(child.nameEnd, child.nameStart) }
        const message = `A document has one root element: '${child.name}' stands behind the end of '${document.root.name}'.`
        state.report('several-roots', where, message, child)
      }
    } else if (isTextual(child)) {
      const start = skipSpace(text, child.start, child.end)
      if (start === child.end) continue
      let end = child.end
      while (isSpace(text.charCodeAt(end - 1))) end--
      state.report('text-outside-root', { start, end }, `Text outside the root element: ${quoted(text, start, end)}.`)
    }
  }
}

/** Text without any element is one mistake. */
function reportMissingRoot(state: ParseState): void {
  const textual = state.document.children.find(
    (child) => isTextual(child) && !isBlank(state.text, child.start, child.end),
  )
  const start = textual === undefined ? 0 : skipSpace(state.text, textual.start, textual.end)
  const end = textual === undefined ? 0 : trimEnd(state.text, start, textual.end)
  const message = "The document has no root element: expected '<policies>' or '<fragment>'."
  state.report('missing-root', { start, end }, message)
}

function isTextual(child: Content): boolean {
  return child.kind === 'text' || child.kind === 'expression' || child.kind === 'named-value' || child.kind === 'cdata'
}
