import { decodeText } from '../../language-server/core/syntax/decode.ts'
import type { OracleCase } from '../../test/oracle/oracle-case.ts'
import { corpusExpressions, corpusFolder } from '../../test/support/corpus.ts'
import { deriveContext } from './derive-context.ts'

/** Every distinct expression of the corpus, with a context derived from what it reads; undefined when there is no corpus. */
export function corpusCases(): OracleCase[] | undefined {
  const folder = corpusFolder()
  if (folder === undefined) return undefined
  const texts = new Set(corpusExpressions(folder).map(({ text }) => decodeText(text).trim()))
  return [...texts].map((code, index) => {
    const derived = deriveContext(code)
    return { id: `corpus-${index}`, code, context: derived.context, namedValues: derived.namedValues }
  })
}
