/**
 * Prints what the checks say of the corpus: a table per repository, and how much of what the service has refused and of past mistakes is
 * found. The tests demand the same figures. Usage: `npm run corpus`
 *
 * `npm run corpus -- --features [--every N] [--part 1/4] [--record FILE]` asks every feature of the editor at every seventh offset of every
 * document instead, and of damaged versions of it, and says what took how long. That takes half an hour: `--every` asks one document in N,
 * `--part` the first of four parts; `--record` keeps the answers in a file, so that it may be stopped and goes on where it was, and parts
 * that run beside each other are told of together.
 */
import { parseArgs } from 'node:util'
import { walkFeatures } from '../test/corpus/feature-walk.ts'
import { type Judged, judge, negativeTallies, refusalFigures } from '../test/corpus/figures.ts'
import { refusals } from '../test/corpus/refusals.ts'
import { corpusDocuments, corpusFolder, corpusNegatives } from '../test/support/corpus.ts'

const folder = corpusFolder()
if (folder === undefined) process.exit(1)

const { values } = parseArgs({
  options: {
    features: { type: 'boolean' },
    every: { type: 'string', default: '1' },
    part: { type: 'string', default: '1/1' },
    record: { type: 'string' },
  },
})
if (values.features) {
  const { every, part, record } = values
  const negatives = corpusNegatives(folder).flatMap(({ path, text, fixed }) => [
    { path, text },
    ...(fixed ? [fixed] : []),
  ])
  const all = new Map([...corpusDocuments(folder), ...negatives].map(({ path, text }) => [path, text]))
  process.exit(walkFeatures(all, { every: Number(every), part, record }) ? 0 : 1)
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
