import type { Analysis } from '../../model/analysis.ts'
import type { NamedValueResource, Resources } from '../../model/options.ts'
import type { Span } from '../../text/span.ts'
import { Kind, type Offer } from './item.ts'

export interface AtNamedValue {
  readonly form: 'open' | 'closed'
  readonly replace: Span
  readonly offered: Resources
}

/** The display names of the named values; the closing braces too, where they are missing. */
export function atNamedValue(analysis: Analysis, { form, replace, offered }: AtNamedValue): readonly Offer[] {
  return namedValuesKnown(analysis, replace, offered).map((value, rank) => ({
    label: value.displayName,
    kind: Kind.Constant,
    replace,
    text: form === 'open' ? `${value.displayName}}}` : value.displayName,
    format: 'plain',
    rank,
    detail: value.secret ? 'secret named value' : (value.value ?? 'named value'),
  }))
}

function namedValuesKnown(analysis: Analysis, replace: Span, offered: Resources): readonly NamedValueResource[] {
  const complete = analysis.options.resources?.namedValues
  if (complete !== undefined) return complete
  const known = new Map((offered.namedValues ?? []).map((value) => [value.displayName, value]))
  for (const { name, span } of analysis.references().namedValues) {
    // What stands under the cursor is not known to exist.
    if (span.start !== replace.start && name !== '' && !known.has(name)) known.set(name, { name, displayName: name })
  }
  return [...known.values()].sort((a, b) => (a.displayName < b.displayName ? -1 : 1))
}
