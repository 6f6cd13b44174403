import { describe, expect, it } from 'vitest'
import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DocumentLinkRequest,
  FileChangeType,
  HoverRequest,
  type InitializeParams,
  LogMessageNotification,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver/node'
import { EFFECTIVE_REQUEST, type Effective, type EffectiveParams } from '../../language-server/protocol.ts'
import type { TestClient } from './client.ts'
import { at, start } from './session.ts'
import { folderOf, policies, SHOP } from './shop.ts'

const API = 'apis/orders/policy.xml'
const OPERATION = 'apis/orders/operations/get-order/policy.xml'
const FRAGMENT = 'policy fragments/log/policy.xml'
const NAMED_VALUE = 'named values/tenant/namedValueInformation.json'

const capable: InitializeParams['capabilities'] = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'] } },
  textDocument: { completion: { completionItem: { snippetSupport: true } } },
}

type Shop = Awaited<ReturnType<typeof folderOf>>

/** Opens documents, and waits until the folder around them is read. */
async function enter(
  files: Readonly<Record<string, string>>,
  open: Readonly<Record<string, string>>,
  capabilities = capable,
) {
  const shop = await folderOf(files)
  let read = (): void => undefined
  const isRead = new Promise<void>((resolve) => (read = resolve))
  const client = await start({
    folders: [shop.uri],
    capabilities,
    prepare: (connection) =>
      connection.onNotification(LogMessageNotification.type, ({ message }) => {
        if (/ files of .* read in \d+ ms/.test(message)) read()
      }),
  })
  for (const [path, text] of Object.entries(open)) client.open(shop.uriOf(path), text)
  await isRead
  return { shop, client }
}

const inText = (path: string, part: string, files = SHOP) =>
  at((files[path] ?? '').replace(part, `${part.slice(0, 3)}┆${part.slice(3)}`))

/** Where a part of a file begins, as the answers say it. */
const placed = (locations: unknown, shop: Shop): readonly string[] =>
  (Array.isArray(locations) ? locations : [])
    .map(({ uri, range }: { uri: string; range: { start: { line: number; character: number } } }) => {
      const path = decodeURIComponent(uri.slice(shop.uri.length + 1))
      return `${path}:${range.start.line}:${range.start.character}`
    })
    .sort()

async function ask(part: string, path = API) {
  const { text, position } = inText(path, part)
  const { shop, client } = await enter(SHOP, { [path]: text })
  return { shop, client, where: { textDocument: { uri: shop.uriOf(path) }, position } }
}

describe('definition and references', () => {
  it.each([
    ['a fragment', 'log" />', [`${FRAGMENT}:0:0`], [`${API}:3:35`]],
    ['a back end', 'main" />', ['backends/main/backendInformation.json:0:0'], [`${API}:4:37`]],
    ['a named value', 'tenant-id', [`${NAMED_VALUE}:2:20`], [`${API}:5:41`]],
    ['a variable', 'tenant"', [`${API}:5:24`], [`${OPERATION}:4:42`]],
  ])('of %s', async (_what, part, definition, used) => {
    const { shop, client, where } = await ask(part)
    const found = await client.connection.sendRequest(DefinitionRequest.type, where)
    expect(placed(found, shop)).toEqual(definition)
    const context = { includeDeclaration: false }
    const references = await client.connection.sendRequest(ReferencesRequest.type, { ...where, context })
    expect(placed(references, shop)).toEqual(used)
    const all = await client.connection.sendRequest(ReferencesRequest.type, {
      ...where,
      context: { includeDeclaration: true },
    })
    expect(placed(all, shop)).toEqual([...definition, ...used].sort())
  })

  it('of a secret are found in the files of back ends too', async () => {
    const text = policies('<set-header name="K" exists-action="override"><value>{{back-┆end-key}}</value></set-header>')
    const { text: plain, position } = at(text)
    const { shop, client } = await enter(SHOP, { [API]: plain })
    const found = await client.connection.sendRequest(ReferencesRequest.type, {
      textDocument: { uri: shop.uriOf(API) },
      position,
      context: { includeDeclaration: false },
    })
    expect(placed(found, shop)).toEqual([`${API}:3:59`, 'backends/main/backendInformation.json:6:13'])
  })
})

describe('rename', () => {
  const to = async (part: string, newName: string, capabilities = capable) => {
    const { text, position } = inText(API, part)
    const { shop, client } = await enter(SHOP, { [API]: text }, capabilities)
    const where = { textDocument: { uri: shop.uriOf(API) }, position }
    const prepared = await client.connection.sendRequest(PrepareRenameRequest.type, where)
    return { shop, prepared, edit: client.connection.sendRequest(RenameRequest.type, { ...where, newName }) }
  }

  it('of a fragment renames its folder behind the texts', async () => {
    const { shop, prepared, edit } = await to('log" />', 'write-log')
    expect(prepared).toMatchObject({ placeholder: 'log', range: { start: { line: 3, character: 35 } } })
    expect(await edit).toEqual({
      documentChanges: [
        {
          textDocument: { uri: shop.uriOf(API), version: null },
          edits: [
            { range: { start: { line: 3, character: 35 }, end: { line: 3, character: 38 } }, newText: 'write-log' },
          ],
        },
        {
          kind: 'rename',
          oldUri: shop.uriOf('policy fragments/log'),
          newUri: shop.uriOf('policy fragments/write-log'),
        },
      ],
    })
  })

  it('of a named value changes its display name and every use', async () => {
    const { shop, edit } = await to('tenant-id', 'tenant')
    const { documentChanges = [] } = (await edit) ?? {}
    const touched = documentChanges.map((change) => 'textDocument' in change && change.textDocument.uri)
    expect(touched.sort()).toEqual([shop.uriOf(API), shop.uriOf(NAMED_VALUE)].sort())
  })

  it('of a variable reaches the other scopes', async () => {
    const { shop, edit } = await to('tenant"', 'lessee', { workspace: { workspaceEdit: {} } })
    const { changes = {} } = (await edit) ?? {}
    expect(Object.keys(changes).sort()).toEqual([shop.uriOf(OPERATION), shop.uriOf(API)].sort())
  })

  it('says why it is not done', async () => {
    await expect((await to('log" />', 'a b')).edit).rejects.toThrow(/not a name that the service takes/)
    const plain = { workspace: { workspaceEdit: {} } }
    await expect((await to('log" />', 'write-log', plain)).edit).rejects.toThrow(
      /does not let a language server rename/,
    )
  })
})

it.each([
  ['a fragment', 'log" />', /Writes what was called[\s\S]*Sets `logged`[\s\S]*Included by API orders/],
  ['a back end', 'main" />', /URL: `https:\/\/main\.example`/],
  ['a named value', 'tenant-id', /Value: `contoso`/],
])('hover on %s', async (_what, part, expected) => {
  const { client, where } = await ask(part)
  const hover = await client.connection.sendRequest(HoverRequest.type, where)
  expect(JSON.stringify(hover?.contents)).toMatch(expected)
})

it('never shows a secret', async () => {
  const { text, position } = at(
    policies('<set-header name="K" exists-action="override"><value>{{┆}}</value></set-header>'),
  )
  const { shop, client } = await enter(SHOP, { [API]: text })
  const textDocument = { uri: shop.uriOf(API) }
  const list = await client.connection.sendRequest(CompletionRequest.type, { textDocument, position })
  expect(JSON.stringify(list)).toMatch(/back-end-key/)
  const symbols = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: '' })
  expect(JSON.stringify([list, symbols])).not.toContain('hush')
})

it('tells what completes a name', async () => {
  const { text, position } = at(policies('<include-fragment fragment-id="┆" />'))
  const { shop, client } = await enter(SHOP, { [API]: text })
  const list = await client.connection.sendRequest(CompletionRequest.type, {
    textDocument: { uri: shop.uriOf(API) },
    position,
  })
  const items = Array.isArray(list) ? list : (list?.items ?? [])
  expect(JSON.stringify(items.find(({ label }) => label === 'log'))).toMatch(/Writes what was called/)
})

it('links names to their files', async () => {
  const { shop, client } = await enter(SHOP, { [API]: SHOP[API] ?? '' })
  const links = await client.connection.sendRequest(DocumentLinkRequest.type, {
    textDocument: { uri: shop.uriOf(API) },
  })
  expect(links?.map(({ target }) => target)).toEqual([
    shop.uriOf(FRAGMENT),
    shop.uriOf('backends/main/backendInformation.json'),
    `${shop.uriOf(NAMED_VALUE)}#L3`,
  ])
})

it('finds symbols of the whole workspace', async () => {
  const { client } = await enter(SHOP, { [API]: SHOP[API] ?? '' })
  const named = async (query: string) =>
    (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query }))?.map(
      ({ name, containerName }) => `${name} (${containerName})`,
    )
  expect(await named('tenant')).toEqual(['tenant-id (named value)', 'tenant (variable in API orders)'])
  expect(await named('orders')).toEqual(expect.arrayContaining(['API orders (policy)', 'orders (API)']))
  expect(await named('no such thing')).toEqual([])
})

it('lists a fragment once, where it is written', async () => {
  const { shop, client } = await enter(SHOP, { [API]: SHOP[API] ?? '' })
  const symbols = (await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'log' })) ?? []
  const found = symbols.filter(({ name }) => /\blog$/.test(name))
  expect(found.map(({ name, containerName, location: { uri } }) => [name, containerName, uri])).toEqual([
    ['log', 'fragment', shop.uriOf(FRAGMENT)],
  ])
})

it('shows fragments as calls', async () => {
  const { shop, client, where } = await ask('log" />')
  const [fragment] = (await client.connection.sendRequest(CallHierarchyPrepareRequest.type, where)) ?? []
  if (fragment === undefined) throw new Error('nothing is prepared')
  expect(fragment).toMatchObject({ name: 'log', uri: shop.uriOf(FRAGMENT) })
  const incoming = await client.connection.sendRequest(CallHierarchyIncomingCallsRequest.type, { item: fragment })
  expect(incoming?.map(({ from, fromRanges }) => [from.name, fromRanges.length])).toEqual([['API orders', 1]])
  const [caller] = incoming ?? []
  if (caller === undefined) throw new Error('nobody includes it')
  const outgoing = await client.connection.sendRequest(CallHierarchyOutgoingCallsRequest.type, { item: caller.from })
  expect(outgoing?.map(({ to }) => to.name)).toEqual(['log'])
})

describe('the workspace', () => {
  const rewriting = policies('<rewrite-uri template="/v2/{orderId}" />')
  const codes = async (client: TestClient, uri: string, code: string) =>
    client.diagnostics(uri, ({ diagnostics }) => diagnostics.some((one) => one.code === code))

  it('knows the operation of a document by its OpenAPI document', async () => {
    const { shop, client } = await enter(SHOP, { [OPERATION]: rewriting })
    const { diagnostics } = await codes(client, shop.uriOf(OPERATION), 'rewrite-template-parameter')
    expect(diagnostics.map(({ message }) => message).join()).toContain('/orders/{id}')
  })

  it('says nothing of names that it does not know, unless the layout is complete', async () => {
    const text = policies('<include-fragment fragment-id="nobody" />')
    const { shop, client } = await enter(SHOP, { [API]: text })
    expect((await client.diagnostics(shop.uriOf(API))).diagnostics.map(({ code }) => code)).not.toContain(
      'unknown-fragment',
    )
    const complete = { ...SHOP, 'policywright.json': '{ "layout": { "complete": true } }' }
    const other = await enter(complete, { [API]: text })
    await codes(other.client, other.shop.uriOf(API), 'unknown-fragment')
  })

  it('is watched', async () => {
    const complete = { ...SHOP, 'policywright.json': '{ "layout": { "complete": true } }' }
    const text = policies('<include-fragment fragment-id="later" />')
    const { shop, client } = await enter(complete, { [API]: text })
    const uri = shop.uriOf(API)
    // Those of the time before the folder was read.
    await client.diagnostics(uri)
    await codes(client, uri, 'unknown-fragment')
    await shop.write('policy fragments/later/policy.xml', '<fragment />')
    const created = { uri: shop.uriOf('policy fragments/later/policy.xml'), type: FileChangeType.Created } as const
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [created] })
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.every(({ code }) => code !== 'unknown-fragment'))
    const deleted = { uri: shop.uriOf('policy fragments/later'), type: FileChangeType.Deleted } as const
    await shop.write('policy fragments/other/policy.xml', '<fragment />')
    const { rm } = await import('node:fs/promises')
    await rm(`${shop.folder}/policy fragments/later`, { recursive: true })
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [deleted] })
    await codes(client, uri, 'unknown-fragment')
  })

  it('says nothing more when its folder leaves the editor', async () => {
    const named = 'named values/old/namedValueInformation.json'
    const files = {
      ...SHOP,
      'policywright.json': '{ "layout": { "complete": true } }',
      [named]: '{"properties":{"displayName":"tenant-id"}}',
    }
    const text = policies('<include-fragment fragment-id="nobody" />')
    const capabilities = { ...capable, workspace: { ...capable.workspace, workspaceFolders: true } }
    const { shop, client } = await enter(files, { [API]: text }, capabilities)
    await codes(client, shop.uriOf(API), 'unknown-fragment')
    await codes(client, shop.uriOf(named), 'duplicate-named-value')
    const removed = [{ uri: shop.uri, name: 'shop' }]
    await client.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [], removed },
    })
    await client.diagnostics(shop.uriOf(named), ({ diagnostics }) => diagnostics.length === 0)
    client.change(shop.uriOf(API), 2, `${text}\n`)
    const { diagnostics } = await client.diagnostics(shop.uriOf(API), ({ version }) => version === 2)
    expect(diagnostics.map(({ code }) => code)).not.toContain('unknown-fragment')
  })
})

describe('findings across files', () => {
  it('stand in the files that describe resources', async () => {
    const files = {
      ...SHOP,
      'named values/old/namedValueInformation.json': '{"properties":{"displayName":"tenant-id"}}',
    }
    const { shop, client } = await enter(files, { [API]: SHOP[API] ?? '' })
    const { diagnostics } = await client.diagnostics(shop.uriOf('named values/old/namedValueInformation.json'))
    expect(diagnostics).toMatchObject([
      {
        code: 'duplicate-named-value',
        severity: 1,
        range: { start: { line: 0, character: 30 }, end: { line: 0, character: 39 } },
      },
    ])
    client.change(shop.uriOf(API), 2, policies(''))
    const uri = shop.uriOf('backends/main/backendInformation.json')
    const unused = await client.diagnostics(uri, (found) => found.diagnostics.length > 0)
    expect(unused.diagnostics.map(({ code }) => code)).toEqual(['unused-backend'])
    client.change(shop.uriOf(API), 3, policies('<set-backend-service backend-id="main" />'))
    await client.diagnostics(uri, (found) => found.diagnostics.length === 0)
  })

  it('stand in fragments that nobody includes, and in those that lead back to themselves', async () => {
    const other = 'policy fragments/other/policy.xml'
    const files = {
      ...SHOP,
      [FRAGMENT]: '<fragment>\n  <include-fragment fragment-id="other" />\n</fragment>\n',
      [other]: '<fragment>\n  <include-fragment fragment-id="log" />\n</fragment>\n',
      'policy fragments/idle/policy.xml': '<fragment>\n  <set-method>GET</set-method>\n</fragment>\n',
    }
    const idle = 'policy fragments/idle/policy.xml'
    const { shop, client } = await enter(files, { [other]: files[other] ?? '', [idle]: files[idle] ?? '' })
    const has = (code: string) => (found: { readonly diagnostics: readonly { readonly code?: unknown }[] }) =>
      found.diagnostics.some((one) => one.code === code)
    await client.diagnostics(shop.uriOf(other), has('fragment-cycle'))
    await client.diagnostics(shop.uriOf(idle), has('unused-fragment'))
  })
})

describe('the effective policy', () => {
  it('is that of the document, as the editor shows it', async () => {
    const shown = SHOP[API]?.replace('value="{{tenant-id}}"', 'value="typed"') ?? ''
    const { shop, client } = await enter(SHOP, { [API]: shown })
    const params: EffectiveParams = { uri: shop.uriOf(OPERATION), product: 'starter' }
    const found = await client.connection.sendRequest<Effective>(EFFECTIVE_REQUEST, params)
    expect([found.title, found.products, found.notes]).toEqual([
      'operation get-order of API orders, product starter',
      ['starter'],
      [],
    ])
    const typed = found.lines.find(({ text }) => text.includes('value="typed"'))
    expect(typed?.origin).toMatchObject({ document: shop.uriOf(API), line: 5, scope: 'api' })
    const logged = found.lines.find(({ text }) => text.includes('"logged"'))
    expect(logged?.origin).toMatchObject({ document: shop.uriOf(FRAGMENT), line: 1, fragment: 'log' })
  })

  it.each([
    [FRAGMENT, /A fragment runs where it is included/],
    ['nowhere.txt', /no policy document of a folder that the editor has open/],
  ])('of %s is refused with the reason', async (path, reason) => {
    const { shop, client } = await enter(SHOP, { [API]: SHOP[API] ?? '' })
    const asked = client.connection.sendRequest(EFFECTIVE_REQUEST, { uri: shop.uriOf(path) })
    await expect(asked).rejects.toThrow(reason)
  })
})
