import { fieldError } from './arm-error.ts'
import type { Answer, Call } from './resource.ts'

/** The service's own default for `$top`. */
const defaultPageSize = 100

interface Listed {
  readonly name: string
  readonly properties?: Readonly<Record<string, unknown>>
}

/**
 * One page of a collection: `$top`, `$skip` and one simple `$filter` condition.
 * @throws ArmError 400 when a parameter cannot be understood.
 */
export function page(call: Call, items: readonly Listed[]): Answer {
  const filtered = items.filter(filterOf(call.query.get('$filter')))
  const top = numberOf(call, '$top', 1) ?? defaultPageSize
  const skip = numberOf(call, '$skip', 0) ?? 0
  const value = filtered.slice(skip, skip + top)
  const next = new URL(call.url)
  next.searchParams.set('$top', String(top))
  next.searchParams.set('$skip', String(skip + top))
  const more = skip + top < filtered.length
  return {
    status: 200,
    body: { value, count: filtered.length, ...(more ? { nextLink: next.href } : {}) },
  }
}

function numberOf(call: Call, name: string, minimum: number): number | undefined {
  const text = call.query.get(name)
  if (text === null) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < minimum)
    throw fieldError(name, `The value '${text}' is not a whole number of at least ${minimum}.`)
  return value
}

function filterOf(filter: string | null): (item: Listed) => boolean {
  if (!filter) return () => true
  const comparison = /^\s*([\w/]+)\s+(eq|ne)\s+('(?:[^']|'')*'|true|false|\d+)\s*$/.exec(filter)
  const call = /^\s*(contains|startswith|endswith)\(\s*([\w/]+)\s*,\s*('(?:[^']|'')*')\s*\)\s*$/.exec(filter)
  if (comparison) {
    const [, field = '', operator, literal = ''] = comparison
    return (item) => (fieldOf(item, field) === unquote(literal)) === (operator === 'eq')
  }
  if (call) {
    const [, test, field = '', literal = ''] = call
    const text = unquote(literal)
    return (item) => {
      const value = fieldOf(item, field)
      return test === 'contains'
        ? value.includes(text)
        : test === 'startswith'
          ? value.startsWith(text)
          : value.endsWith(text)
    }
  }
  throw fieldError('$filter', `The local instance understands one condition in $filter, not '${filter}'.`)
}

const unquote = (literal: string): string => literal.replace(/^'|'$/g, '').replaceAll("''", "'")

function fieldOf(item: Listed, field: string): string {
  const name = field.replace(/^properties\//, '')
  return String(name === 'name' ? item.name : (item.properties?.[name] ?? ''))
}
