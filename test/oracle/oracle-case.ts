import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ContextInput } from './context-file.ts'

/** One expression to be tried here and in C#: a line of a table under `cases`. */
export interface OracleCase {
  readonly id: string
  /** With its `@(…)` or `@{…}`, entities decoded. */
  readonly code: string
  /** A context, or the name of one in contexts.json; an empty one when absent. */
  readonly context?: string | ContextInput
  /** The C# type that the place of the expression wants; object when absent. */
  readonly expect?: string
  readonly namedValues?: Readonly<Record<string, string>>
}

/** What came of a case, here or in C#. */
export interface Answer {
  readonly id: string
  /** `crash`: it ended the runtime; `skipped`: it was not tried, `reason` says why. */
  readonly status: 'ok' | 'throw' | 'compile-error' | 'timeout' | 'crash' | 'skipped'
  /** Numbers of the compiler's complaints. */
  readonly codes?: readonly string[]
  readonly staticType?: string
  /** A tagged value (tagged-value.ts). */
  readonly value?: unknown
  /** The full name of the exception's type. */
  readonly exception?: string
  /** For a reader; never compared. */
  readonly message?: string
  readonly reason?: string
}

const here = path.dirname(fileURLToPath(import.meta.url))
export const casesFolder = path.join(here, 'cases')
export const recordedFolder = path.join(here, 'recorded')

/** The areas that have a table, in alphabetical order. */
export const areas = (): string[] =>
  readdirSync(casesFolder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.slice(0, -'.jsonl'.length))
    .sort()

export const readLines = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)

export const writeLines = (lines: readonly unknown[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')

export const casesOf = (area: string): OracleCase[] => readLines(path.join(casesFolder, `${area}.jsonl`))

export const recordedOf = (area: string): Answer[] => readLines(path.join(recordedFolder, `${area}.jsonl`))

const named = JSON.parse(readFileSync(path.join(here, 'contexts.json'), 'utf8')) as Record<string, ContextInput>

/** @throws Error when the case names a context that is not there. */
export function contextOf({ id, context = {} }: OracleCase): ContextInput {
  if (typeof context !== 'string') return context
  const found = named[context]
  if (!found) throw new Error(`Case ${id} wants the context '${context}', which contexts.json does not have.`)
  return found
}

export interface CaseCode {
  readonly form: 'paren' | 'brace'
  /** Between the brackets. */
  readonly code: string
}

/** @throws Error when the text is no expression. */
export function codeOf({ id, code }: OracleCase): CaseCode {
  const text = code.trim()
  if (text.startsWith('@(') && text.endsWith(')')) return { form: 'paren', code: text.slice(2, -1) }
  if (text.startsWith('@{') && text.endsWith('}')) return { form: 'brace', code: text.slice(2, -1) }
  throw new Error(`Case ${id} is no expression: ${text.slice(0, 40)}`)
}
