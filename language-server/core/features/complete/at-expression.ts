import { type Completion, type CompletionKind, completionsAt } from '../../expression/complete.ts'
import { type NamingText, namingTextAt, namingTexts } from '../../expression/complete-text.ts'
import type { Analysis } from '../../model/analysis.ts'
import { decodeCode } from '../../syntax/decode.ts'
import type { Expression } from '../../syntax/tree.ts'
import type { Span } from '../../text/span.ts'
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
  local: 0,
  context: 1,
  property: 10,
  'enum-member': 10,
  method: 20,
  extension: 30,
  type: 40,
  namespace: 50,
}

/** The place that is asked about, in the expression's own code. */
interface Place {
  readonly code: string
  readonly offset: number
  readonly form: Expression['form']
  toDocument(span: Span): Span
}

function placeIn(analysis: Analysis, expression: Expression, offset: number): Place | undefined {
  if (offset < expression.code.start) return undefined
  const { text, toDecoded, toRaw } = decodeCode(analysis.text, expression)
  return {
    code: text,
    offset: toDecoded(offset),
    form: expression.form,
    toDocument: ({ start, end }) => ({ start: toRaw(start), end: toRaw(end) }),
  }
}

/** Names in the strings that name something, otherwise the members, names and types of C#. */
export function atExpression(analysis: Analysis, expression: Expression, offset: number): readonly Offer[] {
  const place = placeIn(analysis, expression, offset)
  if (place === undefined) return []
  const naming = namingTextAt(place.code, place.offset)
  if (naming !== undefined) return nameOffers(analysis, naming, place)
  const found = completionsAt(place)
  if (found === undefined) return []
  const replace = place.toDocument(found.replace)
  return found.items.map((item) => codeOffer(item, replace))
}

function codeOffer(item: Completion, replace: Span): Offer {
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
  }
}

function nameOffers(analysis: Analysis, naming: NamingText, place: Place): readonly Offer[] {
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
