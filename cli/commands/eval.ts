import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { EvaluationAnswer, EvaluationRequest } from '../../language-server/evaluation/evaluate.ts'
import { objectAt } from '../../language-server/evaluation/read.ts'
import { command, type Terminal, UsageError } from '../command.ts'

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
    if (values.output !== 'text' && values.output !== 'json')
      throw new UsageError(`--output '${values.output}' is not one of text, json.`)
    if (values.batch !== undefined) {
      if (positionals.length > 0 || values.context !== undefined || values.expect !== undefined)
        throw new UsageError('--batch takes expressions, contexts and types from its file.')
      return evaluateLines(await readText(values.batch, terminal), terminal, await loadEvaluator())
    }
    const [expression, ...more] = positionals
    if (expression === undefined || more.length > 0) throw new UsageError('name one EXPRESSION, in quotes.')
    const answer = evaluated(await loadEvaluator(), {
      code: expression === '-' ? await terminal.readInput() : expression,
      ...(values.context !== undefined && {
        context: parseJson(await readText(values.context, terminal), values.context),
      }),
      ...(values.expect !== undefined && { expect: values.expect }),
    })
    terminal.out(values.output === 'json' ? `${JSON.stringify(answer)}\n` : textOf(answer))
    return answer.ok ? 0 : 1
  },
})

/** A chunk of its own: only this command runs expressions. */
const loadEvaluator = () => import('../../language-server/evaluation/evaluator.ts')
type Evaluator = Awaited<ReturnType<typeof loadEvaluator>>

function evaluated({ evaluate, InputError }: Evaluator, request: EvaluationRequest): EvaluationAnswer {
  try {
    return evaluate(request)
  } catch (error) {
    throw error instanceof InputError ? new UsageError(error.message) : error
  }
}

/** A line that cannot be read is answered too, so that the answers stay beside their questions. */
function evaluateLines(text: string, terminal: Terminal, { evaluate, InputError }: Evaluator): number {
  let failed = 0
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const place = `line ${index + 1}`
    let id: unknown = null
    try {
      const said = objectAt(parseJson(line, place), place) ?? {}
      id = said.id ?? null
      if (typeof said.code !== 'string') throw new UsageError(`${place}: 'code' is missing.`)
      const answer = evaluate({
        code: said.code,
        context: said.context,
        ...(typeof said.expect === 'string' && { expect: said.expect }),
        ...(said.namedValues !== undefined &&
          said.namedValues !== null && {
            namedValues: said.namedValues as NonNullable<EvaluationRequest['namedValues']>,
          }),
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
  if (file === '-') return terminal.readInput()
  try {
    return readFileSync(path.resolve(terminal.cwd, file), 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw new UsageError(`'${file}' cannot be read.`)
  }
}

function parseJson(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${place} is no JSON.`)
  }
}

function textOf(answer: EvaluationAnswer): string {
  const notes = (answer.diagnostics ?? []).map((one) => `${one.severity} ${one.code} at ${one.start}: ${one.message}\n`)
  if (answer.ok) {
    const { type, value } = answer
    return `${notes.join('')}${typeof value === 'string' ? value : JSON.stringify(value)}\n${type === 'null' ? '' : `(${type})\n`}`
  }
  if ('exception' in answer) return `${notes.join('')}${answer.exception.type}: ${answer.exception.message}\n`
  return notes.join('')
}
