import { expect, test } from 'vitest'
import { analyse } from './analysis.ts'
import { hasPlaceholder, isTemplated, PLACEHOLDER_FORMS, type PlaceholderForm } from './placeholders.ts'

const samples: Readonly<Record<PlaceholderForm, string>> = {
  '${x}': 'https://${host}/orders',
  '$(x)': '$(apiHost)',
  $x: '$apiHost',
  '%{x}': '%{if internal}on%{endif}',
  '#{x}#': '#{host}#',
  '#x#': '#host#',
  __x__: '__host__',
  '@@x@@': '@@host@@',
  '{x}': '{0}',
  '{{x|y}}': '{{ host | lower }}',
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
  ['context.Request.Headers.Count > __limit__', true],
  ['context.Request.Headers.Count > #limit#', true],
  ['context.Request.Headers.Count > $(limit)', true],
  ['context.Request.Headers.Count > {{{{limit}}}}', true],
  ['$"/groups/{group-id}/members"', true],
  ['$"/groups/{groupId}/members"', false],
  ['$"{{group-id}}"', false],
  ['{% if internal %}true{% else %}false{% endif %}', true],
])('in C#, %s is templated: %s', (code, expected) => {
  expect(hasPlaceholder(code)).toBe(expected)
  expect(hasPlaceholder(code, [])).toBe(false)
})

test.each([
  ['{retry-count}', true],
  ['{{{{retry-count}}}}', true],
  ['{{ values.host }}', false],
  ['{{- .Values.host -}}', true],
  ['{% if internal %}on{% endif %}', true],
  ['pays $price', false],
  ['#1 and #2', false],
  ['name@@host', false],
])('in a value, %s is templated: %s', (literal, expected) => {
  expect(isTemplated(literal)).toBe(expected)
})

test('a form that is switched off is literal text to whoever reads the document', () => {
  const valueUnder = (placeholders: readonly PlaceholderForm[]) =>
    analyse('<rate-limit calls="__calls__" />', { placeholders }).meanings[0]?.attributes[0]?.value
  expect(valueUnder(['__x__'])).toEqual({ kind: 'unknown' })
  expect(valueUnder(['${x}'])).toEqual({ kind: 'literal', text: '__calls__' })
})
