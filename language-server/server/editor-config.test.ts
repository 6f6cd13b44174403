import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DocumentFormattingRequest } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { startInProcess } from '../../test/lsp/client.ts'
import { editorStyle } from './editor-config.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-server-'))
  writeFileSync(join(folder, '.editorconfig'), 'root = true\n[*.xml]\nindent_size = 3\nmax_line_length = 40\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a document has the style of the files above it', () => {
  expect(editorStyle(pathToFileURL(join(folder, 'policy.xml')).href)).toEqual({ tabSize: 3, printWidth: 40 })
})

test.each(['untitled:Untitled-1', 'file://%2f', 'git:/policy.xml'])('%s has none', (uri) => {
  expect(editorStyle(uri)).toEqual({})
})

test('the server formats documents, ranges and behind what is typed', async () => {
  const client = await startInProcess()
  try {
    const uri = pathToFileURL(join(folder, 'policy.xml')).href
    client.open(uri, '<fragment>\n<base/>\n<rate-limit calls="1" renewal-period="60"/>\n</fragment>')
    const asked = { textDocument: { uri }, options: { tabSize: 8, insertSpaces: true } }
    const edits = await client.connection.sendRequest('textDocument/formatting', asked)
    expect(edits).toMatchObject([
      { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, newText: '   ' },
      { range: { start: { line: 1, character: 5 } }, newText: ' ' },
      { range: { start: { line: 2, character: 0 } }, newText: '   ' },
      { range: { start: { line: 2, character: 11 } }, newText: '\n     ' },
      { newText: '\n     ' },
      { newText: ' ' },
    ])
    const first = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } }
    expect(
      await client.connection.sendRequest('textDocument/rangeFormatting', { ...asked, range: first }),
    ).toHaveLength(2)
    const typed = { ...asked, position: { line: 1, character: 7 }, ch: '>' }
    expect(await client.connection.sendRequest('textDocument/onTypeFormatting', typed)).toHaveLength(2)
  } finally {
    await client.stop()
  }
})

test.each([
  ['the setting holds for a document without .editorconfig', 'untitled:a.xml', 60, /\n\s+renewal-period/],
  ['.editorconfig counts before the setting', 'policy.xml', 200, /\n\s+renewal-period/],
  ['a wide setting keeps a tag on one line', 'untitled:a.xml', 200, /"1" renewal-period/],
])('%s', async (_what, name, printWidth, expected) => {
  const client = await startInProcess({ settings: { format: { printWidth } } })
  try {
    const uri = name.startsWith('untitled:') ? name : pathToFileURL(join(folder, name)).href
    const text =
      '<fragment>\n<rate-limit calls="1" renewal-period="60" remaining-calls-variable-name="left"/>\n</fragment>\n'
    client.open(uri, text)
    const options = { tabSize: 2, insertSpaces: true }
    const edits = await client.connection.sendRequest(DocumentFormattingRequest.type, {
      textDocument: { uri },
      options,
    })
    const document = TextDocument.create(uri, 'apim-policy', 1, text)
    expect(TextDocument.applyEdits(document, edits ?? [])).toMatch(expected)
  } finally {
    await client.stop()
  }
})
