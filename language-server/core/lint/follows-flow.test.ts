import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { check, startCheck } from './check.ts'
import { followsFlow } from './follows-flow.ts'
import { rules } from './rules.ts'

const folder = new URL('rules/', import.meta.url)
/** The modules that follow a document; who imports one takes about as long. */
const follows = /from '\.\.\/(?:context-reads|request-flow)\.ts'|\bflowOf\b|\bsettersIn\b|\bvariableMentions\b/

it('names the rules that follow the flow of the whole document, and no others', () => {
  const files = readdirSync(folder).filter((file) => /^[\w-]+\.ts$/.test(file) && !/\.(?:gen|test)\.ts$/.test(file))
  const found = files.filter((file) => follows.test(readFileSync(new URL(file, folder), 'utf8')))
  expect([...followsFlow].sort()).toEqual(found.map((file) => file.replace('.ts', '')).sort())
})

it('finds in two steps what it finds in one', () => {
  for (const { examples } of rules) {
    for (const text of [examples.bad, examples.good]) {
      const analysis = analyse(text, examples.options)
      const steps = startCheck(analysis)
      const first = steps.first().findings
      const all = steps.all().findings
      const told = (findings: typeof all) => findings.map(({ rule, message, span }) => ({ rule, message, span }))
      expect(told(all)).toEqual(told(check(analysis)))
      expect(first.filter(({ rule }) => followsFlow.has(rule))).toEqual([])
    }
  }
})
