import { type Completion, type CompletionKind, type Completions, completionsAt } from '../../expression/complete.ts'
import { type NamingText, namingTextAt, namingTexts } from '../../expression/complete-text.ts'
import { type Written, wordsAt } from '../../expression/complete-words.ts'
import type { Analysis } from '../../model/analysis.ts'
import type { Dialect, Expression } from '../../syntax/tree.ts'
import type { Span } from '../../text/span.ts'
import { type CodePlace, codePlaceIn } from '../code-place.ts'
import { headerNames } from './header-names.ts'
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
  if (place === undefined) return []
  const naming = namingTextAt(place.code, place.offset)
  if (naming !== undefined) return nameOffers(analysis, naming, place)
  const found = completionsAt(place)
  const replace = place.toDocument(found?.replace ?? wordAround(place))
  const names = found?.items.map((item) => codeOffer(item, replace, found.place)) ?? []
  if (found?.place === 'member') return names
  const { dialect } = analysis.tree
  return [...wordsAt(place, found?.place).map((word) => wordOffer(word, replace, dialect)), ...names]
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
    ...(detail !== undefined && { detail }),
    ...(summary && { documentation: summary }),
  }
}

/** Characters that end a member's name wherever one is typed behind a dot: nothing else can be meant there. */
const COMMIT: Readonly<Partial<Record<CompletionKind, readonly string[]>>> = {
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
    ...(signature !== undefined && { detail: signature + more }),
    ...(item.summary && { documentation: item.summary }),
    ...(commit && { commit }),
  }
}

function nameOffers(analysis: Analysis, naming: NamingText, place: CodePlace): readonly Offer[] {
  const replace = place.toDocument(naming.span)
  return namesOf(analysis, naming, replace).map((name, rank) => ({
    label: name,
    kind: Kind.Value,
    replace,
    text: name,
    format: 'plain',
    rank,
  }))
}

/** Likeliest first. A name that stands only where the cursor is is not known to exist. */
function namesOf(analysis: Analysis, { names }: NamingText, here: Span): readonly string[] {
  const elsewhere = namesElsewhere(analysis, names, here)
  switch (names) {
    case 'variable':
      return unique([...analysis.references().variablesSet.map(({ name }) => name), ...elsewhere])
    case 'request-header':
    case 'response-header':
      return unique([...elsewhere, ...headersSet(analysis), ...headerNames(names)])
    default: {
      const template = analysis.options.resources?.operation?.urlTemplate ?? ''
      const [path = '', query = ''] = template.split('?')
      const declared = (names === 'template-parameter' ? path : query).matchAll(/\{\*?([^{}=?]+)/g)
      return unique([...[...declared].map(([, name = '']) => name), ...elsewhere])
    }
  }
}

function namesElsewhere(analysis: Analysis, names: NamingText['names'], here: Span): readonly string[] {
  return analysis.expressions().flatMap(({ expression, tree, source }) => {
    if (tree === undefined || (expression.start <= here.start && here.end <= expression.end)) return []
    return namingTexts(tree.tokens, source.code).flatMap((text) =>
      text.names === names && text.value !== '' ? [text.value] : [],
    )
  })
}

const headersSet = ({ meanings }: Analysis): readonly string[] =>
  meanings.flatMap(({ name, attributes }) => {
    if (name !== 'set-header' && name !== 'check-header') return []
    const value = attributes.find((attribute) => attribute.name === 'name')?.value
    return value?.kind === 'literal' ? [value.text] : []
  })

/** Names of headers are the same in upper and lower case; the other names are not told apart that seldom. */
function unique(names: readonly string[]): readonly string[] {
  const seen = new Map(names.toReversed().map((name) => [name.toLowerCase(), name]))
  return [...new Set(names)].filter((name) => name !== '' && seen.get(name.toLowerCase()) === name)
}
