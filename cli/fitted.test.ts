import { beforeAll, describe, expect, test } from 'vitest'
import { commands } from './commands.ts'
import { fitted } from './fitted.ts'

const help = `Report what the service would refuse in policy documents, and what hardly anybody wants of
them all.

Usage: policywright check [options] PATH...
       policywright check --help

  --set recommended|strict   the rules that are on, of the two sets that there
                             are, and of no other one
  --fix                      make the fixes that have one remedy
`

describe('a help text', () => {
  test('is broken below its second column, and rows that go on are filled', () => {
    expect(fitted(help, 60)).toBe(`Report what the service would refuse in policy documents,
and what hardly anybody wants of them all.

Usage: policywright check [options] PATH...
       policywright check --help

  --set recommended|strict   the rules that are on, of the
                             two sets that there are, and of
                             no other one
  --fix                      make the fixes that have one
                             remedy
`)
  })

  test.each([undefined, 200, 10])('stays as it is for %s columns', (columns) => {
    expect(fitted(help, columns)).toBe(help)
  })
})

const helps = new Map<string, string>()
beforeAll(async () => {
  for (const { name, load } of commands) helps.set(name, (await load()).default.help)
})

test.each(commands)('the help of $name fits a terminal of 80 columns and loses no word', ({ name }) => {
  const text = helps.get(name) ?? ''
  expect(text).toContain('Usage: policywright ')
  const narrow = fitted(text, 80)
  expect(narrow.split('\n').filter((line) => line.length > 80)).toEqual([])
  expect(narrow.split(/\s+/)).toEqual(text.split(/\s+/))
})
