import { describe, expect, it } from 'vitest'
import { completionsAt } from '../../language-server/core/expression/complete.ts'
import { parseExpression } from '../../language-server/core/expression/parse.ts'
import { corpusFolder } from '../support/corpus.ts'
import { codeOf, corpusExpressions } from './expression-corpus.ts'

const folder = corpusFolder()

describe.skipIf(folder === undefined)('completion in expressions of the corpus', () => {
  it('offers the member that was there when it and the rest of its line are gone, for every seventh of them', () => {
    const missed: string[] = []
    let asked = 0
    let seen = 0
    for (const one of folder === undefined ? [] : corpusExpressions(folder)) {
      if (one.syntax !== 'ok') continue
      const code = codeOf(one)
      const { tokens } = parseExpression({ code, form: one.kind })
      for (const [index, token] of tokens.entries()) {
        const before = tokens[index - 1]
        if (token.kind !== 'identifier' || before?.text !== '.' || tokens[index - 2]?.kind === 'number') continue
        seen++
        if (seen % 7 !== 0) continue
        asked++
        const lineEnd = code.indexOf('\n', token.start)
        const cut = code.slice(0, token.start) + (lineEnd < 0 ? '' : code.slice(lineEnd))
        const found = completionsAt({ code: cut, form: one.kind, offset: token.start })
        if (!found?.items.some(({ label }) => label === token.text.replace('@', '')))
          missed.push(`${token.text} behind ${code.slice(Math.max(0, token.start - 60), token.start)} (${one.file})`)
      }
    }
    console.log(`completion: ${asked - missed.length} of ${asked} members offered`)
    // What is left are types that expressions may not use, and what follows the placeholders of other tools.
    expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(asked * 0.01)
  }, 120_000)
})
