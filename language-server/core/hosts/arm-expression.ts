/** A stretch of the policy that an expression of a template makes. */
export interface Run {
  /** What it stands for; of a computed one, a placeholder with the name of what is computed. */
  readonly text: string
  /** Where it is written in the expression. */
  readonly start: number
  readonly end: number
  /** The string that it is a part of; undefined: it is computed. */
  readonly string: WrittenString | undefined
}

/** A string within an expression. */
interface WrittenString {
  /** The first string of `format`, in which braces are doubled. */
  readonly braces: 'plain' | 'doubled'
}

/**
 * The text that an expression makes, in stretches: a string, or `concat` and `format` of strings and of what is computed. Undefined for
 * everything else. Never throws.
 * @param expression decoded from JSON, its brackets included
 * @param choice which value is meant where a condition chooses: an index of `choicesOf`
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 * @see https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-string#format
 */
export function runsOf(expression: string, choice = 0): readonly Run[] | undefined {
  const value = valuesOf(expression)[choice]
  return value === undefined || value.kind === 'other' ? undefined : textOf(expression, value)
}

/** The variable or the parameter that a value is. */
interface ArmName {
  readonly of: 'variables' | 'parameters'
  readonly name: string
}

/** What an expression may be: for each value the name that it is, or undefined where it is something else. Several with `if` alone. */
export const choicesOf = (expression: string): readonly (ArmName | undefined)[] =>
  valuesOf(expression).map((value) => nameIn(expression, value))

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-logical#if */
function valuesOf(expression: string): readonly Value[] {
  const open = /^\[(?!\[)/.test(expression)
  if (!open || !expression.endsWith(']')) return []
  const value = valueAt(expression, 1)
  return value !== undefined && /^\s*\]$/.test(expression.slice(value.end)) ? leavesOf(value) : []
}

function leavesOf(value: Value): readonly Value[] {
  const [, then, otherwise] = value.kind === 'call' && value.name === 'if' ? value.values : []
  return then === undefined || otherwise === undefined ? [value] : [...leavesOf(then), ...leavesOf(otherwise)]
}

function nameIn(expression: string, value: Value): ArmName | undefined {
  if (value.kind !== 'call' || (value.name !== 'variables' && value.name !== 'parameters')) return undefined
  const [only, ...others] = value.values
  if (only?.kind !== 'string' || others.length > 0) return undefined
  return { of: value.name, name: expression.slice(only.start + 1, only.end - 1).replaceAll("''", "'") }
}

interface Extent {
  readonly start: number
  readonly end: number
}

type Value =
  | ({ readonly kind: 'string' } & Extent)
  | ({ readonly kind: 'call'; readonly name: string; readonly values: readonly Value[] } & Extent)
  /** A number, or a call of which a property is taken. */
  | ({ readonly kind: 'other' } & Extent)

/** Nobody nests deeper; a text that does is not followed. */
const DEEPEST = 32

function valueAt(text: string, from: number, depth = 0): Value | undefined {
  const start = from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0)
  if (text.charAt(start) === "'") {
    const string = /'(?:[^']|'')*'/y
    string.lastIndex = start
    const found = string.exec(text)?.[0]
    return found === undefined ? undefined : { kind: 'string', start, end: start + found.length }
  }
  const word = /[\w.-]+/y
  word.lastIndex = start
  const name = word.exec(text)?.[0]
  if (name === undefined || depth > DEEPEST) return undefined
  const open = /\s*\(\s*/y
  open.lastIndex = start + name.length
  const opening = open.exec(text)?.[0]
  if (opening === undefined) return { kind: 'other', start, end: start + name.length }
  const values: Value[] = []
  let at = start + name.length + opening.length
  while (text.charAt(at) !== ')') {
    const value = valueAt(text, at, depth + 1)
    const separator = value && /^\s*(?:,\s*|(?=\)))/.exec(text.slice(value.end))?.[0]
    if (value === undefined || separator === undefined) return undefined
    values.push(value)
    at = value.end + separator.length
  }
  const property = /\)((?:\s*(?:\.[\w-]+|\[[^\]]*\]))*)/y
  property.lastIndex = at
  const [all = ')', taken = ''] = property.exec(text) ?? []
  const end = at + all.length
  return taken === '' ? { kind: 'call', name: name.toLowerCase(), values, start, end } : { kind: 'other', start, end }
}

function textOf(text: string, value: Value): readonly Run[] {
  if (value.kind === 'string') return decoded(text, value, { braces: 'plain' })
  if (value.kind === 'call' && value.name === 'concat') return value.values.flatMap((part) => textOf(text, part))
  const [pattern, ...values] = value.kind === 'call' && value.name === 'format' ? value.values : []
  return pattern?.kind === 'string' ? formatted(text, pattern, values) : [computed(text, value)]
}

/** The placeholder has the form of Bicep and Terraform, which the checks take for something unknown. */
function computed(text: string, { start, end }: Extent): Run {
  const written = text.slice(start, end)
  if (/^\d+$/.test(written)) return { text: written, start, end, string: undefined }
  const name = /'([\w.-]+)'/.exec(written)?.[1] ?? /^[\w-]+/.exec(written)?.[0]
  return { text: `\${${name ?? 'x'}}`, start, end, string: undefined }
}

/** Between its quotes; a doubled quote is one, and so is a doubled brace where braces have a meaning. */
function decoded(text: string, { start, end }: Extent, string: WrittenString): readonly Run[] {
  const runs: Run[] = []
  let from = start + 1
  const twice = string.braces === 'doubled' ? /''|\{\{|\}\}/g : /''/g
  for (const { index, 0: pair } of text.slice(start + 1, end - 1).matchAll(twice)) {
    const at = start + 1 + index
    if (at > from) runs.push({ text: text.slice(from, at), start: from, end: at, string })
    runs.push({ text: pair.charAt(0), start: at, end: at + 2, string })
    from = at + 2
  }
  if (from < end - 1 || runs.length === 0)
    runs.push({ text: text.slice(from, end - 1), start: from, end: end - 1, string })
  return runs
}

function formatted(text: string, pattern: Extent, values: readonly Value[]): readonly Run[] {
  const string: WrittenString = { braces: 'doubled' }
  return decoded(text, pattern, string).flatMap((run): readonly Run[] => {
    if (run.end - run.start !== run.text.length) return [run]
    const runs: Run[] = []
    let from = 0
    for (const { index, 0: hole, 1: number } of run.text.matchAll(/\{(\d+)(?:[,:][^{}]*)?\}/g)) {
      const value = values[Number(number)]
      if (value === undefined) continue
      if (index > from)
        runs.push({ text: run.text.slice(from, index), start: run.start + from, end: run.start + index, string })
      // It stands where the hole is, and is written elsewhere.
      const filled = textOf(text, value)
        .map((part) => part.text)
        .join('')
      const at = run.start + index
      runs.push({ text: filled, start: at, end: at + hole.length, string: undefined })
      from = index + hole.length
    }
    if (from < run.text.length || runs.length === 0)
      runs.push({ text: run.text.slice(from), start: run.start + from, end: run.end, string })
    return runs
  })
}
