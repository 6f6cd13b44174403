import type { AttributeSpec, TextSpec } from '../../catalog/policy.ts'
import type { Analysis, Meaning } from '../../model/analysis.ts'
import type { Resources } from '../../model/options.ts'
import type { References } from '../../model/references.ts'
import type { Span } from '../../text/span.ts'
import { variableOffers } from './at-name-text.ts'
import { Kind, type Offer } from './item.ts'
import { namesKnown } from './names.ts'
import { catalogPath } from './path.ts'

export interface AtValue {
  readonly meaning: Meaning
  readonly name: string
  readonly replace: Span
  readonly offered: Resources
}

/** What may stand in an attribute: its enumeration, the names that exist, and an expression where one is allowed. */
export function atAttributeValue(analysis: Analysis, { meaning, name, replace, offered }: AtValue): readonly Offer[] {
  const attributes = meaning.spec?.attributes
  const spec = attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined
  if (spec === undefined) return []
  const about = { path: catalogPath(meaning), attribute: name }
  const values = valuesOf(spec).map((value) => ({
    ...valueOffer(value, replace),
    ...(value === spec.default && { detail: 'default' }),
    about,
  }))
  const names =
    spec.format === 'variable-name'
      ? variableOffers(analysis, replace).toSorted((a, b) => a.rank - b.rank)
      : namesFor(analysis, spec, offered).map((found) => ({ ...valueOffer(found, replace), kind: Kind.Reference }))
  return ranked([...values, ...names], expressions(spec, replace))
}

/** The same for the text of an element. */
export function atText(meaning: Meaning, replace: Span): readonly Offer[] {
  const spec = meaning.spec?.text
  if (spec === undefined) return []
  const values = valuesOf(spec).map((value) => valueOffer(value, replace))
  return ranked(values, expressions(spec, replace))
}

function valuesOf(spec: AttributeSpec | TextSpec): readonly string[] {
  if (spec.type === 'boolean') return ['true', 'false']
  return spec.values ?? spec.suggestions ?? []
}

const valueOffer = (value: string, replace: Span): Offer => ({
  label: value,
  kind: Kind.EnumMember,
  replace,
  text: value,
  format: 'plain',
  rank: 0,
})

const listOfFormat: Readonly<Record<string, keyof References>> = {
  'backend-id': 'backends',
  'fragment-id': 'fragments',
  'logger-id': 'loggers',
  'certificate-id': 'certificates',
}

function namesFor(analysis: Analysis, spec: AttributeSpec, offered: Resources): readonly string[] {
  const list = spec.format === undefined ? undefined : listOfFormat[spec.format]
  if (spec.format === 'header-name') return spec.suggestions === undefined ? COMMON_HEADERS : []
  return list === undefined ? [] : namesKnown(analysis, list, offered)
}

/** Headers that policies most often set, remove or check. */
const COMMON_HEADERS: readonly string[] = [
  'Accept',
  'Authorization',
  'Cache-Control',
  'Content-Type',
  'Host',
  'Location',
  'Ocp-Apim-Subscription-Key',
  'Origin',
  'Retry-After',
  'User-Agent',
  'WWW-Authenticate',
  'X-Correlation-Id',
  'X-Forwarded-For',
  'X-Powered-By',
  'X-Request-Id',
]

function expressions(spec: AttributeSpec | TextSpec, replace: Span): readonly Offer[] {
  if (spec.expression !== true) return []
  const returns = spec.returns === undefined ? 'C# expression' : `C# expression that returns ${spec.returns}`
  return [
    { label: '@(…)', kind: Kind.Snippet, replace, text: '@($0)', format: 'snippet', rank: 0, detail: returns },
    {
      label: '@{…}',
      kind: Kind.Snippet,
      replace,
      text: '@{\n\treturn $0;\n}',
      format: 'snippet',
      rank: 0,
      detail: `${returns}, as statements`,
    },
  ]
}

const ranked = (values: readonly Offer[], others: readonly Offer[]): readonly Offer[] => [
  ...values.map((offer, rank) => ({ ...offer, rank })),
  ...others.map((offer, rank) => ({ ...offer, rank: 900 + rank })),
]
