import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { check, startCheck } from './check.ts'
import type { Finding } from './finding.ts'
import { reachOf, rules } from './rules.ts'

const folder = new URL('rules/', import.meta.url)
/** What follows a document or searches all of its text; a rule that does takes about as long. */
const takesLong =
  /from '\.\.\/(?:context-reads|request-flow)\.ts'|\bflowOf\b|\bsettersIn\b|\bvariableMentions\b|secretsIn\(text\)|text\.matchAll|tokenVariable/

const named = (findings: readonly Finding[]) =>
  findings.map(({ rule, message, span, element }) => ({ rule, message, span, element }))
const isLate = ({ rule }: Finding): boolean => reachOf.get(rule) === 'late'

it('says `late` of every rule that follows or searches the whole document', () => {
  const files = readdirSync(folder).filter((file) => /^[\w-]+\.ts$/.test(file) && !/\.(?:gen|test)\.ts$/.test(file))
  const found = files.filter((file) => takesLong.test(readFileSync(new URL(file, folder), 'utf8')))
  const said = new Set(rules.flatMap(({ id, reach }) => (reach === 'late' ? [`${id}.ts`] : [])))
  expect(found.length).toBeGreaterThan(15)
  expect(found.filter((file) => !said.has(file))).toEqual([])
})

it('says `element` only of rules that are told of elements alone', () => {
  const analysis = analyse('<policies />')
  for (const { id, reach, check: visit } of rules) {
    if (reach === 'element') expect(Object.keys(visit({ analysis, report() {} })), id).not.toContain('document')
  }
})

it('finds in two steps what it finds in one', () => {
  for (const { examples } of rules) {
    for (const text of [examples.bad, examples.good]) {
      const analysis = analyse(text, examples.options)
      const steps = startCheck(analysis)
      const first = steps.first().findings
      expect(named(steps.all().findings)).toEqual(named(check(analysis)))
      expect(first.filter(isLate)).toEqual([])
    }
  }
})

/** Texts that a typist may add: into names, values, expressions and between elements. */
const TYPED = ['x', '"', '<', '>', '/>', ' ', '<base />', '<choose>', '</choose>', '@(1)', '{{a}}', '-->']

/** Versions of a document with one change each, at places spread over it. */
function* typedInto(text: string): Iterable<string> {
  for (let n = 0; n < TYPED.length * 2; n++) {
    const at = (n * 7919) % (text.length + 1)
    const typed = TYPED[n % TYPED.length] ?? ''
    yield n % 3 === 2 ? text.slice(0, at) + text.slice(at + 5) : text.slice(0, at) + typed + text.slice(at)
  }
}

it.each(rules)('finds of a change in the examples of $id what it finds in the whole', ({ examples }) => {
  const { bad, good, options = {} } = examples
  // Beside another section, so that there is something that stays.
  for (const text of [bad, good, good.replace('<inbound>', `<inbound>\n${good.replace(/<[^>]*>/, '')}`)]) {
    const earlier = startCheck(analyse(text, options))
    for (const now of typedInto(text)) {
      const analysis = analyse(now, options)
      const first = startCheck(analysis).first(earlier).findings
      const whole = check(analysis)
      const quick = (list: readonly Finding[]) => named(list.filter((one) => !isLate(one)))
      // Which comment hides nothing, only the late rules tell.
      const told = (list: readonly Finding[]) => quick(list).filter(({ rule }) => !rule.startsWith('suppression-'))
      expect(told(first), now).toEqual(told(whole))
    }
  }
})
