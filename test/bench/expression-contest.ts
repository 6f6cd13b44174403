import { checkTree } from '../../language-server/core/expression/check.ts'
import { compileExpression } from '../../language-server/core/expression/compile.ts'
import { parseExpression } from '../../language-server/core/expression/parse.ts'
import { sampleContext, sampleHost } from '../../language-server/core/expression/sample-context.ts'
import type { BenchRow } from './bench-row.ts'
import { cpuMilliseconds, measure, median } from './cpu.ts'
import { longExpressions, shortExpressions } from './expression-texts.ts'

export interface CorpusCode {
  readonly code: string
  readonly form: 'paren' | 'brace'
}

/** A tree is checked once, so each call reads its own. */
const judge =
  ({ code, form }: CorpusCode) =>
  () =>
    checkTree(parseExpression({ code, form }))

/** Milliseconds per round where hundreds take part. */
const FEW = 3
const WARM_UP = 1000

/**
 * Expressions as the editor reads them and as the gateway runs them.
 * @param corpus expressions of 500 to 2,000 characters of the corpus; empty where it is absent
 */
export function contest(corpus: readonly CorpusCode[]): BenchRow[] {
  const rows: BenchRow[] = []
  const goal = 'under 1 ms of CPU'
  const own = longExpressions.map(({ code }) => ({ code, form: 'brace' as const }))
  // The engine compiles what has run for a while; a server has.
  for (const until = cpuMilliseconds() + WARM_UP; cpuMilliseconds() < until; ) for (const one of own) judge(one)()
  for (const [name, codes] of [
    ['the project’s own', own],
    ['the corpus’s', corpus],
  ] as const) {
    if (codes.length === 0) continue
    const times = measure(codes.map(judge), codes.length > 20 ? FEW : undefined)
    const told = `${codes.length} of ${name}, 500 to 2,000 characters`
    rows.push({ name: `parse and check, ${told}`, value: median(times), unit: 'ms', goal })
    rows.push({ name: `parse and check, slowest of ${told}`, value: Math.max(...times), unit: 'ms' })
  }
  rows.push({ name: 'parse and check, one line', value: median(measure(shortExpressions.map(shortJudge))), unit: 'ms' })

  const variables = new Map<string, unknown>([
    ['token', 'abc'],
    ['attempts', 1],
  ])
  const context = sampleContext({ variables })
  const runs = shortExpressions.map((code) => {
    const { run } = compileExpression({ code, form: 'paren' })
    return () => run(context, sampleHost)
  })
  const times = measure(runs).map((milliseconds) => milliseconds * 1000)
  rows.push({ name: 'evaluate one line once compiled', value: median(times), unit: 'µs', goal: 'under 5 µs' })
  rows.push({ name: 'evaluate one line, slowest', value: Math.max(...times), unit: 'µs' })
  return rows
}

const shortJudge = (code: string) => judge({ code, form: 'paren' })
