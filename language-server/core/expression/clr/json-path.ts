import { argumentNull, ClrException } from './clr-exception.ts'
import { compare } from './equality.ts'
import { JArray, JObject, JProperty, type JToken, JValue } from './json.ts'
import { readJson } from './json-read.ts'
import { textOf } from './text.ts'

/** Newtonsoft's JSONPath: names, indexes, `*`, `..`, slices, unions and simple filters; `$` may be left out. */
export function selectTokens(token: JToken, given: string | null): JToken[] {
  if (given === null) throw argumentNull('expression')
  let found: JToken[] = [token]
  const path = given.trimEnd()
  // Newtonsoft takes what follows a blank for nothing that is there, and refuses a blank further on.
  if (path.startsWith(' ')) return []
  let at = path.startsWith('$') ? 1 : 0
  const fail = (message: string): never => {
    throw new ClrException('Newtonsoft.Json.JsonException', message)
  }
  while (at < path.length) {
    let deep = false
    if (path.startsWith('..', at)) {
      deep = true
      at += 2
    } else if (path[at] === '.') at++
    const from = deep ? found.flatMap((one) => [...all(one)]) : found
    if (path[at] === '[') {
      const end = closing(path, at)
      if (end < 0) fail('Path ended with open indexer.')
      found = indexed(from, path.slice(at + 1, end).trim(), fail)
      at = end + 1
    } else {
      const name = /^[^.[\]() ]+/.exec(path.slice(at))?.[0]
      if (name === undefined) return fail(`Unexpected character while parsing path: ${path[at] ?? 'end'}`)
      at += name.length
      found = name === '*' ? from.flatMap(children) : from.flatMap((one) => property(one, name))
    }
  }
  return found
}

const children = (token: JToken): JToken[] =>
  token instanceof JObject
    ? [...token.properties.values()].map((one) => one.value)
    : token instanceof JArray
      ? [...token.items]
      : []

function* all(token: JToken): Generator<JToken> {
  yield token
  for (const child of children(token)) yield* all(child)
}

function property(token: JToken, name: string): JToken[] {
  const value = token instanceof JObject ? token.get(name) : null
  return value ? [value] : []
}

/** The bracket that closes the one at `open`, outside quotes. */
function closing(path: string, open: number): number {
  let depth = 0
  let quote = ''
  for (let at = open; at < path.length; at++) {
    const char = path[at] ?? ''
    if (quote) {
      if (char === '\\') at++
      else if (char === quote) quote = ''
    } else if (char === "'" || char === '"') quote = char
    else if (char === '[' || char === '(') depth++
    else if ((char === ']' || char === ')') && --depth === 0) return at
  }
  return -1
}

function indexed(from: readonly JToken[], inner: string, fail: (message: string) => never): JToken[] {
  if (inner === '*') return from.flatMap(children)
  if (inner.startsWith('?')) {
    const text = inner
      .slice(1)
      .trim()
      .replace(/^\(([\s\S]*)\)$/, '$1')
    const test = filter(text, fail)
    return from.flatMap((one) => children(one).filter(test))
  }
  const slice = /^(-?\d*)\s*:\s*(-?\d*)\s*(?::\s*(-?\d*))?$/.exec(inner)
  if (slice) {
    const [begin, end, step] = slice.slice(1).map((text) => (text ? Number(text) : undefined))
    if (step === 0) return fail('Step cannot be zero.')
    return from.flatMap((one) => (one instanceof JArray ? sliced(one.items, { begin, end, step: step ?? 1 }) : []))
  }
  if (/^-?\d+(\s*,\s*-?\d+)*$/.test(inner)) {
    const indexes = inner.split(',').map(Number)
    return from.flatMap((one) =>
      one instanceof JArray ? indexes.flatMap((index) => (index < 0 ? one.at(index) : (one.items[index] ?? []))) : [],
    )
  }
  const names = [...inner.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map((match) =>
    (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'),
  )
  if (names.length === 0) fail(`Unexpected character while parsing path indexer: ${inner[0] ?? ']'}`)
  return from.flatMap((one) => names.flatMap((name) => property(one, name)))
}

interface Slice {
  readonly begin: number | undefined
  readonly end: number | undefined
  readonly step: number
}

/** Every so many of the elements between two indexes, of which negative ones count from the end. */
function sliced(items: readonly JToken[], { begin, end, step }: Slice): JToken[] {
  const { length } = items
  const least = step > 0 ? 0 : -1
  const most = step > 0 ? length : length - 1
  const placed = (index: number): number => Math.min(most, Math.max(least, index < 0 ? index + length : index))
  const from = begin === undefined ? (step > 0 ? 0 : length - 1) : placed(begin)
  const to = end === undefined ? (step > 0 ? length : -1) : placed(end)
  const found: JToken[] = []
  for (let at = from; step > 0 ? at < to : at > to; at += step) found.push(...items.slice(at, at + 1))
  return found
}

type Test = (token: JToken) => boolean

function filter(text: string, fail: (message: string) => never): Test {
  const either = text.split('||')
  if (either.length > 1) {
    const tests = either.map((one) => filter(one, fail))
    return (token) => tests.some((test) => test(token))
  }
  const both = text.split('&&')
  if (both.length > 1) {
    const tests = both.map((one) => filter(one, fail))
    return (token) => tests.every((test) => test(token))
  }
  const match = /^\s*@(\S*?)\s*(?:(===|!==|==|!=|<=|>=|<|>|=~)\s*(.+?))?\s*$/.exec(text)
  if (!match) return fail(`Unexpected filter: ${text}`)
  const [, path = '', operator, right = ''] = match
  if (!operator) return (token) => selectTokens(token, path).length > 0
  if (operator === '=~') {
    const pattern = /^\/(.*)\/([im]*)$/.exec(right)
    if (!pattern) return fail(`Unexpected pattern: ${right}`)
    const regex = new RegExp(pattern[1] ?? '', pattern[2])
    return (token) =>
      selectTokens(token, path).some(
        (one) => one instanceof JValue && typeof one.value === 'string' && regex.test(one.value),
      )
  }
  const value = readJson(right, 'JToken')
  return (token) => selectTokens(token, path).some((one) => compares(one, operator, value))
}

function compares(one: JToken, operator: string, other: JToken): boolean {
  if (!(one instanceof JValue) || !(other instanceof JValue) || one instanceof JProperty) return false
  const strict = operator === '===' || operator === '!=='
  const same = (!strict || one.tokenType === other.tokenType) && textOf(one.value) === textOf(other.value)
  if (operator === '==' || operator === '===') return same
  if (operator === '!=' || operator === '!==') return !same
  const order = one.tokenType === other.tokenType ? compare(one.value, other.value) : one.compareTo(other)
  return operator === '<' ? order < 0 : operator === '>' ? order > 0 : operator === '<=' ? order <= 0 : order >= 0
}
