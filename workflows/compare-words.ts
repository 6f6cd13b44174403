/** How values of tokens and policies are put into sentences and compared. */

export const quoted = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(' or ')

export const listed = (values: readonly string[], match: 'all' | 'any'): string =>
  values.length === 1 ? String(values[0]) : `${match === 'all' ? 'all of' : 'one of'} ${values.join(', ')}`

export const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]
