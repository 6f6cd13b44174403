import type { Content, PolicyDocument } from '../syntax/tree.ts'
import { lastIndexWhere } from '../text/last-index.ts'
import type { Span } from '../text/span.ts'
import type { Finding } from './finding.ts'

/** An element whose `<` is missing: text to the parser, and everything down to its close tag stands in the wrong place. */
interface LostTag extends Span {
  readonly name: string
}

/** How many siblings lie between a lost open tag and its close tag at most; keeps the search linear. */
const REACH = 100

const anchors: readonly string[] = ['unexpected-text', 'syntax-text-outside-root']

/**
 * Leaves of the findings that an open tag without its `<` has caused only the one that tells so.
 * @param findings in document order
 */
export function withoutLostTags(findings: readonly Finding[], tree: PolicyDocument): readonly Finding[] {
  const lost = new Map(lostTags(tree).map((tag) => [tag.start, tag]))
  if (lost.size === 0) return findings
  let current: LostTag | undefined
  return findings.flatMap((finding) => {
    const { start } = finding.span
    if (current !== undefined && start < current.end) return []
    const tag = anchors.includes(finding.rule) ? lost.get(start) : undefined
    if (tag === undefined) return [finding]
    current = tag
    return [told(finding, tag)]
  })
}

const told = (finding: Finding, { start, name }: LostTag): Finding => ({
  ...finding,
  span: { start, end: start + name.length },
  message: `The '<' of the tag '<${name}>' is missing.`,
  fixes: () => [{ title: "Insert '<'", edits: [{ span: { start, end: start }, newText: '<' }], preferred: true }],
})

function lostTags(tree: PolicyDocument): readonly LostTag[] {
  return tree.mistakes.flatMap((mistake) => {
    if (mistake.name !== 'unexpected-close-tag') return []
    const name = tree.text.slice(mistake.start + '</'.length, mistake.end).replace(/\s*>?$/, '')
    const siblings = mistake.owner?.kind === 'element' ? mistake.owner.children : tree.children
    const at = indexAt(siblings, mistake.start)
    for (let before = at - 1; before >= Math.max(0, at - REACH); before--) {
      const sibling = siblings[before]
      if (sibling?.kind !== 'text') continue
      const start = openTagAt(tree.text, sibling.start, name)
      if (start !== undefined) return [{ name, start, end: mistake.end }]
    }
    return []
  })
}

/** The index of the first of the siblings, which stand in document order, that does not begin before an offset. */
const indexAt = (siblings: readonly Content[], offset: number): number =>
  lastIndexWhere(siblings.length, (index) => (siblings[index]?.start ?? offset) < offset) + 1

/** Where an open tag of this name without its `<` begins, when the text that begins here is one. */
function openTagAt(text: string, from: number, name: string): number | undefined {
  const start = from + Math.max(0, text.slice(from, from + 1000).search(/\S/))
  if (name === '' || !text.startsWith(name, start) || !/[\s>]/.test(text[start + name.length] ?? '')) return undefined
  return /^[^<]*>/.test(text.slice(start, start + 1000)) ? start : undefined
}
