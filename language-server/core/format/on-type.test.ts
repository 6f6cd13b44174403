import { describe, expect, test } from 'vitest'
import { withCursor } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import { applyEdits } from '../text/edit.ts'
import { formatOnType } from './on-type.ts'

/** What was typed stands before the cursor. */
function types(marked: string, after: string): void {
  const { text, offset } = withCursor(marked)
  const character = /\n[ \t]*$/.test(text.slice(0, offset)) ? '\n' : (text[offset - 1] ?? '')
  const options = { tabSize: 2, insertSpaces: true }
  expect(applyEdits(text, formatOnType(analyse(text), offset, { character, options }))).toBe(after)
}

describe('behind >', () => {
  test('an open tag', () =>
    types(
      '<policies>\n  <inbound>\n    <set-header  name = "X">┆\n  </inbound>\n</policies>',
      '<policies>\n  <inbound>\n    <set-header name="X">\n  </inbound>\n</policies>',
    ))
  test('a close tag lays out its element and nothing else', () =>
    types(
      '<policies>\n<inbound>\n<choose>\n<when condition="@(a)">\n<base/>\n</when>\n</choose>┆\n<base/></inbound>\n</policies>',
      '<policies>\n<inbound>\n  <choose>\n    <when condition="@(a)">\n      <base />\n    </when>\n  </choose>\n<base/></inbound>\n</policies>',
    ))
  test('an element without content', () =>
    types('<fragment>\n<base/>┆\n</fragment>', '<fragment>\n  <base />\n</fragment>'))
  test('nothing in code, bodies and comments', () => {
    for (const text of [
      '<fragment>\n<set-variable name="x" value="@(1  >┆ 2)" />\n</fragment>',
      '<fragment>\n<set-body><a  >┆</a></set-body>\n</fragment>',
      '<fragment>\n<!--  <a  >┆ -->\n</fragment>',
    ])
      types(text, text.replace('┆', ''))
  })
})

describe('behind a line end', () => {
  test('the line before is laid out and the new one indented', () =>
    types(
      '<policies>\n  <inbound>\n<base/>\n┆\n  </inbound>\n</policies>',
      '<policies>\n  <inbound>\n    <base />\n    \n  </inbound>\n</policies>',
    ))
  test('between tags', () =>
    types(
      '<policies>\n  <inbound>\n┆\n  </inbound>\n</policies>',
      '<policies>\n  <inbound>\n    \n  </inbound>\n</policies>',
    ))
  test('in front of a close tag', () =>
    types('<fragment>\n  <choose>\n┆</choose>\n</fragment>', '<fragment>\n  <choose>\n  </choose>\n</fragment>'))
  test('in code', () =>
    types(
      '<fragment>\n  <set-body>@{\n    if (a) {\n┆\n    }\n  }</set-body>\n</fragment>',
      '<fragment>\n  <set-body>@{\n    if (a) {\n      \n    }\n  }</set-body>\n</fragment>',
    ))
  test('nothing in strings, text and tags', () => {
    for (const text of [
      '<fragment>\n  <set-body>@{\n    return @"\n┆\n";\n  }</set-body>\n</fragment>',
      '<fragment>\n  <set-body>a\n┆\n  b</set-body>\n</fragment>',
      '<fragment>\n  <set-header\n┆\n  name="x" />\n</fragment>',
    ])
      types(text, text.replace('┆', ''))
  })
})
