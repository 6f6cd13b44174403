import { type ParseError, parseTree } from 'jsonc-parser'
import { syntaxProblem } from '../language-server/core/configuration/syntax-problem.ts'
import { createLineMap } from '../language-server/core/text/line-map.ts'

/**
 * Reads JSON that somebody wrote.
 * @param refuse throws what is wrong with a text that is none: `is no JSON: line 2, column 3: A ',' is missing in front of this.`
 */
export function readJson(text: string, refuse: (what: string) => never): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse(`is no JSON${placeOfMistake(text)}`)
  }
}

/** `JSON.parse` does not say where, or says it otherwise in each version of Node. */
function placeOfMistake(text: string): string {
  const errors: ParseError[] = []
  parseTree(text, errors, { disallowComments: true })
  const [first] = errors
  if (first === undefined) return '.'
  const { line, character } = createLineMap(text).positionAt(first.offset)
  // The one line of a text has its number, if any, from where the text comes from.
  const inLine = text.includes('\n') ? `line ${line + 1}, ` : ''
  return `: ${inLine}column ${character + 1}: ${syntaxProblem(first)}`
}
