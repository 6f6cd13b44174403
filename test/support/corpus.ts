import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The corpus of real policy documents, which is no part of the project: tests read it where it is and skip where it is not.
 * It is looked for in the folder that the environment variable POLICY_CORPUS names, then beside the project.
 */

export type CorpusClass = 'wellformed' | 'raw' | 'templated' | 'broken'

/** One real document. */
export interface CorpusDocument {
  readonly path: string
  readonly class: CorpusClass
  /** The document's root element, as the corpus tells it. */
  readonly root: string
  /** Names of the policies in it. */
  readonly elements: readonly string[]
  readonly text: string
}

/** A defective historical version of a real document. */
export interface CorpusNegative {
  readonly path: string
  readonly kind: 'structure' | 'csharp-syntax' | 'csharp-unbraced'
  /** True when other tools' placeholders are in it, so that its text is not what was deployed. */
  readonly templated: boolean
  readonly defects: readonly string[]
  readonly text: string
  /** The later version without the defect, where there is one. */
  readonly fixed: { readonly path: string; readonly text: string } | undefined
}

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The corpus folder, or undefined (said in one line) when there is none. */
export function corpusFolder(): string | undefined {
  const named = process.env.POLICY_CORPUS
  const folder = named === undefined || named === '' ? join(project, '../shared/corpus') : resolve(named)
  if (existsSync(join(folder, 'open.tsv'))) return folder
  console.log(
    `The corpus of real policies is not at ${folder} (POLICY_CORPUS names another folder): its tests are skipped.`,
  )
  return undefined
}

/** Every document of the corpus, in the order of its list. */
export function corpusDocuments(folder: string): CorpusDocument[] {
  const [header = '', ...lines] = readFileSync(join(folder, 'open.tsv'), 'utf8').trimEnd().split('\n')
  const names = header.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string): string => cells[names.indexOf(name)] ?? ''
    const path = cell('file')
    return {
      path,
      class: cell('class') as CorpusClass,
      root: cell('root'),
      elements: cell('elements').split(',').filter(Boolean),
      text: readFileSync(join(folder, path), 'utf8'),
    }
  })
}

interface NegativeLine {
  readonly file: string
  readonly kind: CorpusNegative['kind']
  readonly templated: readonly string[]
  readonly defects: readonly string[]
  readonly fixed_file?: string | null
}

export function corpusNegatives(folder: string): CorpusNegative[] {
  const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
  const lines = readFileSync(join(folder, 'negatives.jsonl'), 'utf8').trimEnd().split('\n')
  return lines.map((line) => {
    const row = JSON.parse(line) as NegativeLine
    const fixed = row.fixed_file ?? undefined
    return {
      path: row.file,
      kind: row.kind,
      templated: row.templated.length > 0,
      defects: row.defects,
      text: read(row.file),
      fixed: fixed === undefined ? undefined : { path: fixed, text: read(fixed) },
    }
  })
}

/** One expression of the corpus's documents. */
export interface CorpusExpression {
  /** The path of its document. */
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly kind: 'paren' | 'brace'
  readonly text: string
}

export function corpusExpressions(folder: string): CorpusExpression[] {
  const lines = readFileSync(join(folder, 'expressions.jsonl'), 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as CorpusExpression)
}
