import { childElements } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'

/** The order in which the policies of a section run, told from the tree alone. */

const BRANCHES: ReadonlySet<string> = new Set(['when', 'otherwise'])
const CONTAINERS: ReadonlySet<string> = new Set(['choose', ...BRANCHES, 'retry', 'limit-concurrency', 'wait'])
const PLACES: ReadonlySet<string> = new Set(['inbound', 'backend', 'outbound', 'on-error', 'fragment'])

/** The policies below an element in document order, those in branches included; children that configure a policy are none. */
export function* policiesIn(element: Element): Iterable<Element> {
  for (const child of childElements(element)) {
    if (!BRANCHES.has(child.name)) yield child
    if (CONTAINERS.has(child.name)) yield* policiesIn(child)
  }
}

/** Whether an element stands where policies run, not inside a policy that it configures. */
export function isInPipeline(element: Element): boolean {
  for (let at = element.parent; at.kind === 'element'; at = at.parent) {
    if (PLACES.has(at.name)) return true
    if (!CONTAINERS.has(at.name)) return false
  }
  return true
}

/**
 * The policies that can have run in this section before an element, nearest first. Branches of a `choose` exclude one another, so
 * those beside the element's own are left out.
 */
export function* policiesBefore(element: Element): Iterable<Element> {
  for (let at = element; at.parent.kind === 'element' && !PLACES.has(at.name); at = at.parent) {
    if (BRANCHES.has(at.name)) continue
    const siblings = childElements(at.parent)
    for (let index = siblings.indexOf(at) - 1; index >= 0; index--) {
      const sibling = siblings[index]
      if (sibling === undefined) continue
      yield* CONTAINERS.has(sibling.name) ? [...policiesIn(sibling)].reverse() : []
      yield sibling
    }
  }
}

/** The policies that can run in this section after an element, nearest first. */
export function* policiesAfter(element: Element): Iterable<Element> {
  for (let at = element; at.parent.kind === 'element' && !PLACES.has(at.name); at = at.parent) {
    if (BRANCHES.has(at.name)) continue
    const siblings = childElements(at.parent)
    for (const sibling of siblings.slice(siblings.indexOf(at) + 1)) {
      yield sibling
      if (CONTAINERS.has(sibling.name)) yield* policiesIn(sibling)
    }
  }
}

/** Whether a policy runs on every path through its section: no condition stands around it. */
export function isUnconditional(element: Element): boolean {
  for (let at = element.parent; at.kind === 'element' && !PLACES.has(at.name); at = at.parent) {
    if (BRANCHES.has(at.name)) return false
  }
  return true
}

/** Whether nothing behind a policy in its list can run, since it always answers: it, or each branch of it, ends the request. */
export function alwaysEnds(element: Element): boolean {
  if (element.name === 'return-response' || element.name === 'mock-response') return true
  const children = childElements(element)
  if (element.name === 'choose') {
    return children.some(({ name }) => name === 'otherwise') && children.every((branch) => endsWithin(branch))
  }
  return element.name === 'limit-concurrency' && endsWithin(element)
}

const endsWithin = (branch: Element): boolean => childElements(branch).some(alwaysEnds)
