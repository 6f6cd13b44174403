import { decodeText } from '../../language-server/core/syntax/decode.ts'
import type { OracleCase } from '../../test/oracle/oracle-case.ts'
import { corpusExpressions, corpusFolder } from '../../test/support/corpus.ts'
import { deriveContext } from './derive-context.ts'

/** What gives another value each time is replaced, on both sides, by something of the same type that stays. */
function steady(code: string): string {
  return code
    .replace(/\bDateTime\.(UtcNow|Now|Today)\b/g, 'context.Timestamp')
    .replace(/\bDateTimeOffset\.(UtcNow|Now)\b/g, 'new DateTimeOffset(context.Timestamp)')
    .replace(/\bGuid\.NewGuid\(\)/g, 'context.RequestId')
    .replace(/\bnew Random\(\)/g, 'new Random(42)')
}

/** Every distinct expression of the corpus, with a context derived from what it reads; undefined when there is no corpus. */
export function corpusCases(): OracleCase[] | undefined {
  const folder = corpusFolder()
  if (folder === undefined) return undefined
  const texts = new Set(corpusExpressions(folder).map(({ text }) => steady(decodeText(text).trim())))
  return [...texts].map((code, index) => {
    const derived = deriveContext(code)
    return { id: `corpus-${index}`, code, context: derived.context, namedValues: derived.namedValues }
  })
}
