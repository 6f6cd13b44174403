import { type Completion, type CompletionKind, type Completions, completionsAt } from '../../expression/complete.ts'
import { namingTextAt } from '../../expression/complete-text.ts'
import { type Written, wordsAt } from '../../expression/complete-words.ts'
import type { Analysis } from '../../model/analysis.ts'
import type { Dialect, Expression } from '../../syntax/tree.ts'
import type { Span } from '../../text/span.ts'
import { type CodePlace, codePlaceIn } from '../code-place.ts'
import { atNameText } from './at-name-text.ts'
import { castOffers, memberOffers } from './at-variable-cast.ts'
import { Kind, type Offer } from './item.ts'

const kinds: Readonly<Record<CompletionKind, Kind>> = {
  property: Kind.Property,
  method: Kind.Method,
  extension: Kind.Method,
  'enum-member': Kind.EnumMember,
  local: Kind.Variable,
  context: Kind.Variable,
  type: Kind.Class,
  namespace: Kind.Module,
}

/** What is nearest to the author's own words comes first; extension methods of LINQ fit nearly everything, so they come late. */
const ranks: Readonly<Record<CompletionKind, number>> = {
  local: 5,
  context: 6,
  property: 10,
  'enum-member': 10,
  method: 20,
  extension: 30,
  type: 40,
  namespace: 50,
}

/** Names in the strings that name something, otherwise the members, names and types of C#. */
export function atExpression(analysis: Analysis, expression: Expression, offset: number): readonly Offer[] {
  const place = codePlaceIn(analysis, expression, offset)
  // Inside an entity, such as `&qu┆ot;`, there is no place in the code.
  if (place?.toDocument({ start: place.offset, end: place.offset }).end !== offset) return []
  const naming = namingTextAt(place.code, place.offset)
  if (naming !== undefined) return atNameText(analysis, naming, place.toDocument(naming.span))
  const found = completionsAt(place)
  const replace = place.toDocument(found?.replace ?? wordAround(place))
  const names = found?.items.map((item) => codeOffer(item, replace, found.place)) ?? []
  if (found?.place === 'member') {
    const others = memberOffers(analysis, place)
    return others.length === 0 ? names : [...names, ...others]
  }
  const { dialect } = analysis.tree
  const casts = castOffers(analysis, place)
  const words = wordsAt(place, found?.place).map((word) => wordOffer(word, replace, dialect))
  if (casts.length === 0) return [...words, ...names]
  const known = new Set(casts.map(({ label }) => label))
  return [...casts, ...[...words, ...names].filter(({ label }) => !known.has(label))]
}

function wordAround({ code, offset }: CodePlace): Span {
  const before = /[\p{L}\p{N}_]*$/u.exec(code.slice(Math.max(0, offset - 256), offset))?.[0].length ?? 0
  const behind = /^[\p{L}\p{N}_]*/u.exec(code.slice(offset, offset + 256))?.[0].length ?? 0
  return { start: offset - before, end: offset + behind }
}

const wordKinds: Readonly<Record<Written['kind'], Kind>> = {
  keyword: Kind.Keyword,
  snippet: Kind.Keyword,
  argument: Kind.Field,
  'enum-member': Kind.EnumMember,
  initializer: Kind.Property,
}

/** The values of the enumeration that is wanted and `out var` are what is meant nearly always. */
const wordRanks: Readonly<Record<Written['kind'], number>> = {
  'enum-member': 0,
  initializer: 0,
  argument: 8,
  snippet: 9,
  keyword: 35,
}

function wordOffer({ label, kind, snippet, summary, detail }: Written, replace: Span, dialect: Dialect): Offer {
  const text = snippet ?? label
  return {
    label,
    kind: wordKinds[kind],
    replace,
    text: dialect === 'xml' ? text.replaceAll('<', '&lt;') : text,
    format: snippet === undefined ? 'plain' : 'snippet',
    rank: label === 'out var' ? 0 : wordRanks[kind],
    detail,
    documentation: summary,
  }
}

/** Characters that end a member's name wherever one is typed behind a dot: nothing else can be meant there. */
const COMMIT: Readonly<Partial<Record<CompletionKind, string[]>>> = {
  property: ['.', '[', ')', ';', ','],
  'enum-member': [')', ';', ','],
  method: ['('],
  extension: ['('],
}

function codeOffer(item: Completion, replace: Span, place: Completions['place']): Offer {
  const commit = place === 'member' ? COMMIT[item.kind] : undefined
  const [signature, ...overloads] = item.signatures
  const more = overloads.length === 0 ? '' : ` (+${overloads.length})`
  return {
    label: item.label,
    kind: kinds[item.kind],
    replace,
    text: item.label,
    format: 'plain',
    rank: ranks[item.kind],
    detail: signature === undefined ? undefined : signature + more,
    documentation: item.summary,
    commit,
  }
}
