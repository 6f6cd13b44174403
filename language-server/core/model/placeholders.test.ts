import { expect, test } from 'vitest'
import { analyse } from './analysis.ts'
import { hasPlaceholder, isTemplated, PLACEHOLDER_FORMS, type PlaceholderForm } from './placeholders.ts'

const samples: Readonly<Record<PlaceholderForm, string>> = {
  '${x}': 'https://${host}/orders',
  '$(x)': '$(apiHost)',
  '%{x}': '%{if internal}on%{endif}',
  '#{x}#': '#{host}#',
  __x__: '__host__',
  '{x}': '{0}',
  '<%x%>': '<%= host %>',
}

test.each(PLACEHOLDER_FORMS)('%s counts unless it is left out', (form) => {
  const others = PLACEHOLDER_FORMS.filter((other) => other !== form)
  expect(isTemplated(samples[form])).toBe(true)
  expect(isTemplated(samples[form], [form])).toBe(true)
  if (form !== '${x}' && form !== '%{x}' && form !== '#{x}#') expect(isTemplated(samples[form], others)).toBe(false)
  expect(isTemplated(samples[form], [])).toBe(false)
})

test.each([
  ['$"{{0}}"', false],
  ['context.Request.Url.Path + "${suffix}"', true],
  ['"__token__"', false],
])('in C#, %s is templated: %s', (code, expected) => {
  expect(hasPlaceholder(code)).toBe(expected)
  expect(hasPlaceholder(code, [])).toBe(false)
})

test('a form that is switched off is literal text to whoever reads the document', () => {
  const valueUnder = (placeholders: readonly PlaceholderForm[]) =>
    analyse('<rate-limit calls="__calls__" />', { placeholders }).meanings[0]?.attributes[0]?.value
  expect(valueUnder(['__x__'])).toEqual({ kind: 'unknown' })
  expect(valueUnder(['${x}'])).toEqual({ kind: 'literal', text: '__calls__' })
})
