import { distance } from '../text/nearest.ts'
import { GREATER, LESS, SLASH, skipName, skipSpace, trimEnd } from './characters.ts'
import { CloseTagNode, ElementNode } from './nodes.ts'
import type { ParseState } from './parse-state.ts'
import { parseTagRest, sameText } from './parse-tag.ts'
import type { Content } from './tree.ts'
import { childrenThatLeave } from './unclosed.ts'

/**
 * Reads an open tag.
 * @param nameStart normally `at + 1`; the same as the offset of what follows when the name is missing
 */
export function openElement(state: ParseState, at: number, nameStart: number): number {
  const { text } = state
  const element = new ElementNode(text, at, state.current)
  element.nameStart = nameStart
  element.nameEnd = skipName(text, nameStart)
  if (element.nameEnd === nameStart) {
    state.report('missing-name', { start: at, end: at + 1 }, "An element name is missing behind '<'.", element)
  } else if (nameStart > at + 1) {
    const message = `No white space may stand between '<' and the name '${element.name}'.`
    state.report('invalid-name', { start: at, end: element.nameEnd }, message, element)
  }
  if (isCloseTagWithoutSlash(state, element)) return closeWithoutSlash(state, element)
  const end = parseTagRest(state, element, element.nameEnd)
  if (element.selfClosing) {
    state.add(element)
    return end
  }
  state.marks.push(state.mark)
  state.mark = state.top
  state.current = element
  if (state.openNames !== undefined) countName(state.openNames, element.name, 1)
  return end
}

/** `<value>1<value>`: the second one must be a close tag, since none of this name follows. */
function isCloseTagWithoutSlash(state: ParseState, { nameStart, nameEnd }: ElementNode): boolean {
  const { text, current } = state
  if (current.kind !== 'element' || text.charCodeAt(nameEnd) !== GREATER || state.top === state.mark) return false
  const size = nameEnd - nameStart
  if (size === 0 || size !== current.nameEnd - current.nameStart) return false
  if (!sameText(text, current.nameStart, nameStart, size)) return false
  // Each search may go to the end of the text; so few of them keep recovery linear.
  return state.mayMove(Math.max(64, state.length >> 8)) && state.closer(`</${current.name}`, nameEnd) < 0
}

function closeWithoutSlash(state: ParseState, { start, nameStart, nameEnd, name, parent }: ElementNode): number {
  const message = `A close tag has a '/' before its name: expected '</${name}>'.`
  const element = parent.kind === 'element' ? parent : undefined
  state.report('mismatched-close-tag', { start: nameStart, end: nameEnd }, message, element)
  const tag = new CloseTagNode(start, nameEnd + 1, nameStart, nameEnd)
  return element instanceof ElementNode ? closeWith(state, element, tag) : tag.end
}

function countName(names: Map<string, number>, name: string, by: number): void {
  names.set(name, (names.get(name) ?? 0) + by)
}

function openNames(state: ParseState): Map<string, number> {
  if (state.openNames === undefined) {
    state.openNames = new Map()
    for (let node = state.current; node.kind === 'element'; node = node.parent) countName(state.openNames, node.name, 1)
  }
  return state.openNames
}

/** Takes the current element off the stack of open ones and adds it to its parent's content. */
function leave(state: ParseState, element: ElementNode, children: Content[], end: number): void {
  if (children.length > 0) element.children = children
  element.end = end
  state.mark = state.marks.pop() ?? 0
  state.current = element.parent
  state.add(element)
  if (state.openNames !== undefined) countName(state.openNames, element.name, -1)
}

export function parseCloseTag(state: ParseState, at: number): number {
  const { text, length, current } = state
  const nameStart = at + 2
  if (current.kind === 'element') {
    const size = current.nameEnd - current.nameStart
    const nameEnd = nameStart + size
    if (text.charCodeAt(nameEnd) === GREATER && size > 0 && sameText(text, current.nameStart, nameStart, size)) {
      current.closePlainly()
      leave(state, current, state.takeNodes(), nameEnd + 1)
      return nameEnd + 1
    }
  }
  const name = skipSpace(text, nameStart, Math.min(length, nameStart + 40))
  const nameEnd = skipName(text, name)
  const tag = closeTagEnd(state, at, name, nameEnd)
  return placeCloseTag(state, tag)
}

/** Reads to the `>`, telling what is odd on the way. */
function closeTagEnd(state: ParseState, at: number, nameStart: number, nameEnd: number): CloseTagNode {
  const { text, length } = state
  const name = text.slice(nameStart, nameEnd)
  if (nameEnd > nameStart && nameStart > at + 2) {
    const message = `No white space may stand between '</' and the name '${name}'.`
    state.report('invalid-name', { start: at, end: nameEnd }, message)
  }
  const next = skipSpace(text, nameEnd, length)
  if (text.charCodeAt(next) === GREATER) return new CloseTagNode(at, next + 1, nameStart, nameEnd)
  let end = next
  while (end < length && text.charCodeAt(end) !== GREATER && text.charCodeAt(end) !== LESS) end++
  const line = /[\r\n]/.exec(text.slice(nameEnd, end))
  if (text.charCodeAt(end) === GREATER && line === null) {
    const where = { start: next, end: trimEnd(text, next, end) }
    state.report('not-well-formed', where, `A close tag holds a name only: expected '</${name}>'.`)
    return new CloseTagNode(at, end + 1, nameStart, nameEnd)
  }
  const message = `The close tag '</${name}' is not closed: expected '>'.`
  state.report('unterminated-tag', { start: at, end: nameEnd }, message)
  const stop = line === null ? end : nameEnd + line.index
  return new CloseTagNode(at, trimEnd(text, nameEnd, stop), nameStart, nameEnd)
}

/** Decides which open element a close tag belongs to. */
function placeCloseTag(state: ParseState, tag: CloseTagNode): number {
  const { text, current } = state
  const name = text.slice(tag.nameStart, tag.nameEnd)
  if (current.kind === 'document') return unexpectedCloseTag(state, tag, name)
  if (name === '') {
    const message = `The name is missing in a close tag: expected '</${current.name}>'.`
    state.report('missing-name', { start: tag.start, end: tag.end }, message, current)
    return closeWith(state, current, tag)
  }
  if (current.name === name) return closeWith(state, current, tag)
  if ((openNames(state).get(name) ?? 0) > 0) {
    let open: ElementNode = current
    while (open.name !== name) {
      closeUnclosed(state, open, tag.start, `</${name}>`)
      if (open.parent.kind === 'document') break
      open = open.parent
    }
    return closeWith(state, open, tag)
  }
  if (isMeantFor(state, current, tag, name)) {
    const message = `The close tag '</${name}>' does not match '<${current.name}>': expected '</${current.name}>'.`
    state.report('mismatched-close-tag', { start: tag.nameStart, end: tag.nameEnd }, message, current)
    return closeWith(state, current, tag)
  }
  return unexpectedCloseTag(state, tag, name)
}

function closeWith(state: ParseState, element: ElementNode, tag: CloseTagNode): number {
  element.close = tag
  leave(state, element, state.takeNodes(), tag.end)
  return tag.end
}

function unexpectedCloseTag(state: ParseState, tag: CloseTagNode, name: string): number {
  const owner = state.current.kind === 'element' ? state.current : undefined
  const what = name === '' ? 'The close tag' : `The close tag '</${name}>'`
  state.add(state.report('unexpected-close-tag', tag, `${what} has no open tag.`, owner))
  return tag.end
}

/** True when a close tag of another name is most likely the current element's, misspelt. */
function isMeantFor(state: ParseState, current: ElementNode, tag: CloseTagNode, name: string): boolean {
  const { text } = state
  const wanted = current.name
  if (wanted === '') return false
  if (wanted.length < 64 && name.length < 64) {
    const tolerance = wanted.length < 3 ? 0 : Math.floor(wanted.length / 3)
    if (distance(wanted.toLowerCase(), name.toLowerCase()) <= tolerance) return true
  }
  const next = skipSpace(text, tag.end, state.length)
  if (text.charCodeAt(next) === LESS && text.charCodeAt(next + 1) === SLASH) {
    const nextName = text.slice(next + 2, skipName(text, next + 2))
    if (nextName === wanted) return false
    if (current.parent.kind === 'element' && nextName === current.parent.name) return true
  }
  for (let index = state.mark; index < state.top; index++) {
    if (state.nodes[index]?.kind === 'element') return false
  }
  return state.top > state.mark
}

/** Closes an element whose close tag is missing. */
function closeUnclosed(state: ParseState, element: ElementNode, at: number, before: string | undefined): void {
  const children = state.takeNodes()
  // The tag itself is broken: it was never an open tag that could hold anything, as far as anybody can tell.
  const broken = state.text.charCodeAt(element.openEnd - 1) !== GREATER || element.nameEnd === element.nameStart
  const kept = childrenThatLeave(state, element, children, broken)
  const leaving = children.splice(kept)
  const end = leaving[0]?.start ?? (children.length > 0 ? at : element.openEnd)
  leave(state, element, children, end)
  for (const child of leaving) {
    if (child instanceof ElementNode) child.parent = element.parent
    state.add(child)
  }
  if (broken) return
  const place = leaving.find((child) => child.kind === 'element')
  const expected = place?.kind === 'element' ? `<${place.name}>` : before
  const where = { start: element.nameStart, end: element.nameEnd }
  const message = `Element '${element.name}' is not closed: expected '</${element.name}>' ${expected === undefined ? 'before the end of the document' : `before '${expected}'`}.`
  state.report('missing-close-tag', where, message, element)
}

/** Closes whatever is open at the end of the text. */
export function closeRest(state: ParseState): void {
  while (state.current.kind === 'element') closeUnclosed(state, state.current, state.length, undefined)
}
