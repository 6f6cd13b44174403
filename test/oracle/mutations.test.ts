import { describe, expect, it } from 'vitest'
import { checkTree } from '../../language-server/core/expression/check.ts'
import { parseExpression } from '../../language-server/core/expression/parse.ts'
import { type ExpressionForm, printTree } from '../../language-server/core/expression/tree.ts'
import { corpusExpressions, corpusFolder } from '../support/corpus.ts'
import { areas, casesOf, codeOf } from './oracle-case.ts'

/**
 * Broken code of every kind: bytes and tokens of whole expressions are left out, put in, exchanged and moved. Whatever comes of it has a
 * tree that prints back, and findings; nothing throws. POLICYWRIGHT_MUTATIONS sets how many are tried (100000 for the whole of it), and
 * then the slowest is told too.
 */
const wanted = Number(process.env.POLICYWRIGHT_MUTATIONS ?? 3000)

/** A generator of numbers in [0, 1) that repeats with its seed (mulberry32, public domain). */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Source {
  readonly form: ExpressionForm
  readonly code: string
}

function sources(): readonly Source[] {
  const own = areas()
    .flatMap(casesOf)
    .map((one): Source => codeOf(one))
  const folder = corpusFolder()
  const real = (folder === undefined ? [] : corpusExpressions(folder)).map(
    ({ kind, text }): Source => ({ form: kind, code: text.slice(2, -1) }),
  )
  return [...own, ...real]
}

const odd = [...'(){}[]<>?:;,.@$"\'\\&|=!+-*/% \n\0é{}'].concat([
  '{{',
  '}}',
  '=>',
  '$"',
  '@"',
  '??',
  '?.',
  'var ',
  '/*',
  '//',
  '"""',
  '\u{1f600}',
])
const words =
  'if else for foreach in while do switch case default try catch finally using return throw new is as out ref null this await from select where let group by into join orderby checked const goto lock'.split(
    ' ',
  )

function mutate(code: string, random: () => number): string {
  const at = Math.floor(random() * (code.length + 1))
  const to = Math.min(code.length, at + 1 + Math.floor(random() * random() * 20))
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const how = random()
  if (how < 0.25) return code.slice(0, at) + code.slice(to)
  if (how < 0.45) return code.slice(0, at) + (pick(odd) ?? '') + code.slice(at)
  if (how < 0.6) return `${code.slice(0, at)} ${pick(words) ?? ''} ${code.slice(at)}`
  if (how < 0.7) return code.slice(0, at) + code.slice(at, to) + code.slice(at)
  if (how < 0.8) return code.slice(0, at)
  if (how < 0.9) {
    const other = Math.floor(random() * code.length)
    return code.slice(0, at) + code.slice(other, other + (to - at)) + code.slice(to)
  }
  return code.slice(at) + code.slice(0, at)
}

/** Milliseconds for parsing and checking. @throws Error when the tree does not print back */
function timeOf(source: Source): number {
  const start = performance.now()
  const tree = parseExpression(source)
  checkTree(tree)
  const time = performance.now() - start
  if (printTree(tree) !== source.code) throw new Error('It does not print back.')
  return time
}

describe('mutated expressions', () => {
  it('have a tree and findings, whatever they are', () => {
    const random = seeded(20_261_122)
    const all = sources()
    let slowest = { time: 0, code: '' }
    for (let count = 0; count < wanted; count++) {
      const source = all[Math.floor(random() * all.length)]
      if (!source) break
      let { code } = source
      for (let left = 1 + Math.floor(random() * 3); left > 0; left--) code = mutate(code, random)
      const form = random() < 0.9 ? source.form : source.form === 'paren' ? 'brace' : 'paren'
      try {
        let time = timeOf({ code, form })
        // Whoever else uses the machine is slow too: the best of three counts.
        for (let again = 0; again < 2 && time > slowest.time; again++) time = Math.min(time, timeOf({ code, form }))
        if (time > slowest.time) slowest = { time, code }
      } catch (error) {
        expect.unreachable(`${error instanceof Error ? error.stack : error}\nin ${form}: ${JSON.stringify(code)}`)
      }
    }
    if (process.env.POLICYWRIGHT_MUTATIONS)
      console.log(
        `${wanted} mutations; the slowest took ${slowest.time.toFixed(1)} ms: ${JSON.stringify(slowest.code).slice(0, 200)}`,
      )
  }, 600_000)
})
