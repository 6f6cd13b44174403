/**
 * Asks real C# (Mono) about the project's expressions and compares its answers with the project's own.
 *
 * Usage: npm run oracle -- [AREA…] [--record] [--corpus] [--batch FILE]
 *   AREA       Tables under test/oracle/cases; all of them when none is named.
 *   --record   Writes the answers to test/oracle/recorded, against which `npm test` compares.
 *   --corpus   Takes the expressions of the corpus of real policies instead, and prints figures only.
 *   --fuzz     Takes seeded mutations of the valid expressions: --seed N (1 unless said), --count N (400).
 *   --batch    Takes lines {"id","code","context","expect","namedValues"} and prints one answer of C# per line.
 *   --verbose  Prints every difference.
 */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { areas, casesOf, type OracleCase, readLines, recordedFolder, writeLines } from '../test/oracle/oracle-case.ts'
import { ownAnswer } from '../test/oracle/own-answer.ts'
import { askMono } from './oracle/ask.ts'
import { corpusCases } from './oracle/corpus.ts'
import { findMono } from './oracle/install.ts'
import { mutants, seeded } from './oracle/mutate.ts'
import { printReport } from './oracle/report.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean' },
    corpus: { type: 'boolean' },
    verbose: { type: 'boolean' },
    batch: { type: 'string' },
    fuzz: { type: 'boolean' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '400' },
  },
})

const mono = findMono((line) => console.error(line))
if (typeof mono === 'string') {
  console.log(`No oracle here: ${mono} Nothing was compared.`)
  process.exit(0)
}
const hostFolder = fileURLToPath(new URL('../test/oracle/host', import.meta.url))
const ask = (cases: readonly OracleCase[]) => askMono(mono, hostFolder, cases)

if (values.batch !== undefined) process.stdout.write(writeLines(ask(readLines(values.batch))))
else if (values.corpus) {
  const cases = corpusCases()
  if (cases)
    printReport([{ area: 'corpus', cases, theirs: ask(cases) }], {
      own: ownAnswer,
      differences: values.verbose ? 'all' : 'counts',
    })
} else if (values.fuzz) {
  const valid = areas()
    .filter((area) => !area.startsWith('wrong-'))
    .flatMap(casesOf)
  const cases = mutants(valid, Number(values.count), seeded(Number(values.seed)))
  printReport([{ area: `mutations, seed ${values.seed}`, cases, theirs: ask(cases) }], {
    own: ownAnswer,
    differences: values.verbose ? 'all' : 'counts',
  })
} else {
  const wanted = positionals.length > 0 ? positionals : areas()
  const unknown = wanted.filter((area) => !areas().includes(area))
  if (unknown.length > 0) {
    console.error(`There is no table ${unknown.join(', ')}. Tables: ${areas().join(', ')}`)
    process.exit(2)
  }
  const all = wanted.flatMap((area) => casesOf(area))
  const answers = new Map(ask(all).map((answer) => [answer.id, answer]))
  const tables = wanted.map((area) => ({
    area,
    cases: casesOf(area),
    theirs: casesOf(area).flatMap(({ id }) => answers.get(id) ?? []),
  }))
  if (values.record) {
    for (const { area, theirs } of tables) {
      const lines = theirs.map(({ message: _, ...answer }) => answer)
      writeFileSync(path.join(recordedFolder, `${area}.jsonl`), writeLines(lines))
    }
  }
  printReport(tables, { own: ownAnswer, differences: values.verbose ? 'all' : 'counts' })
}
