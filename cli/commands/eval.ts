import path from 'node:path'
import { parseArgs } from 'node:util'
import type { EvaluationAnswer, EvaluationRequest } from '../../language-server/evaluation/evaluate.ts'
import { command, type Terminal, UsageError } from '../command.ts'
import { readTextFile } from '../encoding.ts'
import { reasonOf } from '../file-failure.ts'
import { readJson } from '../json-text.ts'
import { outputOf } from '../output.ts'

const help = `Evaluate a policy expression as the gateway would, without one.

Usage: policywright eval [options] EXPRESSION
       policywright eval --batch FILE.jsonl

EXPRESSION is C#, with or without its @( ), or a block in @{ }; '-' reads it from standard input.

  --context FILE       the request, response and variables, as JSON (docs/expressions.md)
  --expect TYPE        the C# type that the place of the expression wants: bool, int, string …
  --output text|json   the value alone (default), or one JSON object
  --batch FILE.jsonl   one {"id", "code", "context", "expect", "namedValues"} per line, one JSON answer per line;
                       '-' reads standard input

Exit code 0: a value. 1: an exception, or C# that does not compile. 2: wrong usage or unreadable input.
`

export default command({
  help,
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        context: { type: 'string' },
        expect: { type: 'string' },
        output: { type: 'string', default: 'text' },
        batch: { type: 'string' },
      },
    })
    const output = outputOf(values.output)
    if (values.batch !== undefined) {
      if (positionals.length > 0 || values.context !== undefined || values.expect !== undefined)
        throw new UsageError('--batch takes expressions, contexts and types from its file.')
      return evaluateLines(await readText(values.batch, terminal), terminal, await loadEvaluator())
    }
    const [expression, ...more] = positionals
    if (expression === undefined || more.length > 0) throw new UsageError('name one EXPRESSION, in quotes.')
    const { context: file, expect } = values
    if (expression === '-' && file === '-')
      throw new UsageError("give '-' for EXPRESSION or for --context, not for both.")
    const { evaluate, InputError } = await loadEvaluator()
    const request: EvaluationRequest = {
      code: expression === '-' ? await readText('-', terminal) : expression,
      ...(file !== undefined && { context: jsonIn(await readText(file, terminal), `'${file}'`) }),
      ...(expect !== undefined && { expect }),
    }
    let answer: EvaluationAnswer
    try {
      answer = evaluate(request)
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      const isType = expect !== undefined && error.message.startsWith(`'${expect}'`)
      throw new UsageError(`${isType ? '--expect: ' : file === undefined ? '' : `'${file}': `}${error.message}`)
    }
    terminal.out(output === 'json' ? `${JSON.stringify(answer)}\n` : textOf(answer))
    return answer.ok ? 0 : 1
  },
})

/**
 * A chunk of its own: only this command runs expressions. What reads their context comes from there too, so that there is one class of its
 * errors.
 */
const loadEvaluator = () => import('../../language-server/evaluation/evaluator.ts')
type Evaluator = Awaited<ReturnType<typeof loadEvaluator>>

/** A line that cannot be read is answered too, so that the answers stay beside their questions. */
function evaluateLines(text: string, terminal: Terminal, { evaluate, InputError, objectAt }: Evaluator): number {
  let failed = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const place = `line ${index + 1}`
    let id: unknown = null
    try {
      const said = objectAt(jsonIn(line, place), place) ?? {}
      id = said.id ?? null
      if (said.code === undefined) throw new UsageError(`${place}: 'code' is missing.`)
      if (typeof said.code !== 'string') throw new UsageError(`${place}: 'code' must be a text.`)
      const expect = said.expect ?? undefined
      if (expect !== undefined && typeof expect !== 'string') throw new UsageError(`${place}: 'expect' must be a text.`)
      const namedValues = textsOf(objectAt(said.namedValues, `${place}: namedValues`), `${place}: namedValues`)
      const answer = evaluate({
        code: said.code,
        context: said.context,
        ...(expect !== undefined && { expect }),
        ...(namedValues && { namedValues }),
      })
      if (!answer.ok) failed++
      terminal.out(`${JSON.stringify({ id, ...answer })}\n`)
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof InputError)) throw error
      failed++
      terminal.out(`${JSON.stringify({ id, ok: false, error: error.message })}\n`)
    }
  }
  return failed === 0 ? 0 : 1
}

async function readText(file: string, terminal: Terminal): Promise<string> {
  if (file === '-') return (await terminal.readInput()).replace(/^\uFEFF/, '')
  try {
    return readTextFile(path.resolve(terminal.cwd, file))
  } catch (error) {
    throw new UsageError(`'${file}' cannot be read (${reasonOf(error)}).`)
  }
}

const jsonIn = (text: string, place: string): unknown =>
  readJson(text, (what) => {
    throw new UsageError(`${place} ${what}`)
  })

function textsOf(
  said: Readonly<Record<string, unknown>> | undefined,
  place: string,
): Readonly<Record<string, string>> | undefined {
  if (said === undefined) return undefined
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => {
      if (typeof value === 'object') throw new UsageError(`${place}.${name} must be a text.`)
      return [name, String(value)]
    }),
  )
}

function textOf(answer: EvaluationAnswer): string {
  const notes = (answer.diagnostics ?? []).map((one) => `${one.severity} ${one.code} at ${one.start}: ${one.message}\n`)
  if (answer.ok) {
    const { type, value } = answer
    return `${notes.join('')}${shown(value)}\n${type === 'null' ? '' : `(${type})\n`}`
  }
  if ('exception' in answer) return `${notes.join('')}${answer.exception.type}: ${answer.exception.message}\n`
  return notes.join('')
}

/** The type stands below the value, so that its tag need not stand around it. */
function shown(value: unknown): string {
  const untagged =
    typeof value === 'object' && value !== null && '$type' in value && '$value' in value ? value.$value : value
  return typeof untagged === 'string' ? untagged : JSON.stringify(untagged)
}
