import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import {
  CodeActionRequest,
  CompletionRequest,
  CompletionResolveRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LinkedEditingRangeRequest,
  LogMessageNotification,
  RegistrationRequest,
  SelectionRangeRequest,
  ShutdownRequest,
} from 'vscode-languageserver/node'
import type { Rule } from '../../language-server/core/lint/rule.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import {
  AUTO_CLOSE_REQUEST,
  PLACE_CHANGED_NOTIFICATION,
  PLACE_REQUEST,
  type Place,
  RESOURCES_NOTIFICATION,
  SET_PLACE_NOTIFICATION,
} from '../../language-server/protocol.ts'
import { systemTimers, type Timers } from '../../language-server/server/scheduler.ts'
import type { ServerPorts } from '../../language-server/server/server.ts'
import { withCursor } from '../support/cursor.ts'
import { type ClientSetup, startInProcess, type TestClient } from './client.ts'

const URI = 'file:///repo/apis/orders/policy.xml'
const FOLDERS = ['file:///repo']

const clients: TestClient[] = []
const folders: string[] = []

async function start(setup?: ClientSetup, ports?: ServerPorts): Promise<TestClient> {
  const client = await startInProcess(setup, ports)
  clients.push(client)
  return client
}

afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

const inbound = (content: string): string => `<policies>
  <inbound>
    <base />
    ${content}
  </inbound>
  <backend><base /></backend>
  <outbound><base /></outbound>
  <on-error><base /></on-error>
</policies>
`

function at(marked: string) {
  const { text, offset } = withCursor(marked)
  return { text, position: createLineMap(text).positionAt(offset) }
}

describe('a session', () => {
  it('goes from open to close', async () => {
    const client = await start()
    expect(client.initialized.capabilities).toMatchObject({
      textDocumentSync: { openClose: true, change: 2 },
      completionProvider: { resolveProvider: true },
      linkedEditingRangeProvider: true,
    })

    const wrong = inbound('<set-heder name="X-Trace" exists-action="delete" />')
    client.open(URI, wrong)
    const opened = await client.diagnostics(URI)
    expect(opened).toMatchObject({
      version: 1,
      diagnostics: [
        { code: 'unknown-policy', source: 'policywright', severity: 1, range: { start: { line: 3, character: 5 } } },
      ],
    })

    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: URI },
      range: { start: { line: 3, character: 7 }, end: { line: 3, character: 7 } },
      context: { diagnostics: [...opened.diagnostics] },
    })
    const action = actions?.find((candidate) => 'edit' in candidate && candidate.isPreferred)
    const edits = action && 'edit' in action ? (action.edit?.changes?.[URI] ?? []) : []
    const lines = createLineMap(wrong)
    const fixed = applyEdits(
      wrong,
      edits.map(({ range, newText }) => ({
        span: { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) },
        newText,
      })),
    )
    expect(fixed).toBe(inbound('<set-header name="X-Trace" exists-action="delete" />'))

    client.change(URI, 2, fixed)
    expect(await client.diagnostics(URI, ({ version }) => version === 2)).toMatchObject({ diagnostics: [] })
    client.close(URI)
    expect(await client.diagnostics(URI, ({ version }) => version === undefined)).toMatchObject({ diagnostics: [] })
  })

  it('answers at the cursor', async () => {
    const client = await start()
    const ask = async (marked: string) => {
      const { text, position } = at(marked)
      client.open(URI, text)
      return { textDocument: { uri: URI }, position }
    }
    const list = await client.connection.sendRequest(CompletionRequest.type, await ask(inbound('<set-┆')))
    const items = Array.isArray(list) ? list : (list?.items ?? [])
    const item = items.find(({ label }) => label === 'set-header')
    if (item === undefined) throw new Error('set-header is not offered')
    expect(item.textEdit).toMatchObject({ range: { start: { line: 3, character: 4 }, end: { line: 3, character: 9 } } })
    const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, item)
    expect(JSON.stringify(resolved.documentation)).toContain('exists-action')

    const hovered = await client.connection.sendRequest(
      HoverRequest.type,
      await ask(inbound('<set-h┆eader name="a" />')),
    )
    expect(JSON.stringify(hovered?.contents)).toContain('learn.microsoft.com')
    const linked = await client.connection.sendRequest(
      LinkedEditingRangeRequest.type,
      await ask(inbound('<choo┆se></choose>')),
    )
    expect(linked?.ranges).toHaveLength(2)
    const closed = await client.connection.sendRequest<string | null>(AUTO_CLOSE_REQUEST, {
      uri: URI,
      position: (await ask(inbound('<choose>┆'))).position,
      character: '>',
    })
    expect(closed).toContain('</choose>')

    const { textDocument, position } = await ask(inbound('<cors />┆'))
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument })
    expect(symbols?.map(({ name }) => name)).toEqual(['policies'])
    expect(await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument })).not.toHaveLength(0)
    const selection = await client.connection.sendRequest(SelectionRangeRequest.type, {
      textDocument,
      positions: [position],
    })
    expect(selection).toHaveLength(1)
  })

  it('follows incremental changes', async () => {
    const client = await start()
    client.open(URI, inbound('<cors/>'))
    await client.diagnostics(URI)
    const range = { start: { line: 3, character: 4 }, end: { line: 3, character: 11 } }
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ range, text: '<set-heder/>' }],
    })
    const { diagnostics } = await client.diagnostics(URI, ({ version }) => version === 2)
    expect(diagnostics.map(({ code }) => code)).toContain('unknown-policy')
  })

  it('answers null for a document that is not open', async () => {
    const client = await start()
    const params = { textDocument: { uri: 'file:///none' }, position: { line: 0, character: 0 } }
    expect(await client.connection.sendRequest(HoverRequest.type, params)).toBeNull()
    expect(await client.connection.sendRequest(PLACE_REQUEST, { uri: 'file:///none' })).toBeNull()
  })

  it('survives a request that fails, says so, and logs it', async () => {
    const logged: string[] = []
    const client = await start({
      prepare: (connection) =>
        connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message)),
    })
    client.open(URI, inbound(''))
    const textDocument = { uri: URI }
    await expect(client.connection.sendRequest(HoverRequest.method, { textDocument })).rejects.toThrow(/Hover failed/)
    expect(logged.join()).toContain('Hover failed')
    const position = { line: 0, character: 2 }
    expect(await client.connection.sendRequest(HoverRequest.type, { textDocument, position })).not.toBeNull()
  })
})

it('rehearses between requests, until it is shut down', async () => {
  let steps = 0
  function* endless(): Generator<void> {
    for (;;) {
      steps++
      yield
    }
  }
  // A second passes whenever somebody looks at the clock.
  let clock = 0
  const timers: Timers = {
    now() {
      clock += 1000
      return clock
    },
    after: (_milliseconds, callback) => systemTimers.after(0, callback),
  }
  const client = await start({}, { rehearsal: endless(), timers })
  client.open(URI, inbound(''))
  expect(await client.connection.sendRequest(PLACE_REQUEST, { uri: URI })).toMatchObject({ kind: 'policies' })
  expect(steps).toBeGreaterThan(0)
  await client.connection.sendRequest(ShutdownRequest.type)
  const done = steps
  await expect(client.connection.sendRequest(HoverRequest.method, {})).rejects.toThrow()
  expect(steps).toBe(done)
})

it('leaves out a rule that fails, and says so once', async () => {
  const logged: string[] = []
  const broken: Rule = {
    id: 'broken-rule',
    severity: 'error',
    summary: '',
    why: '',
    examples: { bad: '', good: '' },
    check: () => ({
      cors() {
        throw new Error('no such thing')
      },
    }),
  }
  const client = await start(
    {
      prepare: (connection) =>
        connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message)),
    },
    { rules: [broken, ...rules] },
  )
  client.open(URI, inbound('<cors /><set-heder />'))
  const { diagnostics } = await client.diagnostics(URI)
  expect(diagnostics.map(({ code }) => code)).toContain('unknown-policy')
  client.change(URI, 2, inbound('<cors />  <set-heder />'))
  await client.diagnostics(URI, ({ version }) => version === 2)
  const actions = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: URI },
    range: { start: { line: 3, character: 18 }, end: { line: 3, character: 18 } },
    context: { diagnostics: [] },
  })
  expect(actions?.length).toBeGreaterThan(0)
  expect(logged).toEqual([expect.stringMatching(/^Rule 'broken-rule' failed and is left out: Error: no such thing/)])
})

it.each([SET_PLACE_NOTIFICATION, RESOURCES_NOTIFICATION, 'policywright/no-such-thing'])(
  'survives %s with nothing in it',
  async (notification) => {
    const client = await start()
    await client.connection.sendNotification(notification, {})
    await client.connection.sendNotification(notification, null)
    client.open(URI, '<policies />')
    expect(await client.connection.sendRequest(PLACE_REQUEST, { uri: URI })).toMatchObject({ kind: 'policies' })
  },
)

describe('the place of a document', () => {
  const place = (client: TestClient, uri = URI) => client.connection.sendRequest<Place | null>(PLACE_REQUEST, { uri })

  it('comes from the path, and says why', async () => {
    const client = await start({ folders: FOLDERS, settings: { gateway: 'v2' } })
    client.open(URI, '<policies>é</policies>')
    expect(await place(client)).toEqual({
      uri: URI,
      kind: 'policies',
      scope: 'api',
      gateway: 'v2',
      dialect: 'rawxml',
      size: { bytes: 23, limit: 256 * 1024 },
      why: "Scope 'api': the file's place in the APIOps layout. Gateway 'v2': the setting policywright.gateway.",
      scopeFrom: 'path',
      gatewayFrom: 'setting',
    })
  })

  it('is changed by the user, and back', async () => {
    const changes: Place[] = []
    const client = await start({
      folders: FOLDERS,
      prepare: (connection) =>
        connection.onNotification(PLACE_CHANGED_NOTIFICATION, (changed: Place) => void changes.push(changed)),
    })
    client.open(URI, '<policies />')
    await client.connection.sendNotification(SET_PLACE_NOTIFICATION, {
      uri: URI,
      scope: 'global',
      gateway: 'consumption',
    })
    expect(await place(client)).toMatchObject({ scope: 'global', scopeFrom: 'choice', size: { limit: 16 * 1024 } })
    expect(changes.at(-1)).toMatchObject({ uri: URI, scope: 'global' })
    await client.connection.sendNotification(SET_PLACE_NOTIFICATION, { uri: URI, scope: null })
    expect(await place(client)).toMatchObject({ scope: 'api', scopeFrom: 'path', gateway: 'consumption' })
  })

  it('stays the chosen one when the document is opened again', async () => {
    const client = await start({ folders: FOLDERS })
    client.open(URI, '<policies />')
    await client.connection.sendNotification(SET_PLACE_NOTIFICATION, { uri: URI, scope: 'product' })
    client.close(URI)
    client.open(URI, '<policies />')
    expect(await place(client)).toMatchObject({ scope: 'product', scopeFrom: 'choice' })
  })

  it('is told by the root where nothing else tells', async () => {
    const client = await start({ settings: { scope: 'product' } })
    client.open('untitled:a', '<!-- x --><fragment />')
    client.open('untitled:b', '<policies />')
    expect(await place(client, 'untitled:a')).toMatchObject({ kind: 'fragment', scope: 'fragment', scopeFrom: 'root' })
    expect(await place(client, 'untitled:b')).toMatchObject({ scope: 'product', scopeFrom: 'setting' })
  })

  it('is that of the API when its folder alone is open', async () => {
    const client = await start({ folders: ['file:///repo/apis/orders'] })
    client.open(URI, inbound(''))
    expect(await place(client)).toMatchObject({ scope: 'api', scopeFrom: 'path' })
    expect((await client.diagnostics(URI)).diagnostics).toEqual([])
  })

  it('is global for a bare policy.xml where artifacts stand beside it, or the setting says so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'policywright-lsp-'))
    folders.push(folder)
    await mkdir(join(folder, 'artifacts', 'named values'), { recursive: true })
    const root = pathToFileURL(folder).href
    const client = await start({ folders: [root], settings: { artifacts: 'infra' } })
    for (const path of ['policy.xml', 'artifacts/policy.xml', 'infra/policy.xml'])
      client.open(`${root}/${path}`, '<policies />')
    expect(await place(client, `${root}/policy.xml`)).toMatchObject({ scopeFrom: 'none' })
    expect(await place(client, `${root}/artifacts/policy.xml`)).toMatchObject({ scope: 'global', scopeFrom: 'path' })
    expect(await place(client, `${root}/infra/policy.xml`)).toMatchObject({ scope: 'global', scopeFrom: 'path' })
  })

  it('decides what is reported', async () => {
    const client = await start({ folders: FOLDERS })
    client.open(URI, inbound('<rate-limit-by-key calls="1" renewal-period="10" counter-key="a" />'))
    expect((await client.diagnostics(URI)).diagnostics).toEqual([])
    await client.connection.sendNotification(SET_PLACE_NOTIFICATION, { uri: URI, gateway: 'consumption' })
    const { diagnostics } = await client.diagnostics(URI, (found) => found.diagnostics.length > 0)
    expect(diagnostics.map(({ code }) => code)).toEqual(['wrong-gateway'])
  })
})

describe('settings', () => {
  it('are asked of the client for each document, and again when they change', async () => {
    let settings: unknown = { scope: 'api', gateway: 'consumption' }
    const asked: unknown[] = []
    const client = await start({
      capabilities: { workspace: { configuration: true } },
      prepare(connection) {
        connection.onRequest(RegistrationRequest.type, () => undefined)
        connection.onRequest(ConfigurationRequest.type, ({ items }) => {
          asked.push(...items)
          return items.map(() => settings)
        })
      },
    })
    client.open('untitled:a', inbound('<rate-limit-by-key calls="1" renewal-period="10" counter-key="a" />'))
    expect((await client.diagnostics('untitled:a')).diagnostics.map(({ code }) => code)).toEqual(['wrong-gateway'])
    expect(asked).toEqual([{ scopeUri: 'untitled:a', section: 'policywright' }])

    settings = { scope: 'api', gateway: 'classic' }
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null })
    expect((await client.diagnostics('untitled:a')).diagnostics).toEqual([])
  })

  it('come with the notification where the client cannot be asked, and a wrong one is named', async () => {
    const logged: string[] = []
    const client = await start({
      prepare: (connection) =>
        connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message)),
    })
    client.open('untitled:a', '<policies />')
    await client.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { policywright: { scope: 'api', gateway: 'v3' } },
    })
    const place = await client.connection.sendRequest<Place>(PLACE_REQUEST, { uri: 'untitled:a' })
    expect(place).toMatchObject({ scope: 'api', gatewayFrom: 'none' })
    expect(logged.join()).toMatch(/Setting ignored: policywright\.gateway is "v3", but must be one of unknown, classic/)
  })
})

describe('names', () => {
  const labels = async (client: TestClient, uri: string, marked: string): Promise<readonly string[]> => {
    const { text, position } = at(marked)
    client.open(uri, text)
    // The place is answered after the names of the folder were asked for; their files are read meanwhile.
    await client.diagnostics(uri)
    const list = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position })
    return (Array.isArray(list) ? list : (list?.items ?? [])).map(({ label }) => label)
  }

  it('are those that the client tells of the instance', async () => {
    const client = await start({ folders: FOLDERS })
    await client.connection.sendNotification(RESOURCES_NOTIFICATION, {
      folder: 'file:///repo/',
      resources: { namedValues: [{ name: 'a', displayName: 'tenantId' }], fragments: ['log'] },
    })
    expect(await labels(client, URI, inbound('<set-body>{{┆}}</set-body>'))).toEqual(['tenantId'])
  })

  it('are those of the folders in the workspace, where nothing is told', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'policywright-lsp-'))
    folders.push(folder)
    for (const name of ['log', 'auth']) await mkdir(join(folder, 'policy fragments', name), { recursive: true })
    const root = pathToFileURL(folder).href
    const client = await start({ folders: [root] })
    const { text, position } = at(inbound('<include-fragment fragment-id="┆" />'))
    const textDocument = { uri: `${root}/policy.xml` }
    client.open(textDocument.uri, text)
    // The folders are read beside the requests, so ask until they are there; the test's time limit ends a wait in vain.
    for (;;) {
      const list = await client.connection.sendRequest(CompletionRequest.type, { textDocument, position })
      const labels = (Array.isArray(list) ? list : (list?.items ?? [])).map(({ label }) => label)
      if (labels.length === 0) continue
      expect(labels).toEqual(['auth', 'log'])
      break
    }
  })
})
