import { lex } from '../../language-server/core/expression/lex.ts'
import type { Token } from '../../language-server/core/expression/tree.ts'
import { codeOf, type OracleCase } from '../../test/oracle/oracle-case.ts'

/** A generator of numbers in [0, 1) that repeats with its seed (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Words that can stand for one another without a mistake, most of the time. */
const alike: readonly (readonly string[])[] = [
  ['+', '-', '*', '/', '%'],
  ['==', '!=', '<', '>', '<=', '>='],
  ['&&', '||', '&', '|', '^'],
  ['??', '+', '=='],
  ['int', 'long', 'double', 'decimal', 'byte', 'short', 'uint', 'float', 'object', 'var', 'string', 'bool'],
  ['true', 'false', 'null'],
]
const numbers = ['0', '1', '-1', '2', '3L', '7u', '1.5', '2.5m', '0.1f', '255', '1e3', '1000000', "'c'"]
const texts = [
  '"a"',
  '""',
  '"abc"',
  '"a,b;c"',
  '"12"',
  '"1.5"',
  '"2024-01-15T10:00:00Z"',
  '"{}"',
  '"x y"',
  '"é"',
  'null',
  '@"\\d"',
]

/** Wrong and odd expressions made of valid ones: one token is left out, doubled, exchanged, or another one stands in its place. */
export function mutants(cases: readonly OracleCase[], count: number, random: () => number): OracleCase[] {
  // A loop that lost its end would only take time.
  const sources = cases.filter(({ code }) => !/\b(while|do|for|goto)\b/.test(code))
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)]
  const tokensOf = new Map(
    sources.map((one) => [one, lex(codeOf(one).code).tokens.filter(({ kind }) => kind !== 'end')]),
  )
  const words = [...tokensOf.values()]
    .flat()
    .filter(({ kind }) => kind === 'identifier')
    .map(({ text }) => text)
  const made = new Map<string, OracleCase>()
  for (let tries = 0; made.size < count && tries < count * 10; tries++) {
    const one = pick(sources)
    const tokens = one && tokensOf.get(one)
    // Mostly a small change that may well compile.
    const mild = random() < 0.75
    const token = tokens && pick(mild ? tokens.filter(isMild) : tokens)
    if (!one || !tokens || !token) continue
    const { code, form } = codeOf(one)
    const change = mutation(token, tokens[tokens.indexOf(token) + 1], { random, pick, words, mild })
    const changed = code.slice(0, token.start) + change.text + code.slice(change.end)
    if (changed === code) continue
    const whole = form === 'paren' ? `@(${changed})` : `@{${changed}}`
    made.set(whole, { ...one, id: `${one.id}~${made.size}`, code: whole })
  }
  return [...made.values()]
}

const isMild = ({ kind, text }: Token): boolean =>
  kind === 'number' || kind === 'string' || kind === 'char' || alike.some((group) => group.includes(text))

interface Choice {
  readonly random: () => number
  readonly pick: <T>(from: readonly T[]) => T | undefined
  /** Names that stand somewhere in the cases. */
  readonly words: readonly string[]
  readonly mild: boolean
}

/** What stands from the start of the token up to `end` instead. */
function mutation(token: Token, next: Token | undefined, choice: Choice): { text: string; end: number } {
  const { text, end, kind } = token
  const { random, pick, words, mild } = choice
  if (mild) {
    if (kind === 'number' || kind === 'char') return { text: pick(numbers) ?? text, end }
    if (kind === 'string') return { text: pick(texts) ?? text, end }
    return { text: pick(alike.find((group) => group.includes(text)) ?? []) ?? text, end }
  }
  const how = random()
  if (how < 0.2) return { text: '', end }
  if (how < 0.35) return { text: `${text} ${text}`, end }
  if (how < 0.5 && next) return { text: `${next.text} ${text}`, end: next.end }
  if (kind === 'identifier') return { text: pick(words) ?? text, end }
  return { text: pick(['(', ')', ';', ',', '.', 'return', 'var', 'null', '=>', '{', '}']) ?? text, end }
}
