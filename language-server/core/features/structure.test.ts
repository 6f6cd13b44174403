import { describe, expect, it } from 'vitest'
import type { DocumentSymbol } from 'vscode-languageserver-types'
import { paint, withCursor, withSelections } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import { autoClose } from './auto-close.ts'
import { foldingRanges } from './folding.ts'
import { linkedEditing } from './linked-editing.ts'
import { spansAround } from './selection-range.ts'
import { documentSymbols } from './symbols.ts'

describe('outline', () => {
  const outline = (symbols: readonly DocumentSymbol[], indent = ''): readonly string[] =>
    symbols.flatMap(({ name, detail, children }) => [
      `${indent}${name}${detail ? ` ${detail}` : ''}`,
      ...outline(children ?? [], `${indent}  `),
    ])

  it('shows every element with what tells it apart', () => {
    const text = `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="@(context.Request.Method ==
                         "GET")">
        <set-header exists-action="skip" name="X-Trace"><value>1</value></set-header>
      </when>
    </choose>
    <set-body><a><b/></a></set-body>
  </inbound>
</policies>`
    expect(outline(documentSymbols(analyse(text)))).toEqual([
      'policies',
      '  inbound',
      '    base',
      '    choose',
      '      when @(context.Request.Method == "GET")',
      '        set-header X-Trace',
      '          value',
      '    set-body',
      '      a',
    ])
  })

  it('cuts what is long and survives what is broken', () => {
    const [root] = documentSymbols(analyse(`<no-such name="${'x'.repeat(100)}"><`))
    expect(root?.detail).toMatch(/^x{59}…$/)
    for (const text of ['<', '<a', '</a>', '<a><b', '']) expect(() => documentSymbols(analyse(text))).not.toThrow()
  })
})

describe('folding', () => {
  /** @param ranges first line, which stays visible, and last line that disappears. */
  function folds(text: string, ranges: readonly (readonly [number, number])[]): void {
    expect(foldingRanges(analyse(text)).map(({ startLine, endLine }) => [startLine, endLine])).toEqual(ranges)
  }
  it('folds elements up to their close tag', () => folds('<a>\n<b>\n</b>\n<c/>\n</a>', [[0, 3]]))
  it('folds comments, CDATA and expressions', () => {
    folds('<!-- one\ntwo -->', [[0, 1]])
    folds('<a>x<![CDATA[\n\n]]></a>', [[0, 1]])
    folds('<a>@{\n  return 1;\n}</a>', [[0, 1]])
    folds('<a b="@{\n  return 1;\n}" />', [
      [0, 2],
      [0, 1],
    ])
  })
  it('folds what is not closed to its end', () =>
    folds('<a>\n<b>\n', [
      [0, 2],
      [1, 2],
    ]))
})

describe('selection', () => {
  function expands(marked: string, ...painted: readonly string[]): void {
    const { text, offset } = withCursor(marked)
    const spans = spansAround(analyse(text), offset).toReversed()
    expect(spans.map((span) => paint(text, [span]))).toEqual(painted)
  }
  it('goes from the word to the document', () =>
    expands(
      '<a><b c="x {{n┆v}}" />t</a>',
      '<a><b c="x {{⟦nv⟧}}" />t</a>',
      '<a><b c="x ⟦{{nv}}⟧" />t</a>',
      '<a><b c="⟦x {{nv}}⟧" />t</a>',
      '<a><b ⟦c="x {{nv}}"⟧ />t</a>',
      '<a>⟦<b c="x {{nv}}" />⟧t</a>',
      '<a>⟦<b c="x {{nv}}" />t⟧</a>',
      '⟦<a><b c="x {{nv}}" />t</a>⟧',
    ))
  it('takes the code of an expression before its brackets', () =>
    expands('<a>@(x+┆1)</a>', '<a>@(x+⟦1⟧)</a>', '<a>@(⟦x+1⟧)</a>', '<a>⟦@(x+1)⟧</a>', '⟦<a>@(x+1)</a>⟧'))
  it('takes a close tag', () => expands('<a></a┆>', '<a></⟦a⟧>', '<a>⟦</a>⟧', '⟦<a></a>⟧'))
})

describe('linked editing', () => {
  function links(marked: string, painted: string | undefined): void {
    const { text, offset } = withCursor(marked)
    const analysis = analyse(text)
    const { lines } = analysis
    const found = linkedEditing(analysis, offset)?.ranges.map(({ start, end }) => ({
      start: lines.offsetAt(start),
      end: lines.offsetAt(end),
    }))
    expect(found && paint(text, found)).toBe(painted)
  }
  it('links the names of both tags', () => {
    links('<a><b┆ c="x">t</b></a>', '<a><⟦b⟧ c="x">t</⟦b⟧></a>')
    links('<a><b>t</b></┆a>', '<⟦a⟧><b>t</b></⟦a⟧>')
  })
  it.each(['<a ┆b="c"></a>', '<a ┆/>', '<a┆ />', '<a┆>', '<a>┆</a>', '<!-- <a┆></a> -->'])(
    'links nothing in %s',
    (text) => links(text, undefined),
  )
  it('has selections that pair', () => {
    expect(withSelections('a⟦b⟦c⟧⟧').spans).toEqual([
      { start: 1, end: 3 },
      { start: 2, end: 3 },
    ])
    expect(() => withSelections('⟧')).toThrow()
    expect(() => withSelections('⟦')).toThrow()
    expect(() => withCursor('a')).toThrow()
  })
})

describe('auto-close', () => {
  const closes = (marked: string, snippet: string | undefined): void => {
    const { text, offset } = withCursor(marked)
    const character = text.charAt(offset - 1) === '>' ? '>' : '/'
    expect(autoClose(analyse(text), offset, character)).toBe(snippet)
  }
  it.each([
    ['<policies><inbound>┆</policies>', '$0</inbound>'],
    ['<policies>\n<inbound>┆\n</policies>', '\n\t$0\n</inbound>'],
    ['<policies><inbound><choose>┆</inbound></policies>', '$0</choose>'],
    ['<choose><when><choose>┆</when></choose>', '$0</choose>'],
    ['<when><choose><when>┆</choose></when>', '$0</when>'],
    ['<set-header name="a">┆', '$0</set-header>'],
  ])('closes the element in %j', (text, snippet) => closes(text, snippet))
  it.each([
    ['<policies><inbound></┆', 'inbound>'],
    ['<policies><inbound></┆>', 'inbound'],
    ['<policies><inbound><choose>\n</┆\n</inbound></policies>', 'choose>'],
  ])('completes the tag in %j', (text, snippet) => closes(text, snippet))
  it.each([
    '<inbound>┆</inbound>',
    '<base />┆',
    '<inbound></inbound>┆',
    '<!-- <a>┆ -->',
    '<set-body>@(a >┆ b)</set-body>',
    '<when condition="@(a >┆ 1)"></when>',
    '<set-header name="a/┆" />',
    '<set-header name="a/┆',
    '<set-body>a/┆</set-body>',
    '<base /┆>',
    '<inbound><base /┆\n</inbound>',
    '</┆',
    '<inbound></┆inbound>',
  ])('leaves %j alone', (text) => closes(text, undefined))
})
