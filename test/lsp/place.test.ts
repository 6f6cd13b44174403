import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import {
  CompletionRequest,
  ConfigurationRequest,
  DidChangeConfigurationNotification,
  LogMessageNotification,
  RegistrationRequest,
} from 'vscode-languageserver/node'
import {
  PLACE_CHANGED_NOTIFICATION,
  PLACE_REQUEST,
  type Place,
  RESOURCES_NOTIFICATION,
  SET_PLACE_NOTIFICATION,
} from '../../language-server/protocol.ts'
import type { TestClient } from './client.ts'
import { at, inbound, start, URI } from './session.ts'

const FOLDERS = ['file:///repo']

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

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
      why: "Scope 'api': the file's place in the APIOps layout, or in that of policywright.json. Gateway 'v2': the setting policywright.gateway.",
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
    for (const name of ['log', 'auth']) {
      await mkdir(join(folder, 'policy fragments', name), { recursive: true })
      await writeFile(join(folder, 'policy fragments', name, 'policy.xml'), '<fragment />')
    }
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
