/**
 * Prints what the checks say of the corpus: a table per repository, and how much of what the service has refused and of past mistakes is
 * found. The tests demand the same figures. Usage: `npm run corpus`
 *
 * `npm run corpus -- --features [EVERY]` asks every feature of the editor at every seventh offset of every document instead, or of one
 * document in EVERY, and of damaged versions of it; it takes some minutes.
 */
import { askAbout } from '../test/corpus/features.ts'
import { type Judged, judge, negativeTallies, refusalFigures } from '../test/corpus/figures.ts'
import { refusals } from '../test/corpus/refusals.ts'
import { corpusDocuments, corpusFolder, corpusNegatives } from '../test/support/corpus.ts'

const folder = corpusFolder()
if (folder === undefined) process.exit(1)

if (process.argv[2] === '--features') {
  process.exit(askFeatures(Number(process.argv[3] ?? 1)))
}

const documents = corpusDocuments(folder).map((document) => ({ kind: document.class, judged: judge(document) }))
const published = documents.filter(({ kind }) => kind === 'wellformed' || kind === 'raw').map(({ judged }) => judged)
const others = documents.filter(({ kind }) => kind === 'templated' || kind === 'broken').map(({ judged }) => judged)

print('Published documents (well-formed or raw XML)', byRepository(published))
print(
  'Documents of templating tools and broken ones, of which the service would refuse some as they stand',
  byRepository(others),
)
print('What the service has refused', [['', 'documents', 'as they should be'], ...refusalRows()])
print('Mistakes of the past', negativeRows())
const unexpected = published.flatMap((each) => each.unexpected)
console.log(`Errors that nobody has reviewed: ${unexpected.length}`)
for (const sentence of unexpected) console.log(`  ${sentence}`)
process.exitCode = unexpected.length === 0 ? 0 : 1

function byRepository(judged: readonly Judged[]): readonly (readonly string[])[] {
  const repositories = [...new Set(judged.map(({ repository }) => repository))].sort()
  const row = (name: string, of: readonly Judged[]): readonly string[] => {
    const sum = (count: (each: Judged) => number): string => `${of.reduce((total, each) => total + count(each), 0)}`
    return [
      name,
      `${of.length}`,
      sum(({ errors }) => errors),
      sum((each) => each.reviewed.length),
      sum(({ warnings }) => warnings),
    ]
  }
  return [
    ['repository', 'documents', 'errors', 'of them reviewed', 'warnings'],
    ...repositories.map((name) =>
      row(
        name,
        judged.filter(({ repository }) => repository === name),
      ),
    ),
    row('all', judged),
  ]
}

function negativeRows(): readonly (readonly string[])[] {
  const tallies = negativeTallies(corpusNegatives(folder ?? ''))
  const all = { documents: 0, found: 0, twins: 0, clean: 0 }
  for (const tally of tallies.values()) for (const key of typedKeys(all)) all[key] += tally[key]
  return [
    ['kind', 'documents', 'found', 'corrected', 'clean'],
    ...[...tallies, ['all', all] as const].map(([kind, { documents: count, found, twins, clean }]) => [
      kind,
      `${count}`,
      share(found, count),
      `${twins}`,
      share(clean, twins),
    ]),
  ]
}

function typedKeys<T extends object>(value: T): readonly (keyof T)[] {
  return Object.keys(value) as (keyof T)[]
}

function refusalRows(): readonly (readonly string[])[] {
  const figures = refusalFigures(refusals(folder ?? ''))
  return [
    ['refused, and found', `${figures.defects}`, share(figures.found, figures.defects)],
    ['taken, and clean', `${figures.controls}`, share(figures['clean controls'], figures.controls)],
    ['corrected, and clean', `${figures.twins}`, share(figures['clean twins'], figures.twins)],
  ]
}

function share(part: number, all: number): string {
  return all === 0 ? '-' : `${part} (${((part / all) * 100).toFixed(1)} %)`
}

/** The first column to the left, the others to the right. */
function print(title: string, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_cell, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  console.log(`${title}\n`)
  for (const row of rows)
    console.log(
      `  ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`,
    )
  console.log('')
}

/** @returns the exit code: 0 when every feature has answered everywhere */
function askFeatures(every: number): number {
  const asked = corpusDocuments(folder ?? '').filter((_document, index) => index % every === 0)
  let questions = 0
  let faults = 0
  const slowest: string[] = []
  for (const { path, text } of asked) {
    const answers = askAbout(text, { damages: 6, slowAbove: 100 })
    questions += answers.asked
    faults += answers.faults.length
    for (const { feature, offset, message } of answers.faults)
      console.log(`${path} ${feature} at ${offset}: ${message}`)
    for (const { feature, offset, milliseconds } of answers.slow) {
      slowest.push(`${path} ${feature} at ${offset ?? 'the whole document'}: ${milliseconds.toFixed(0)} ms`)
    }
  }
  for (const sentence of slowest) console.log(sentence)
  console.log(
    `${asked.length} documents, ${questions} questions: ${faults} faults, ${slowest.length} answers over 100 ms of CPU`,
  )
  return faults === 0 ? 0 : 1
}
