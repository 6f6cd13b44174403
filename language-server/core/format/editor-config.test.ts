import { describe, expect, test } from 'vitest'
import { createEditorConfigs, matchesPattern, parseConfig, styleIn } from './editor-config.ts'

describe('patterns', () => {
  test.each([
    ['*', 'a/b/policy.xml', true],
    ['*.xml', 'policy.xml', true],
    ['*.xml', 'apis/orders/policy.xml', true],
    ['*.xml', 'policy.xmls', false],
    ['policy.xml', 'apis/policy.xml', true],
    ['/*.xml', 'policy.xml', true],
    ['/*.xml', 'apis/policy.xml', false],
    ['apis/*.xml', 'apis/policy.xml', true],
    ['apis/*.xml', 'apis/orders/policy.xml', false],
    ['apis/**.xml', 'apis/orders/policy.xml', true],
    ['apis/**/policy.xml', 'apis/policy.xml', true],
    ['*.{xml,cshtml}', 'a.policy.cshtml', true],
    ['*.{xml,cshtml}', 'a.json', false],
    ['{*.xml,*.yml}', 'x/a.yml', true],
    ['v{1..3}.xml', 'v2.xml', true],
    ['v{1..3}.xml', 'v4.xml', false],
    ['[ab].xml', 'b.xml', true],
    ['[!ab].xml', 'b.xml', false],
    ['polic?.xml', 'policy.xml', true],
    ['a.xml', 'aXxml', false],
    ['a{b}.xml', 'a{b}.xml', true],
    ['[', 'a', false],
    ['{*.a,*.b,*.c,*.d,*.e,*.xml}', 'x/a.xml', true],
    [`${'*a'.repeat(9)}b`, 'a'.repeat(120), false],
  ])('%s, %s: %s', (pattern, path, expected) => {
    expect(matchesPattern(pattern, path)).toBe(expected)
  })
})

test('a file is read with its comments, spaces and capitals', () => {
  const { isRoot, sections } = parseConfig(
    '\uFEFFroot = TRUE\r\n; a\n# b = c\n[*.xml]\nIndent_Style=Tab\nmax_line_length = 80\n',
  )
  expect(isRoot).toBe(true)
  expect(sections.map(({ pattern, properties }) => [pattern, Object.fromEntries(properties)])).toEqual([
    ['*.xml', { indent_style: 'tab', max_line_length: '80' }],
  ])
})

describe('files', () => {
  const found = (files: Readonly<Record<string, string>>, path: string) =>
    Object.fromEntries(createEditorConfigs((name) => files[name])(path))
  const outer = 'root = true\n[*]\nindent_size = 8\ntab_width = 8\n[*.xml]\nindent_size = 4\nend_of_line = lf\n'

  test('the nearer one and the later section win', () => {
    const files = {
      '/.editorconfig': '[*]\ncharset = latin1',
      '/p/.editorconfig': outer,
      '/p/apis/.editorconfig': '[*.xml]\nindent_size = 2\nend_of_line = unset\n',
    }
    expect(found(files, '/p/policy.xml')).toEqual({ indent_size: '4', tab_width: '8', end_of_line: 'lf' })
    expect(found(files, '/p/apis/orders/policy.xml')).toEqual({ indent_size: '2', tab_width: '8' })
    expect(found(files, '/policy.xml')).toEqual({ charset: 'latin1' })
  })
  test('a root ends the search', () => {
    const files = { '/p/.editorconfig': outer, '/p/apis/.editorconfig': 'root = true\n[*.yml]\nindent_size = 2\n' }
    expect(found(files, '/p/apis/policy.xml')).toEqual({})
  })
  test('on other systems', () =>
    expect(found({ 'C:/p/.editorconfig': outer }, 'C:\\p\\a\\b.xml').indent_size).toBe('4'))
})

test.each([
  [{ indent_style: 'tab' }, { insertSpaces: false }],
  [
    { indent_style: 'tab', indent_size: 'tab', tab_width: '8' },
    { insertSpaces: false, tabSize: 8 },
  ],
  [
    { indent_style: 'space', indent_size: '2', tab_width: '8' },
    { insertSpaces: true, tabSize: 2 },
  ],
  [{ indent_size: 'x', max_line_length: 'off' }, { printWidth: Number.POSITIVE_INFINITY }],
  [
    { end_of_line: 'crlf', insert_final_newline: 'true' },
    { lineEnd: '\r\n', insertFinalNewline: true },
  ],
  [
    { end_of_line: 'cr', insert_final_newline: 'false', trim_trailing_whitespace: 'true' },
    { trimTrailingWhitespace: true },
  ],
])('the style in %j', (properties, style) => {
  expect(styleIn(new Map(Object.entries(properties)))).toEqual(style)
})
