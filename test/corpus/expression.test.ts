import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileExpression } from '../../language-server/core/expression/compile.ts'
import { parseExpression } from '../../language-server/core/expression/parse.ts'
import { type ExpressionForm, printTree } from '../../language-server/core/expression/tree.ts'
import { decodeText } from '../../language-server/core/syntax/decode.ts'
import { corpusFolder } from '../support/corpus.ts'
import { rejected } from './rejected.ts'

interface CorpusExpression {
  readonly file: string
  readonly kind: ExpressionForm
  readonly text: string
  readonly syntax: 'ok' | 'error'
}

/** Findings that are right: names that other tools replace, members and types that are not there or not allowed, calls that do not compile. */
const justified = [
  /^CS0103 .*'(basepath|wallet|ecommerce|RETRY_COUNT|\w+_hostname)'/,
  /^APIM0001 .*'System\.(Xml\.(XmlReader|XmlDocument)|Security\.Cryptography\.RSACng)'/,
  /^CS1061 'IUser' .*'Name'/,
  /^CS1955 .*'MatchedParameters'/,
  // A variable is an object: these compare references.
  /^CS0252 /,
  /^CS1503 Argument 1: cannot convert from 'string' to 'double'/,
  /^CS1929 'IEnumerable<IGroup>' /,
]

const folder = corpusFolder()

describe.skipIf(folder === undefined)('expressions of the corpus', () => {
  const all: CorpusExpression[] = (folder === undefined ? '' : readFileSync(join(folder, 'expressions.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  const distinct = [...new Map(all.map((one) => [one.kind + one.text, one])).values()]
  const code = (one: CorpusExpression): string => one.text.slice(2, -1)

  it('print back as they were', () => {
    for (const one of distinct) expect(printTree(parseExpression({ code: code(one), form: one.kind }))).toBe(code(one))
  })

  it('parse without a finding when they are valid, and with one when they are not', () => {
    const wrong = distinct.filter(
      (one) => parseExpression({ code: code(one), form: one.kind }).diagnostics.length > 0 === (one.syntax === 'ok'),
    )
    expect(wrong.map((one) => `${one.file}: ${one.text}`)).toEqual([])
  })

  it('bind to known members', () => {
    const found: string[] = []
    let clean = 0
    for (const one of distinct) {
      if (one.syntax !== 'ok') continue
      const { diagnostics } = compileExpression({ code: code(one), form: one.kind })
      if (diagnostics.length === 0) clean++
      for (const finding of diagnostics) {
        const said = `${finding.code} ${finding.message}`
        if (!justified.some((pattern) => pattern.test(said))) found.push(`${said} in ${one.file}: ${one.text}`)
      }
    }
    console.log(
      `${clean} of ${distinct.filter((one) => one.syntax === 'ok').length} valid distinct expressions bind without a finding.`,
    )
    expect(found).toEqual([])
  })

  it('are refused by C# where they are said to be', () => {
    const matches = (path: string, file: string): boolean =>
      path.endsWith('*') ? file.startsWith(`open/${path.slice(0, -1)}`) : file === `open/${path}`
    const lines = rejected.map(({ path, codes, reason }) => {
      const refused = all.filter(
        (one) =>
          matches(path, one.file) &&
          compileExpression({ code: decodeText(code(one)), form: one.kind }).diagnostics.some(
            (finding) => finding.severity === 'error' && codes.includes(finding.code),
          ),
      )
      expect(refused.length, path).toBeGreaterThan(0)
      return `  ${refused.length} ${codes.join(', ')} in ${path}: ${reason}`
    })
    console.log(`Expressions of the corpus that the C# compiler refuses too:\n${lines.join('\n')}`)
  })

  it('have no error of C# but where C# refuses them', () => {
    const found = distinct
      .filter(({ syntax }) => syntax === 'ok')
      .flatMap((one) =>
        compileExpression({ code: decodeText(code(one)), form: one.kind })
          .diagnostics.filter((finding) => finding.severity === 'error' && finding.code.startsWith('CS'))
          .filter(
            (finding) =>
              !rejected.some(
                ({ path, codes }) =>
                  codes.includes(finding.code) &&
                  all.some(
                    (same) =>
                      same.text === one.text &&
                      (path.endsWith('*')
                        ? same.file.startsWith(`open/${path.slice(0, -1)}`)
                        : same.file === `open/${path}`),
                  ),
              ),
          )
          .map((finding) => `${finding.code} ${finding.message} in ${one.file}`),
      )
    expect(found).toEqual([])
  })
})
