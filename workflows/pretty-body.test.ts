import { expect, test } from 'vitest'
import { prettyBody } from './pretty-body.ts'

test.each<[string, string, string, string]>([
  ['JSON', '{"a":[1]}', 'application/json; charset=utf-8', '{\n  "a": [\n    1\n  ]\n}'],
  ['JSON of a type of its own', '{"a":1}', 'application/problem+json', '{\n  "a": 1\n}'],
  ['JSON without a type', '{"a":1}', '', '{\n  "a": 1\n}'],
  ['what only looks like JSON', '{a}', 'application/json', '{a}'],
  [
    'XML',
    '<?xml version="1.0"?><a x="1"><b>t</b><c/><!-- n --></a>',
    'text/xml',
    '<?xml version="1.0"?>\n<a x="1">\n  <b>t</b>\n  <c/>\n  <!-- n -->\n</a>',
  ],
  ['CDATA', '<a><![CDATA[<b>]]></a>', 'application/xml', '<a><![CDATA[<b>]]></a>'],
  ['XML that is not closed', '<a><b>', 'application/xml', '<a>\n  <b>'],
  ['XHTML as it is', '<html> <p>', 'application/xhtml+xml', '<html> <p>'],
  ['a form', 'a=1&b=x%20y', 'application/x-www-form-urlencoded', 'a = 1\nb = x y'],
  ['text', 'a  b', 'text/plain', 'a  b'],
  ['nothing', '', 'application/json', ''],
])('%s', (_name, body, type, expected) => {
  expect(prettyBody(body, type)).toBe(expected)
})
