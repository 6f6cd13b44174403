import { corpusExpressions, corpusFolder } from '../support/corpus.ts'
import type { BenchRow } from './bench-row.ts'
import { bundled } from './bundled.ts'
import type { CorpusCode } from './expression-contest.ts'

/** The C# of policies: parsed, checked and evaluated; with the corpus's expressions where it is there. */
export async function run(): Promise<BenchRow[]> {
  const { contest } = await bundled<typeof import('./expression-contest.ts')>('expression-contest.ts')
  return contest(corpusCodes())
}

function corpusCodes(): CorpusCode[] {
  const folder = corpusFolder()
  if (folder === undefined) return []
  const long = corpusExpressions(folder).filter(({ text }) => text.length >= 500 && text.length <= 2000)
  const distinct = new Map(long.map((one) => [one.text, one]))
  return [...distinct.values()].map(({ text, kind }) => ({ code: text.slice(2, -1), form: kind }))
}
