import { expect, test } from 'vitest'
import { analyse } from './analysis.ts'
import { readAttribute, readValue, textParts } from './value.ts'

const resources = {
  namedValues: [
    { name: 'n', displayName: 'known', value: '10' },
    { name: 's', displayName: 'hidden', value: 'x', secret: true },
  ],
}

const attributeOf = (value: string) => {
  const { text, tree } = analyse(`<set-variable value="${value}"/>`)
  const [attribute] = tree.root?.attributes ?? []
  return attribute?.value === undefined ? undefined : readAttribute(attribute.value, text, { resources })
}

test.each([
  ['plain', 'plain'],
  ['a &lt; &#98;', 'a < b'],
  ['{{known}}0', '100'],
  ['me@(example)', 'me@(example)'],
])('%s is the text %s', (value, text) => {
  expect(attributeOf(value)).toEqual({ kind: 'literal', text })
})

test.each(['{{unknown}}', '{{hidden}}', '$(pipeline)', '__token__', '%{if x}', '{0}'])('%s is not known', (value) => {
  expect(attributeOf(value)).toEqual({ kind: 'unknown' })
})

test.each(['@(1 + 1)', ' @{ return 1; } '])('%s is an expression', (value) => {
  expect(attributeOf(value)?.kind).toBe('expression')
})

test('the text of an element leaves out comments and unwraps CDATA', () => {
  const { text, tree } = analyse('<set-body>a<!-- not this --><![CDATA[<b>]]>&amp;</set-body>')
  expect(tree.root && readValue(textParts(tree.root), text)).toEqual({ kind: 'literal', text: 'a<b>&' })
})
