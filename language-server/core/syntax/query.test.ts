import { describe, expect, test } from 'vitest'
import { withCursor } from '../../../test/support/cursor.ts'
import { parse } from './parse.ts'
import {
  ancestors,
  attribute,
  attributeText,
  childElements,
  elementAt,
  firstChild,
  namedValuesOf,
  nodeAt,
  pathAt,
  soleExpression,
  textOf,
  walk,
} from './query.ts'
import type { Element } from './tree.ts'

const rootOf = (text: string): Element => {
  const { root } = parse(text)
  if (root === undefined) throw new Error('no root')
  return root
}

describe('the node at a cursor', () => {
  /** The path from the node outwards: kinds, and names of elements and attributes. */
  const at = (marked: string): string => {
    const { text, offset } = withCursor(marked)
    const { node, ancestors: around } = pathAt(parse(text), offset)
    return [node, ...around].map((each) => ('name' in each ? `${each.kind} ${each.name}` : each.kind)).join(', ')
  }

  test.each([
    ['┆<a/>', 'document'],
    ['<┆a/>', 'element a, document'],
    ['<a/>┆', 'document'],
    ['<a┆', 'element a, document'],
    ['<a> ┆ </a>', 'text, element a, document'],
    ['<a>┆</a>', 'element a, document'],
    ['<a></┆a>', 'element a, document'],
    ['<a><b/>┆<c/></a>', 'element a, document'],
    ['<a>\n<set-┆\n<b/></a>', 'element set-, element a, document'],
    ['<a ┆b="c"/>', 'attribute b, element a, document'],
    ['<a b┆/>', 'attribute b, element a, document'],
    ['<a b="┆"/>', 'attribute b, element a, document'],
    ['<a b="c┆"/>', 'text, attribute b, element a, document'],
    ['<a b="x{{c┆}}"/>', 'named-value c, attribute b, element a, document'],
    ['<a b="@(x.┆)"/>', 'expression, attribute b, element a, document'],
    ['<a b="@(x.┆', 'expression, attribute b, element a, document'],
    ['<a b="@({{c┆}})"/>', 'named-value c, expression, attribute b, element a, document'],
    ['<a><b>@(x┆)</b></a>', 'expression, element b, element a, document'],
    ['<a><![CDATA[@(x┆)]]></a>', 'expression, cdata, element a, document'],
    ['<a><!-- ┆ --></a>', 'comment, element a, document'],
    ['┆', 'document'],
  ])('%s', (marked, expected) => {
    expect(at(marked)).toBe(expected)
  })

  test('every offset has one', () => {
    const document = parse('<a b="{{c}}">@(x) <d/></a>')
    for (let offset = -1; offset <= document.end + 1; offset++) expect(nodeAt(document, offset)).toBeDefined()
  })

  test('the element around', () => {
    const document = parse('<a><b c="@(x)"/></a>')
    expect(elementAt(document, 11)?.name).toBe('b')
    expect(elementAt(document, 0)).toBeUndefined()
  })
})

test('ancestors, from the parent outwards', () => {
  const inner = elementAt(parse('<a><b><c>x</c></b></a>'), 9)
  expect(inner?.name).toBe('c')
  expect(inner && ancestors(inner).map(({ name }) => name)).toEqual(['b', 'a'])
})

test('children and attributes', () => {
  const root = rootOf('<a b="1" c="&quot;{{d}}&quot;" e="2" b="3"><f/> <g/><f h=""/></a>')
  expect(childElements(root).map(({ name }) => name)).toEqual(['f', 'g', 'f'])
  expect(firstChild(root, 'f')?.attributes).toEqual([])
  expect(firstChild(root, 'x')).toBeUndefined()
  expect(attribute(root, 'b')?.value?.raw).toBe('1')
  expect(attributeText(root, 'c')).toBe('"{{d}}"')
  expect(attributeText(root, 'x')).toBeUndefined()
})

test('the text of an element: decoded, CDATA unwrapped, comments left out', () => {
  expect(textOf(rootOf('<a> x &lt; {{y}} <!-- z --><b>no</b><![CDATA[<&amp;>]]></a>'))).toBe(' x < {{y}} <&amp;>')
})

test('a sole expression', () => {
  const sole = (text: string): string | undefined => soleExpression(rootOf(text))?.raw
  expect(sole('<a> @(x) </a>')).toBe('@(x)')
  expect(sole('<a>x</a>')).toBeUndefined()
  expect(sole('<a>@(x)<b/></a>')).toBeUndefined()
  expect(soleExpression(undefined)).toBeUndefined()
  expect(soleExpression(attribute(rootOf('<a b=" @(x) "/>'), 'b')?.value)?.raw).toBe('@(x)')
  expect(soleExpression(attribute(rootOf('<a b="x"/>'), 'b')?.value)).toBeUndefined()
})

test('named values, those in expressions included', () => {
  const root = rootOf('<a b="x{{c}}">@("{{d}}" + {{e}})</a>')
  expect(namedValuesOf(root).map(({ name }) => name)).toEqual(['d', 'e'])
  const value = attribute(root, 'b')?.value
  expect(value && namedValuesOf(value).map(({ name }) => name)).toEqual(['c'])
})

test('a walk goes in document order', () => {
  const seen: string[] = []
  walk(parse('<a b="@({{c}})"><d>{{e}}</d><!-- f --></a>'), {
    element: ({ name }) => seen.push(`<${name}`),
    leaveElement: ({ name }) => seen.push(`>${name}`),
    attribute: ({ name }) => seen.push(name),
    expression: ({ raw }) => seen.push(raw),
    namedValue: ({ name }, owner) => seen.push(`${name} of ${owner.name}`),
    content: ({ kind }) => seen.push(kind),
  })
  expect(seen).toEqual([
    'element',
    '<a',
    'b',
    '@({{c}})',
    'c of b',
    'element',
    '<d',
    'named-value',
    'e of d',
    '>d',
    'comment',
    '>a',
  ])
})
