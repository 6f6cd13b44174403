import { diagnosticOf } from '../../language-server/core/features/diagnostics.ts'
import { type Check, startCheck } from '../../language-server/core/lint/check.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import { type Analysis, analyse } from '../../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { flowOf } from '../../language-server/core/model/variables.ts'
import type { BenchRow } from './bench-row.ts'
import { cpuMilliseconds, median } from './cpu.ts'
import { policyDocument } from './parse-document.ts'

const SIZE = 50 * 1024
const WARM_UP = 60
const ROUNDS = 15
/** Keystrokes per round: one is too short for the clock of `cpuUsage`. */
const KEYSTROKES = 8
/** The costliest rules that are printed. */
const SHOWN = 25

const OPTIONS: DocumentOptions = { scope: 'api', neighbours: { fragments: {}, outer: { sets: [], isComplete: true } } }

/** Work of a keystroke, in the order in which it is done; what comes later finds what came before. */
interface Part {
  readonly name: string
  readonly work: (analysis: Analysis, before: Analysis) => unknown
}

const checks = new WeakMap<Analysis, Check>()

function checkOf(analysis: Analysis): Check {
  const check = checks.get(analysis) ?? startCheck(analysis)
  checks.set(analysis, check)
  return check
}

const parts: readonly Part[] = [
  { name: 'expressions, parsed', work: (analysis) => analysis.expressions() },
  { name: 'first step of the check', work: (analysis, before) => checkOf(analysis).first(checkOf(before)) },
  {
    name: 'diagnostics, as JSON',
    work: (analysis, before) =>
      JSON.stringify(
        checkOf(before)
          .all()
          .findings.map((one) => diagnosticOf(analysis, one, () => '')),
      ),
  },
  { name: 'flow of the variables', work: flowOf },
  { name: 'second step of the check', work: (analysis) => checkOf(analysis).all() },
]

/** Milliseconds of CPU per keystroke in a document of 50 KB: of each part of the work, and of the rules that cost most. */
export function run(): BenchRow[] {
  const type = typist()
  const times = new Map<string, number[]>()
  const measure = <T>(name: string, each: readonly T[], work: (one: T) => unknown): void => {
    const before = cpuMilliseconds()
    for (const one of each) work(one)
    times.set(name, [...(times.get(name) ?? []), (cpuMilliseconds() - before) / each.length])
  }
  let last = analyse(type(), OPTIONS)
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    if (round === 0) times.clear()
    checkOf(last).all()
    const texts = Array.from({ length: KEYSTROKES }, type)
    const analyses: Analysis[] = []
    measure('parse and meanings', texts, (text) => analyses.push(analyse(text, OPTIONS)))
    for (const { name, work } of parts) measure(name, analyses, (analysis) => work(analysis, last))
    last = analyses.at(-1) ?? last
    const others = texts.map(readText)
    for (const rule of rules) {
      measure(`rule ${rule.id}`, others, (analysis) => startCheck(analysis, { rules: [rule] }).all())
    }
  }
  const rows = [...times].map(([name, values]): BenchRow => ({ name, value: median(values), unit: 'ms of CPU' }))
  const costly = rows.filter(({ name }) => name.startsWith('rule ')).sort((a, b) => b.value - a.value)
  return [...rows.filter((row) => !costly.includes(row)), ...costly.slice(0, SHOWN)]
}

/** A version of which everything is known that rules share. */
function readText(text: string): Analysis {
  const analysis = analyse(text, OPTIONS)
  analysis.expressions()
  flowOf(analysis)
  return analysis
}

/** Types letters behind two texts in the middle of the document, and takes them back. */
function typist(): () => string {
  const text = policyDocument(SIZE)
  let turn = 0
  return () => {
    const behind = (turn >> 1) % 2 === 0 ? 'X-Correlation-' : 'var total = 0'
    const at = text.indexOf(behind, text.length / 2) + behind.length
    turn += 1
    return `${text.slice(0, at)}${'x'.repeat(turn % 3)}${text.slice(at)}`
  }
}
