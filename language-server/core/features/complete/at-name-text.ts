import { shortType } from '../../expression/clr/clr-type.ts'
import { type NamingText, namingTexts } from '../../expression/complete-text.ts'
import type { Analysis } from '../../model/analysis.ts'
import { oncePerTree } from '../../model/expressions.ts'
import { type KnownVariable, settersIn, variablesAt } from '../../model/variables.ts'
import type { Setter } from '../../model/variables-setter.ts'
import type { Span } from '../../text/span.ts'
import { headerNames } from './header-names.ts'
import { Kind, type Offer } from './item.ts'

/** The names that a string of C# can hold: those of variables, headers and parameters. */
export function atNameText(analysis: Analysis, naming: NamingText, replace: Span): readonly Offer[] {
  if (naming.names === 'variable') return variableOffers(analysis, replace)
  return namesOf(analysis, naming, replace).map((name, rank) => nameOffer(name, replace, rank))
}

const nameOffer = (name: string, replace: Span, rank: number, detail?: string): Offer => ({
  label: name,
  kind: detail === undefined ? Kind.Value : Kind.Variable,
  replace,
  text: name,
  format: 'plain',
  rank,
  ...(detail !== undefined && { detail }),
})

/** What is set for sure comes first, then what is set on some paths, then what is set elsewhere, last what is only read. */
export function variableOffers(analysis: Analysis, replace: Span): readonly Offer[] {
  const offers = new Map<string, Offer>()
  const add = (name: string, rank: number, detail: string): void => {
    if (!offers.has(name)) offers.set(name, nameOffer(name, replace, rank + offers.size, detail))
  }
  const known = [...variablesAt(analysis, replace.start).values()]
  for (const one of known) if (one.isCertain) add(one.name, 0, told(analysis, one))
  for (const one of known) if (!one.isCertain) add(one.name, 1000, `${told(analysis, one)}, on some paths only`)
  // What stands under the cursor is not known to exist.
  const others = settersIn(analysis).filter(({ place }) => place?.span.start !== replace.start)
  for (const setter of others)
    add(setter.name, 2000, `${typed(setter)}not set here, but in ${placeOf(analysis, setter)}`)
  for (const { name, type } of analysis.options.neighbours?.outer?.sets ?? [])
    add(name, 3000, `${type === undefined ? '' : `${type} · `}not set here, but in another scope`)
  for (const name of namesElsewhere(analysis, 'variable', replace))
    add(name, 4000, 'read elsewhere, set nowhere in this document')
  return [...offers.values()]
}

function told(analysis: Analysis, { types, isOpen, setters }: KnownVariable): string {
  const names = types.map(shortType)
  const places = setters.slice(0, 2).map((setter) => placeOf(analysis, setter))
  const type = names.length === 0 ? '' : `${names.join(' or ')}${isOpen ? ' or another type' : ''} · `
  return `${type}${places.join(', ')}${setters.length > 2 ? ' …' : ''}`
}

function typed(setter: Setter): string {
  const type = setter.type()
  return type === undefined ? '' : `${shortType(type)} · `
}

function placeOf({ lines }: Analysis, { place, from }: Setter): string {
  if (place === undefined) return from ?? 'another scope'
  return `${place.meaning.name} in line ${lines.positionAt(place.span.start).line + 1}`
}

/** Likeliest first. A name that stands only where the cursor is is not known to exist. */
function namesOf(analysis: Analysis, { names }: NamingText, here: Span): readonly string[] {
  const elsewhere = namesElsewhere(analysis, names, here)
  if (names === 'request-header' || names === 'response-header')
    return unique([...elsewhere, ...headersSet(analysis), ...headerNames(names)])
  const template = analysis.options.resources?.operation?.urlTemplate ?? ''
  const [path = '', query = ''] = template.split('?')
  const declared = (names === 'template-parameter' ? path : query).matchAll(/\{\*?([^{}=?]+)/g)
  return unique([...[...declared].map(([, name = '']) => name), ...elsewhere])
}

function namesElsewhere(analysis: Analysis, names: NamingText['names'], here: Span): readonly string[] {
  return analysis.expressions().flatMap(({ expression, tree }) => {
    if (tree === undefined || (expression.start <= here.start && here.end <= expression.end)) return []
    return namingTextsOf(tree).flatMap((text) => (text.names === names && text.value !== '' ? [text.value] : []))
  })
}

const namingTextsOf = oncePerTree(({ tokens, source }) => namingTexts(tokens, source.code))

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
