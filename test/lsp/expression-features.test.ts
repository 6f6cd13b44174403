import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import {
  CodeActionRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentHighlightRequest,
  ExecuteCommandRequest,
  HoverRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  SignatureHelpRequest,
} from 'vscode-languageserver/node'
import { EVALUATE_REQUEST, SAMPLE_REQUEST_REQUEST, TRUST_NOTIFICATION } from '../../language-server/protocol.ts'
import { at, inbound, start, URI } from './session.ts'

/** A client whose document has the cursor's place, and what a request there needs. */
async function open(marked: string, setup?: Parameters<typeof start>[0]) {
  const client = await start(setup)
  const { text, position } = at(inbound(marked))
  client.open(URI, text)
  return {
    connection: client.connection,
    initialized: client.initialized,
    position,
    place: { textDocument: { uri: URI }, position },
  }
}

it('says what it can do', async () => {
  const { capabilities } = (await open('┆')).initialized
  expect(capabilities).toMatchObject({
    signatureHelpProvider: { triggerCharacters: ['(', ',', '['] },
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    semanticTokensProvider: { full: true, range: true },
    codeLensProvider: { resolveProvider: true },
    executeCommandProvider: { commands: expect.arrayContaining(['policywright.server.evaluate']) },
  })
})

it('helps with signatures', async () => {
  const { connection, place } = await open('<set-body>@("a".Substring(1, ┆</set-body>')
  expect(await connection.sendRequest(SignatureHelpRequest.type, place)).toMatchObject({ activeParameter: 1 })
})

const TOTAL = '<set-body>@{ var total = 60 * 60; return (to┆tal + 1).ToString(); }</set-body>'

it('finds, highlights and renames a variable', async () => {
  const { connection, place } = await open(TOTAL)
  expect(await connection.sendRequest(DefinitionRequest.type, place)).toHaveLength(1)
  const context = { includeDeclaration: true }
  expect(await connection.sendRequest(ReferencesRequest.type, { ...place, context })).toHaveLength(2)
  expect(await connection.sendRequest(DocumentHighlightRequest.type, place)).toHaveLength(2)
  expect(await connection.sendRequest(PrepareRenameRequest.type, place)).toMatchObject({ placeholder: 'total' })
  const edit = await connection.sendRequest(RenameRequest.type, { ...place, newName: 'sum' })
  expect(JSON.stringify(edit).match(/"newText":"sum"/g)).toHaveLength(2)
  await expect(connection.sendRequest(RenameRequest.type, { ...place, newName: 'return' })).rejects.toThrow(/keyword/)
})

it('says why something cannot be renamed', async () => {
  const { connection, place } = await open('<set-body>@(context.Req┆uest.Method)</set-body>')
  await expect(connection.sendRequest(PrepareRenameRequest.type, place)).rejects.toThrow(/IProxyRequestContext/)
})

it('tells what words are', async () => {
  const { connection, place } = await open(`${TOTAL}`)
  const { textDocument, position } = place
  const whole = await connection.sendRequest(SemanticTokensRequest.type, { textDocument })
  const range = { start: { line: position.line, character: 0 }, end: { line: position.line + 1, character: 0 } }
  const part = await connection.sendRequest(SemanticTokensRangeRequest.type, { textDocument, range })
  expect(part?.data.length).toBeGreaterThan(20)
  expect(whole?.data.length).toBeGreaterThan(part?.data.length ?? 0)
})

it('offers keywords, and the value of a constant', async () => {
  const { connection, place } = await open('<set-body>@{ ┆ }</set-body>')
  const list = await connection.sendRequest(CompletionRequest.type, place)
  expect(JSON.stringify(list)).toContain('"label":"foreach"')
  const { connection: other, place: hovered } = await open('<set-body>@((60 *┆ 60).ToString())</set-body>')
  expect(JSON.stringify(await other.sendRequest(HoverRequest.type, hovered))).toContain('3600')
})

it('shows refactorings that are not possible only to who can show them', async () => {
  const titles = async (capabilities?: object) => {
    const { connection, position } = await open('<set-body>@{ var a = 1; return a┆; }</set-body>', {
      ...(capabilities && { capabilities }),
    })
    const range = { start: position, end: position }
    const context = { diagnostics: [], only: ['refactor'] }
    const found = await connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range, context })
    return (found ?? []).map((one) => ('disabled' in one ? `${one.title} (${one.disabled?.reason})` : one.title))
  }
  expect(await titles()).toContain("Inline 'a'")
  expect((await titles()).filter((title) => title.includes('more than one statement'))).toEqual([])
  expect(await titles({ textDocument: { codeAction: { disabledSupport: true } } })).toContain(
    'Write as an expression: @( … ) (The block has more than one statement.)',
  )
})

it.each([true, false])('asks to show lenses anew only where the editor can (%s)', async (refreshSupport) => {
  let asked = 0
  const { connection } = await start({
    capabilities: { workspace: { codeLens: { refreshSupport } } },
    prepare: (one) =>
      one.onRequest('workspace/codeLens/refresh', () => {
        asked++
        return null
      }),
  })
  await connection.sendNotification(TRUST_NOTIFICATION, { trusted: true })
  // Answers come in the order of the questions.
  await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri: 'file:///none.xml' } })
  expect(asked).toBe(refreshSupport ? 1 : 0)
})

it('evaluates for the sample request beside the policy, in a trusted workspace only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'policywright-evaluate-'))
  try {
    const uri = pathToFileURL(join(folder, 'policy.xml')).href
    const client = await start()
    const { connection } = client
    client.open(
      uri,
      inbound(
        '<set-body>@{\n  return context.Request.Headers["X-Name"][0] + 1;\n}</set-body><set-body>@{\n  return int.Parse("x").ToString();\n}</set-body>',
      ),
    )
    const lenses = () => connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })
    const titles = async () => {
      const found = (await lenses()) ?? []
      const resolved = await Promise.all(found.map((lens) => connection.sendRequest(CodeLensResolveRequest.type, lens)))
      return resolved.map(({ command }) => command?.title)
    }
    expect(await lenses()).toEqual([])
    await connection.sendNotification(TRUST_NOTIFICATION, { trusted: true })
    expect(await titles()).toEqual(Array(2).fill('Evaluate: create a sample request'))

    const sample: { uri: string; text: string } = await connection.sendRequest(SAMPLE_REQUEST_REQUEST, { uri })
    expect(sample.uri).toBe(pathToFileURL(join(folder, 'policy.request.json')).href)
    expect(JSON.parse(sample.text)).toMatchObject({ request: { headers: { 'X-Name': ['sample'] } } })
    writeFileSync(join(folder, 'policy.request.json'), sample.text)
    expect(await titles()).toEqual([
      '= "sample1" (System.String)',
      'System.FormatException: Input string was not in a correct format.',
    ])
    const [first] = (await lenses()) ?? []
    const command = { command: 'policywright.server.evaluate', arguments: [first?.data] }
    expect(await connection.sendRequest(ExecuteCommandRequest.type, command)).toMatchObject({ kind: 'value' })

    writeFileSync(join(folder, 'policy.request.json'), '{"reqest":{}}')
    expect(await connection.sendRequest(EVALUATE_REQUEST, first?.data)).toMatchObject({
      kind: 'failed',
      title: expect.stringContaining("did you mean 'request'"),
    })
    await connection.sendNotification(TRUST_NOTIFICATION, { trusted: false })
    expect(await connection.sendRequest(EVALUATE_REQUEST, first?.data)).toMatchObject({ kind: 'refused' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
