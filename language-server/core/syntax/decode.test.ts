import { describe, expect, test } from 'vitest'
import {
  decode,
  decodeCode,
  decodeText,
  encodeContent,
  encodeExpressionContent,
  encodeExpressionValue,
  encodeValue,
} from './decode.ts'
import { entityAt } from './entities.ts'
import { parse } from './parse.ts'
import { soleExpression } from './query.ts'

describe('entities', () => {
  test.each([
    ['&quot;', 34, 6],
    ['&apos;', 39, 6],
    ['&lt;x', 60, 4],
    ['&gt;', 62, 4],
    ['&amp;lt;', 38, 5],
    ['&#65;', 65, 5],
    ['&#x1F600;', 0x1f600, 9],
  ])('%s', (text, codePoint, length) => {
    expect(entityAt(text, 0)).toEqual({ codePoint, length })
  })

  test.each(['&nbsp;', '&', '& lt;', '&lt', '&#;', '&#x;', '&#0;', '&#xD800;', '&#x110000;', '&#99999999999;', 'lt;'])(
    '%s is none',
    (text) => {
      expect(entityAt(text, 0)).toBeUndefined()
    },
  )
})

describe('decoding', () => {
  test('only what is an entity, once', () => {
    expect(decodeText('a &amp;lt; b &lt; &nbsp; && &#x41;')).toBe('a &lt; b < &nbsp; && A')
    expect(decodeText('plain')).toBe('plain')
  })

  test('offsets go both ways', () => {
    const text = 'xx&lt;a&amp;&amp;b'
    const decoded = decode(text, { start: 2, end: text.length })
    expect(decoded.text).toBe('<a&&b')
    expect([0, 1, 2, 3, 4, 5].map((offset) => decoded.toRaw(offset))).toEqual([2, 6, 7, 12, 17, 18])
    expect([2, 3, 6, 7, 9, 12, 17, 18].map((offset) => decoded.toDecoded(offset))).toEqual([0, 0, 1, 2, 2, 3, 4, 5])
  })

  test('a character beyond the first plane', () => {
    const decoded = decode('a&#x1F600;b', { start: 0, end: 11 })
    expect(decoded.text).toBe('a😀b')
    expect([0, 1, 3, 4].map((offset) => decoded.toRaw(offset))).toEqual([0, 1, 10, 11])
  })

  test('without entities, and offsets outside', () => {
    const decoded = decode('abcdef', { start: 2, end: 4 })
    expect(decoded.text).toBe('cd')
    expect([decoded.toRaw(0), decoded.toRaw(9), decoded.toDecoded(0), decoded.toDecoded(9)]).toEqual([2, 4, 0, 2])
  })

  test('the code of an expression, not decoded within CDATA', () => {
    const code = (text: string): string | undefined => {
      const { root } = parse(text)
      const expression = root && soleExpression(root)
      return expression && decodeCode(text, expression).text
    }
    expect(code('<a>@(x &lt; "y")</a>')).toBe('x < "y"')
    expect(code('<a><![CDATA[@(x < "&lt;")]]></a>')).toBe('x < "&lt;"')
  })
})

test('encoding', () => {
  expect(encodeContent('a < b & "c"')).toBe('a &lt; b &amp; "c"')
  expect(encodeValue(`a "b" 'c'`)).toBe(`a &quot;b&quot; 'c'`)
  expect(encodeValue(`a "b" 'c'`, "'")).toBe('a "b" &apos;c&apos;')
  expect(encodeExpressionValue('@(a["b"] && c < d)', 'rawxml')).toBe('@(a["b"] && c < d)')
  expect(encodeExpressionValue('@(a["b"] && c < d)', 'xml')).toBe('@(a[&quot;b&quot;] &amp;&amp; c &lt; d)')
  expect(encodeExpressionContent('@("&lt;" && b)', 'rawxml')).toBe('@("&amp;lt;" && b)')
  expect(encodeExpressionContent('@("a" < b)', 'xml')).toBe('@("a" &lt; b)')
})
