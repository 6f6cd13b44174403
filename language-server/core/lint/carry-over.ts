import type { Analysis, Meaning } from '../model/analysis.ts'
import type { Span } from '../text/span.ts'
import type { Finding } from './finding.ts'

/** A finding, and the element at which it was found; undefined: it was told of the document as a whole. */
export interface Found {
  readonly finding: Finding
  readonly owner: Meaning | undefined
}

/** What two versions of a document have in common. */
export interface Carried {
  /** The elements of the later version that the change touches, or whose place in the document is not what it was. */
  readonly changed: readonly Meaning[]
  /**
   * A finding of the earlier version where it stands now; undefined where its element, or without one its text, has changed. What it
   * offers to repair still names the earlier places.
   */
  carry(found: Found, by: 'element' | 'text'): Found | undefined
}

/** Compares two versions of a document in time that goes with their length, whatever the change. */
export function compareVersions(before: Analysis, after: Analysis): Carried {
  const change = changeBetween(before.text, after.text)
  const { start, end, moved } = change
  const { gone, changed } = changedElements(before.meanings, after.meanings, change)
  const isTouched = ({ span }: Finding): boolean => span.end >= start && span.start <= end
  const moveOf = (at: number): number => (at >= end ? moved : 0)
  const shifted = ({ start: from, end: to }: Span): Span => ({ start: from + moveOf(from), end: to + moveOf(to) })
  return {
    changed,
    carry({ finding, owner }, by) {
      if (by === 'element' ? owner === undefined || gone.has(owner) : isTouched(finding)) return undefined
      if (finding.span.end < start) return { finding, owner }
      const { span, element } = finding
      const named = element && { ...element, nameStart: element.nameStart + moveOf(element.nameStart) }
      return { finding: { ...finding, span: shifted(span), ...(named && { element: named }) }, owner }
    },
  }
}

/** The one stretch of the earlier text outside which both are the same; behind it, everything has moved by so many characters. */
interface Change extends Span {
  readonly moved: number
}

function changeBetween(before: string, after: string): Change {
  const start = commonStart(before, after)
  return { start, end: before.length - commonEnd(before, after, start), moved: after.length - before.length }
}

function changedElements(before: readonly Meaning[], after: readonly Meaning[], { start, end, moved }: Change) {
  const gone = new Set<Meaning>()
  const changed: Meaning[] = []
  const shortest = Math.min(before.length, after.length)
  let first = 0
  for (; first < shortest; first++) {
    const [a, b] = [before[first], after[first]]
    if (a === undefined || b === undefined || a.element.start !== b.element.start || !isAlike(a, b)) break
    if (a.element.end <= start && a.element.end === b.element.end) continue
    // It holds the change.
    if (a.element.start >= start || a.element.end < end || a.element.end + moved !== b.element.end) break
    gone.add(a)
    changed.push(b)
  }
  let behind = 0
  for (; behind < shortest - first; behind++) {
    const [a, b] = [before[before.length - 1 - behind], after[after.length - 1 - behind]]
    if (a === undefined || b === undefined || a.element.start < end || !isAlike(a, b)) break
    if (a.element.start + moved !== b.element.start || a.element.end + moved !== b.element.end) break
  }
  // What is below one that changed may look the same, but around it something else stands.
  for (;;) {
    const inBefore = endOfTree(before, first, before.length - behind)
    const inAfter = endOfTree(after, first, after.length - behind)
    const same = Math.min(before.length - inBefore, after.length - inAfter)
    if (same === behind) break
    behind = same
  }
  for (const meaning of before.slice(first, before.length - behind)) gone.add(meaning)
  changed.push(...after.slice(first, after.length - behind))
  return { gone, changed }
}

/** The index behind some elements and all that is below them. */
function endOfTree(meanings: readonly Meaning[], first: number, behind: number): number {
  let end = -1
  let at = first
  for (; at < meanings.length; at++) {
    const meaning = meanings[at]
    if (meaning === undefined || (at >= behind && meaning.element.start >= end)) break
    end = Math.max(end, meaning.element.end)
  }
  return at
}

/** Whether two elements are the same to the catalogue, which gives the same object for the same element in the same place. */
const isAlike = (a: Meaning, b: Meaning): boolean =>
  a.name === b.name && a.role === b.role && a.spec === b.spec && a.section === b.section

/** Stretches are compared before characters are, which is quicker for all but the stretch that differs. */
const STRETCH = 1024

function commonStart(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at + STRETCH <= length && a.slice(at, at + STRETCH) === b.slice(at, at + STRETCH)) at += STRETCH
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  return at
}

/** Of what is left behind the common start. */
function commonEnd(a: string, b: string, start: number): number {
  const length = Math.min(a.length, b.length) - start
  const behind = (text: string, count: number) => text.slice(text.length - count - STRETCH, text.length - count)
  let count = 0
  while (count + STRETCH <= length && behind(a, count) === behind(b, count)) count += STRETCH
  while (count < length && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++
  return count
}
