import type { Analysis, Meaning } from '../model/analysis.ts'
import type { FragmentSummary } from '../model/neighbours.ts'
import type { Reference } from '../model/references.ts'
import { summarise, variableMentions } from '../model/variables.ts'
import { pathAt } from '../syntax/query.ts'
import type { Span } from '../text/span.ts'
import type { Intern, Mention, MentionKind } from './mention.ts'

/** What the workspace keeps of one policy document: plain data, without its text or its tree. */
export interface DocumentSummary {
  readonly kind: Analysis['kind']
  readonly mentions: readonly Mention[]
  readonly variables: FragmentSummary
  /** Kinds whose names an expression or a named value gives somewhere, so that nobody knows which ones the document uses. */
  readonly computed: readonly MentionKind[]
}

/** A name that a document uses, in the document's own offsets. */
export interface SpannedMention {
  readonly kind: MentionKind
  readonly name: string
  readonly span: Span
  readonly sets?: true
}

/** Every name that a document shares with the other files of its workspace, in document order. */
export function mentionsOf(analysis: Analysis): readonly SpannedMention[] {
  const found: SpannedMention[] = []
  const { namedValues, fragments, backends, loggers, certificates } = analysis.references()
  const take = (kind: MentionKind, references: readonly Reference[]): void => {
    for (const { name, span } of references) found.push({ kind, name, span })
  }
  take('named-value', namedValues)
  take('fragment', fragments)
  take('back-end', backends)
  take('logger', loggers)
  take('certificate', certificates)
  for (const { name, span, role } of variableMentions(analysis))
    found.push({ kind: 'variable', name, span, ...(role === 'set' && { sets: true as const }) })
  for (const meaning of analysis.meanings) found.push(...idsOf(meaning))
  return found.sort((a, b) => a.span.start - b.span.start)
}

/** Attributes whose names the catalogue gives no format of their own. */
const attributes: Readonly<Record<string, MentionKind>> = {
  'api id': 'api',
  'operation id': 'operation',
  'content schema-id': 'schema',
}

function idsOf({ name, role, spec, attributes: written }: Meaning): readonly SpannedMention[] {
  if (role !== 'child' || spec === undefined) return []
  return written.flatMap(({ name: attributeName, attribute, value }) => {
    const kind = attributes[`${name} ${attributeName}`]
    if (kind === undefined || value?.kind !== 'literal' || value.text === '' || attribute.value === undefined) return []
    const { start, end } = attribute.value
    return [{ kind, name: value.text, span: { start, end } }]
  })
}

/** A place at which a name of some kind may be written. */
export interface MentionSite {
  readonly kind: MentionKind
  /** What stands there. */
  readonly span: Span
  /** The name is all that may stand there; otherwise it stands among other text. */
  readonly isWholeValue: boolean
}

/** The kind of name that is written at an offset, if one is. */
export function mentionSite(analysis: Analysis, offset: number): MentionSite | undefined {
  const { node, ancestors } = pathAt(analysis.tree, offset)
  for (const found of [node, ...ancestors]) {
    if (found.kind === 'named-value') return { kind: 'named-value', span: found, isWholeValue: false }
    if (found.kind !== 'attribute' || found.value === undefined) continue
    const meaning = analysis.meaningOf(found.parent)
    const written = meaning?.attributes.find(({ attribute }) => attribute === found)
    const format = written?.spec?.format
    const kind =
      (format === undefined ? undefined : kindOfFormat[format]) ??
      (meaning?.role === 'child' ? attributes[`${meaning.name} ${found.name}`] : undefined)
    const { start, end } = found.value
    const isInside = start <= offset && offset <= end
    return kind !== undefined && isInside ? { kind, span: { start, end }, isWholeValue: true } : undefined
  }
  return undefined
}

const kindOfFormat: Readonly<Record<string, MentionKind>> = {
  'fragment-id': 'fragment',
  'backend-id': 'back-end',
  'logger-id': 'logger',
  'certificate-id': 'certificate',
}

function computedIn({ meanings }: Analysis): readonly MentionKind[] {
  const found = new Set<MentionKind>()
  for (const { attributes: written } of meanings) {
    for (const { spec, value } of written) {
      const kind = spec?.format === undefined ? undefined : kindOfFormat[spec.format]
      if (kind !== undefined && value !== undefined && value.kind !== 'literal') found.add(kind)
    }
  }
  return [...found]
}

/** What the workspace keeps of a document. */
export function summaryOf(analysis: Analysis, intern: Intern): DocumentSummary {
  const mentions = mentionsOf(analysis).map(({ kind, name, span, sets }): Mention => {
    const { line, character } = analysis.lines.positionAt(span.start)
    return {
      kind,
      name: intern(name),
      line,
      start: character,
      end: character + span.end - span.start,
      ...(sets && { sets }),
    }
  })
  const { sets, reads, includes, readsAny } = summarise(analysis)
  return {
    kind: analysis.kind,
    mentions,
    variables: {
      sets: sets.map((one) => ({
        ...one,
        name: intern(one.name),
        ...(one.type !== undefined && { type: intern(one.type) }),
      })),
      reads: reads.map(intern),
      includes: includes.map(intern),
      ...(readsAny && { readsAny }),
    },
    computed: computedIn(analysis),
  }
}
