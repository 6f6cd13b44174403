import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEditorConfigs, matchesPattern, parseConfig } from './editor-config.ts'

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
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'policywright-editorconfig-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const found = (path: string) => Object.fromEntries(createEditorConfigs()(join(folder, path)))

  test('the nearer one and the later section win, a root ends the search', () => {
    write(
      '.editorconfig',
      'root = true\n[*]\nindent_size = 8\ntab_width = 8\n[*.xml]\nindent_size = 4\nend_of_line = lf\n',
    )
    write('apis/.editorconfig', '[*.xml]\nindent_size = 2\nend_of_line = unset\n')
    expect(found('policy.xml')).toEqual({ indent_size: '4', tab_width: '8', end_of_line: 'lf' })
    expect(found('apis/policy.xml')).toEqual({ indent_size: '2', tab_width: '8' })
    write('apis/.editorconfig', 'root = true\n[*.yml]\nindent_size = 2\n')
    expect(found('apis/policy.xml')).toEqual({})
  })
})
