import { expect, test } from 'vitest'
import { parse } from '../syntax/parse.ts'
import type { Element } from '../syntax/tree.ts'
import { analyse } from './analysis.ts'
import { alwaysEnds, isInPipeline, isUnconditional, policiesAfter, policiesBefore, policiesIn } from './pipeline.ts'

const text = `<policies><inbound>
  <cors />
  <choose>
    <when condition="@(a)"><set-method>GET</set-method><return-response><set-header name="h" /></return-response></when>
    <otherwise><retry condition="@(b)" count="1" interval="1"><send-request><set-url>u</set-url></send-request></retry></otherwise>
  </choose>
  <trace />
</inbound></policies>`

const { meanings } = analyse(text)
const named = (name: string): Element => {
  const found = meanings.find((meaning) => meaning.name === name)?.element
  if (found === undefined) throw new Error(`no <${name}>`)
  return found
}
const names = (elements: Iterable<Element>): string[] => [...elements].map(({ name }) => name)

test('policies are in document order, children that configure one left out', () => {
  expect(names(policiesIn(named('inbound')))).toEqual([
    'cors',
    'choose',
    'set-method',
    'return-response',
    'retry',
    'send-request',
    'trace',
  ])
})

test('what ran before is nearest first, and never from the other branch', () => {
  expect(names(policiesBefore(named('send-request')))).toEqual(['cors'])
  expect(names(policiesBefore(named('trace')))).toEqual([
    'send-request',
    'retry',
    'return-response',
    'set-method',
    'choose',
    'cors',
  ])
})

test('what runs after leaves the branch', () => {
  expect(names(policiesAfter(named('set-method')))).toEqual(['return-response', 'trace'])
})

test('a header of a response is no policy of the pipeline', () => {
  expect(isInPipeline(named('set-header'))).toBe(false)
  expect(isInPipeline(named('send-request'))).toBe(true)
})

test('only branches make a policy conditional', () => {
  expect(isUnconditional(named('trace'))).toBe(true)
  expect(isUnconditional(named('send-request'))).toBe(false)
})

test.each([
  ['<return-response />', true],
  ['<set-method>GET</set-method>', false],
  ['<choose><when><mock-response /></when><otherwise><return-response /></otherwise></choose>', true],
  ['<choose><when><mock-response /></when></choose>', false],
  ['<limit-concurrency><return-response /></limit-concurrency>', true],
  ['<retry><return-response /></retry>', false],
])('alwaysEnds %s: %s', (xml, expected) => {
  const { root } = parse(xml)
  expect(root !== undefined && alwaysEnds(root)).toBe(expected)
})
