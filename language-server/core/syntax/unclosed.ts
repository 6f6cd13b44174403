import { isSpace, LF } from './characters.ts'
import type { ElementNode } from './nodes.ts'
import type { ParseState } from './parse-state.ts'
import type { Content } from './tree.ts'

/**
 * What an element without close tag has swallowed. Its true end is before the first child element that can hardly be its own:
 * one that is not indented deeper than itself, one of the same name, or a section within a section.
 */

const SECTIONS: ReadonlySet<string> = new Set(['inbound', 'backend', 'outbound', 'on-error'])

/**
 * @param broken the open tag itself has no end, so all children leave
 * @returns the index of the first child that belongs to the parent instead; the number of children when all stay
 */
export function childrenThatLeave(
  state: ParseState,
  element: ElementNode,
  children: readonly Content[],
  broken: boolean,
): number {
  if (!state.mayMove(children.length)) return children.length
  if (broken) return 0
  const indent = indentOf(state.text, element.start)
  const section = SECTIONS.has(element.name)
  for (let index = 0; index < children.length; index++) {
    const child = children[index]
    if (child?.kind !== 'element') continue
    const { name } = child
    const leaves =
      name === element.name ||
      (section && SECTIONS.has(name)) ||
      (indent >= 0 && within(indentOf(state.text, child.start), indent))
    if (leaves) return beforeSpace(state, children, index)
  }
  return children.length
}

const within = (indent: number, outer: number): boolean => indent >= 0 && indent <= outer

/** White space and comments in front of a child that leaves go with it, as far as they are only that. */
function beforeSpace(state: ParseState, children: readonly Content[], index: number): number {
  const before = children[index - 1]
  if (before?.kind !== 'text') return index
  for (let at = before.start; at < before.end; at++) if (!isSpace(state.text.charCodeAt(at))) return index
  return index - 1
}

/** The number of white space characters before a tag that is the first thing on its line; -1 for others. */
function indentOf(text: string, start: number): number {
  for (let at = start - 1; at >= 0 && start - at < 400; at--) {
    const code = text.charCodeAt(at)
    if (code === LF) return start - at - 1
    if (!isSpace(code)) return -1
  }
  return -1
}
