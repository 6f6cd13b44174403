import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { ExpressionForm } from '../../language-server/core/expression/tree.ts'

/** One expression of a published policy. */
export interface CorpusExpression {
  readonly file: string
  readonly kind: ExpressionForm
  /** With its `@(…)` or `@{…}`. */
  readonly text: string
  readonly syntax: 'ok' | 'error'
}

/** Each distinct expression once. */
export function corpusExpressions(folder: string): readonly CorpusExpression[] {
  const all: CorpusExpression[] = readFileSync(path.join(folder, 'expressions.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  return [...new Map(all.map((one) => [one.kind + one.text, one])).values()]
}

export const codeOf = (one: CorpusExpression): string => one.text.slice(2, -1)
