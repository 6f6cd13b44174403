import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { Feature } from '../lsp/ask.ts'
import { type Answers, askAbout, type Cost, costAgain, type Step, type Timed } from './features.ts'

/** Milliseconds that no answer may take. */
const LIMIT = 100
/** How many documents a feature is asked about again to find the slowest: one may have been unlucky. */
const CANDIDATES = 8
/** Damaged versions of each document. */
const DAMAGES = 6

/** What came of asking about a document of the corpus. */
interface Walked extends Answers {
  readonly path: string
}

export interface Walk {
  /** Every so many documents is asked about. */
  readonly every: number
  /** One of some equal parts: `1/4`. */
  readonly part: string
  /** A file that keeps the answers, one line per document: those in it are not asked about again. Several parts may share one. */
  readonly record: string | undefined
}

/**
 * Asks all there is to ask of documents, and prints what came of it.
 * @param documents texts by path
 * @returns whether every feature answered everywhere, in time
 */
export function walkFeatures(documents: ReadonlyMap<string, string>, { every, part, record }: Walk): boolean {
  const [nth, parts] = partOf(part)
  const known = new Map(record === undefined ? [] : readRecord(record))
  const asked = [...documents].filter(
    (_document, index) => index % every === 0 && Math.floor(index / every) % parts === nth,
  )
  // What is compiled while it runs is compiled before it counts.
  const first = asked[0]?.[1]
  if (first !== undefined) askAbout(first, { damages: DAMAGES, slowAbove: LIMIT, turn: 0 })
  for (const [turn, [path, text]] of asked.entries()) {
    if (known.has(path)) continue
    const walked: Walked = { path, ...askAbout(text, { damages: DAMAGES, slowAbove: LIMIT, turn }) }
    known.set(path, walked)
    if (record !== undefined) appendFileSync(record, `${JSON.stringify(walked)}\n`)
  }
  // What other parts have recorded by now is told of too.
  const all = [...new Map([...known, ...(record === undefined ? [] : readRecord(record))]).values()]
  for (const { path, faults } of all)
    for (const fault of faults) console.log(`${placeOf(path, fault)}: ${fault.feature} fails: ${fault.message}`)
  return report(all, documents)
}

function partOf(part: string): readonly [number, number] {
  const [, nth = '', parts = ''] = /^(\d+)\/(\d+)$/.exec(part) ?? []
  if (!(Number(nth) >= 1 && Number(nth) <= Number(parts)))
    throw new Error(`'${part}' is no part: write 1/4 for the first of four.`)
  return [Number(nth) - 1, Number(parts)]
}

const readRecord = (file: string): readonly (readonly [string, Walked])[] =>
  (existsSync(file) ? readFileSync(file, 'utf8') : '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Walked)
    .map((walked) => [walked.path, walked])

interface Placed extends Timed {
  readonly path: string
  readonly again: Cost
}

function report(walked: readonly Walked[], texts: ReadonlyMap<string, string>): boolean {
  const again = (path: string, step: Timed): Placed => ({
    ...step,
    path,
    again: costAgain(texts.get(path) ?? '', step, DAMAGES),
  })
  const counts = new Map<Feature, number>()
  const slowest = new Map<Feature, (Timed & { readonly path: string })[]>()
  for (const { path, asked, slowest: slowestOf } of walked) {
    for (const [feature, count] of Object.entries(asked) as [Feature, number][])
      counts.set(feature, (counts.get(feature) ?? 0) + count)
    for (const step of Object.values(slowestOf))
      slowest.set(step.feature, [...(slowest.get(step.feature) ?? []), { ...step, path }])
  }
  const slow = walked.flatMap(({ path, slow: steps }) => steps.map((step) => ({ ...step, path })))
  const suspects = slow.filter(({ cpu }) => cpu > LIMIT).map((step) => again(step.path, step))
  const rows = [...slowest.values()]
    .map((steps) =>
      steps
        .sort((a, b) => b.cpu - a.cpu)
        .slice(0, CANDIDATES)
        .map((step) => again(step.path, step))
        .reduce((a, b) => (b.again.cpu > a.again.cpu ? b : a)),
    )
    .sort((a, b) => b.again.cpu - a.again.cpu)

  const ms = (milliseconds: number): string => milliseconds.toFixed(1).padStart(7)
  console.log('Milliseconds that the slowest answer of each feature took')
  console.log(
    '  asked:  in the walk, where collecting garbage and compiling fall on whoever is asked, and other programs run',
  )
  console.log('  again:  the least of five times, of a version read anew whose expressions are new too')
  console.log('\n  feature                     answers     wall      cpu  again: wall  cpu  where')
  const line = ({ feature, wall, cpu, path, again: repeated, ...place }: Placed): string =>
    `  ${feature.padEnd(24)} ${`${counts.get(feature) ?? 0}`.padStart(10)}  ${ms(wall)}  ${ms(cpu)}  ${ms(repeated.wall)} ${ms(repeated.cpu)}  ${placeOf(path, { feature, ...place })}`
  for (const row of rows) console.log(line(row))
  const real = suspects.filter(({ again: { cpu } }) => cpu > LIMIT).sort((a, b) => b.again.cpu - a.again.cpu)
  if (real.length > 0) console.log(`\nOver ${LIMIT} ms of processor time whenever asked`)
  for (const row of real) console.log(line(row))
  const sum = (count: (each: Walked) => number): number => walked.reduce((total, each) => total + count(each), 0)
  const faults = sum((each) => each.faults.length)
  const questions = [...counts.values()].reduce((total, count) => total + count, 0)
  console.log(`\n${walked.length} documents, ${questions} answers, ${faults} faults`)
  console.log(
    `over ${LIMIT} ms: ${slow.filter(({ wall }) => wall > LIMIT).length} by the clock on the wall, ${suspects.length} of processor time, ${real.length} again`,
  )
  return faults === 0 && real.length === 0
}

function placeOf(path: string, { damage, offset }: Step): string {
  const version = damage === undefined ? '' : `, damaged version ${damage}`
  return `${path}${version}${offset === undefined ? '' : ` at ${offset}`}`
}
