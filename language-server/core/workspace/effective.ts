import { SECTIONS, type Section } from '../catalog/policy.ts'
import { mergedSection } from '../model/merged-section.ts'
import { parse } from '../syntax/parse.ts'
import { walk } from '../syntax/query.ts'
import type { Content, Element, PolicyDocument } from '../syntax/tree.ts'
import { createLineMap, type LineMap } from '../text/line-map.ts'

export type EffectiveScope = 'global' | 'workspace' | 'product' | 'api' | 'operation' | 'fragment'

/** One policy document of the chain. */
export interface EffectiveSource {
  readonly scope: Exclude<EffectiveScope, 'fragment'>
  /** As a person names it: `API orders`. */
  readonly label: string
  /** By which the caller knows the document: a path, a URI. */
  readonly document: string
  readonly text: string
}

export interface EffectiveFragment {
  readonly document: string
  readonly text: string
}

export interface EffectiveInput {
  /** Broad to narrow; a scope without a document changes nothing and is left out. */
  readonly chain: readonly EffectiveSource[]
  /** By id; undefined: not known, so its `<include-fragment>` stays. Absent: no fragment is expanded. */
  readonly fragment?: (id: string) => EffectiveFragment | undefined
}

/** Where a line of the effective policy comes from; lines count from 0. */
export interface LineOrigin {
  readonly document: string
  readonly label: string
  readonly scope: EffectiveScope
  readonly line: number
  /** The fragment that the line stands in. */
  readonly fragment?: string
}

export interface EffectiveLine {
  readonly text: string
  /** Absent: the line is of no document (the root, a section that stands in several of them, a remark). */
  readonly origin?: LineOrigin
}

export interface EffectivePolicy {
  readonly lines: readonly EffectiveLine[]
  /** What could not be put in, one sentence each. */
  readonly notes: readonly string[]
}

interface Parsed {
  readonly text: string
  readonly tree: PolicyDocument
  readonly lines: LineMap
  readonly origin: Omit<LineOrigin, 'line'>
  /** The elements that hold an `<include-fragment>`. */
  around(): ReadonlySet<Element>
}

/**
 * What runs for a call: the statements of all scopes in one document, `<base />` replaced and fragments expanded, each line with its origin.
 * The scopes are merged as the local gateway merges them: `mergedSection`.
 */
export function effectivePolicy({ chain, fragment }: EffectiveInput): EffectivePolicy {
  const documents = chain.map(({ text, document, label, scope }) => parsed(text, { document, label, scope }))
  const out: EffectiveLine[] = [{ text: '<policies>' }]
  const notes: string[] = []
  const fragments = new Map<string, Parsed | undefined>()
  const fragmentOf = (id: string, scope: EffectiveScope): Parsed | undefined => {
    if (!fragments.has(id)) {
      const found = fragment?.(id)
      if (found === undefined && fragment !== undefined)
        notes.push(`The fragment '${id}' is not known here, so it is not expanded.`)
      fragments.set(
        id,
        found && parsed(found.text, { document: found.document, label: `fragment ${id}`, scope, fragment: id }),
      )
    }
    return fragments.get(id)
  }
  for (const document of documents) {
    const { root } = document.tree
    if (root?.name !== 'policies')
      notes.push(`The document of ${document.origin.label} has no <policies> element, so nothing of it runs.`)
  }
  for (const section of SECTIONS) {
    const inside = sectionLines({ documents, section, fragmentOf, expands: fragment !== undefined })
    if (inside.length === 0) out.push({ text: `  <${section} />` })
    else out.push({ text: `  <${section}>` }, ...inside, { text: `  </${section}>` })
  }
  out.push({ text: '</policies>' })
  return { lines: out, notes }
}

function parsed(text: string, origin: Omit<LineOrigin, 'line'>): Parsed {
  const tree = parse(text)
  let around: ReadonlySet<Element> | undefined
  return {
    text,
    tree,
    lines: createLineMap(text),
    origin,
    around() {
      around ??= aroundIncludes(tree)
      return around
    },
  }
}

interface SectionInput {
  readonly documents: readonly Parsed[]
  readonly section: Section
  readonly expands: boolean
  fragmentOf(id: string, scope: EffectiveScope): Parsed | undefined
}

function sectionLines({ documents, section, fragmentOf, expands }: SectionInput): readonly EffectiveLine[] {
  return mergedSection<Parsed, EffectiveLine>(documents, {
    own(document) {
      const element = sectionOf(document, section)
      return element && { element }
    },
    child(child, _section, document) {
      const out: EffectiveLine[] = []
      const expand = (id: string): Parsed | undefined => (expands ? fragmentOf(id, document.origin.scope) : undefined)
      // Documents can nest deeper than the call stack, so what is left to do waits here, the next on top.
      const waiting: Step[] = stepsOf(document, [child], { out, expand, indent: '    ' })
      for (let step = waiting.pop(); step !== undefined; step = waiting.pop())
        for (const one of step()) waiting.push(one)
      return out
    },
  })
}

function sectionOf({ tree }: Parsed, section: Section): Element | undefined {
  if (tree.root?.name !== 'policies') return undefined
  return tree.root.children.find((child): child is Element => child.kind === 'element' && child.name === section)
}

interface Writer {
  readonly out: EffectiveLine[]
  expand(id: string): Parsed | undefined
}

interface Writing extends Writer {
  readonly indent: string
}

/** Writes something, and gives what is to be written then, the next at the end. */
type Step = () => readonly Step[]

const stepsOf = (source: Parsed, contents: readonly Content[], writing: Writing): Step[] =>
  contents
    .filter(({ kind }) => kind === 'element' || kind === 'comment')
    .map(
      (child): Step =>
        () =>
          writeNode(source, child, writing),
    )
    .reverse()

/** Nothing is set in further than this: each line of a document that nests without end would be as long as the document. */
const MOST_COLUMNS = 320

/** An element as it was written, its lines moved to the new depth; fragments inside are put in where they are included. */
function writeNode(source: Parsed, node: Content, writing: Writing): readonly Step[] {
  const { expand, indent, out } = writing
  if (node.kind === 'element' && node.name === 'include-fragment') {
    const id = node.attributes.find(({ name }) => name === 'fragment-id')?.value?.raw
    const inner = id === undefined ? undefined : expand(id)
    const root = inner?.tree.root
    // A fragment holds no other one, so the depth is bounded.
    if (inner !== undefined && root?.name === 'fragment')
      return stepsOf(inner, root.children, { out, indent, expand: () => undefined })
  }
  if (node.kind === 'element' && source.around().has(node)) {
    const { close } = node
    writeText(source, { start: node.start, end: node.openEnd }, writing)
    const last: Step = () => {
      if (close !== undefined) writeText(source, close, writing)
      return []
    }
    return [
      last,
      ...stepsOf(source, node.children, { out, expand, indent: indent.length < MOST_COLUMNS ? `${indent}  ` : indent }),
    ]
  }
  writeText(source, node, writing)
  return []
}

/** The elements around every `<include-fragment>`. */
function aroundIncludes(tree: PolicyDocument): ReadonlySet<Element> {
  const found = new Set<Element>()
  walk(tree, {
    element({ name, parent }) {
      if (name !== 'include-fragment') return
      for (let at = parent; at.kind === 'element' && !found.has(at); at = at.parent) found.add(at)
    },
  })
  return found
}

function writeText(
  { text, lines, origin }: Parsed,
  span: { start: number; end: number },
  { out, indent }: Writing,
): void {
  const first = lines.positionAt(span.start)
  const written = text.slice(span.start, span.end).split(/\r\n?|\n/)
  const depth = leadingSpace(text.slice(lines.lineStart(first.line), span.start))
  for (const [index, line] of written.entries()) {
    const moved = index === 0 ? line : line.startsWith(depth) ? line.slice(depth.length) : line.trimStart()
    out.push({ text: moved === '' ? '' : indent + moved, origin: { ...origin, line: first.line + index } })
  }
}

const leadingSpace = (before: string): string => /^\s*/.exec(before)?.[0] ?? ''
