import { describe, expect, it } from 'vitest'
import {
  CodeLensRequest,
  CodeLensResolveRequest,
  CompletionRequest,
  HoverRequest,
  LogMessageNotification,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import {
  HOST_ACTIONS_REQUEST,
  HOST_POLICIES_REQUEST,
  HOST_WRITE_REQUEST,
  type HostAction,
  type HostActionsParams,
  type HostEdit,
  type HostParams,
  type HostPolicies,
  type HostWriteParams,
  PLACE_REQUEST,
  type Place,
  TRUST_NOTIFICATION,
} from '../../language-server/protocol.ts'
import type { TestClient } from './client.ts'
import { at, inbound, start, URI } from './session.ts'
import { folderOf } from './shop.ts'

const HOST = 'file:///repo/infra/main.bicep'

const bicep = (policy: string): string => `resource apim 'Microsoft.ApiManagement/service@2022-08-01' existing = {
  name: 'apim'
}
resource all 'Microsoft.ApiManagement/service/policies@2022-08-01' = {
  parent: apim
  properties: {
    format: 'rawxml'
    value: '''
${policy}
'''
  }
}
resource one 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = {
  properties: { format: 'xml', value: loadTextContent('../policies/one.xml') }
}
`

const sound = '<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>'
const misspelt = sound.replace('<base />', '<set-haeder name="a" />')

const policiesIn = (client: TestClient, text: string, uri = HOST): Promise<HostPolicies> =>
  client.connection.sendRequest<HostPolicies>(HOST_POLICIES_REQUEST, { uri, text } satisfies HostParams)

describe('Liquid inside a policy', () => {
  it('is checked once its library is loaded', async () => {
    const client = await start()
    client.open(URI, inbound('<set-body template="liquid">{% if body.a %}a</set-body>'))
    const { diagnostics } = await client.diagnostics(URI, (found) =>
      found.diagnostics.some(({ code }) => code === 'liquid-syntax'),
    )
    const found = diagnostics.find(({ code }) => code === 'liquid-syntax')
    expect(found?.message).toBe("The block 'if' is not closed by '{% endif %}'.")
    expect(found?.range).toEqual({ start: { line: 3, character: 32 }, end: { line: 3, character: 47 } })
  })

  it('is completed and explained', async () => {
    const client = await start()
    const { text, position } = at(inbound('<set-body template="liquid">{{ body.name | Up┆case }}</set-body>'))
    client.open(URI, text)
    const where = { textDocument: { uri: URI }, position }
    const list = await client.connection.sendRequest(CompletionRequest.type, where)
    const items = Array.isArray(list) ? list : (list?.items ?? [])
    expect(items.map(({ label }) => label)).toContain('UrlEncode')
    expect(JSON.stringify(await client.connection.sendRequest(HoverRequest.type, where))).toContain('capital letters')
  })
})

describe('policies in a file of infrastructure', () => {
  it('are found with their findings, by the lines of the file', async () => {
    const client = await start()
    const { inline, links, diagnostics } = await policiesIn(client, bicep(misspelt))
    expect(inline.map(({ key, scope, dialect, text }) => [key, scope, dialect, text])).toEqual([
      ['all', 'global', 'rawxml', `${misspelt}\n`],
    ])
    expect(links.map(({ path, scope, range }) => [path, scope, range.start.line])).toEqual([
      ['../policies/one.xml', 'api', 17],
    ])
    const error = diagnostics.find(({ code }) => code === 'unknown-policy')
    expect(error?.range).toEqual({ start: { line: 10, character: 5 }, end: { line: 10, character: 15 } })
  })

  it('are written back', async () => {
    const client = await start()
    const text = bicep(sound)
    const [policy] = (await policiesIn(client, text)).inline
    const params: HostWriteParams = {
      uri: HOST,
      text,
      key: 'all',
      before: policy?.text ?? '',
      after: (policy?.text ?? '').replace('<base />', '<base />\n    <cors />'),
    }
    const { edit } = await client.connection.sendRequest<HostEdit>(HOST_WRITE_REQUEST, params)
    const { offsetAt } = createLineMap(text)
    const { range, newText = '' } = edit ?? {}
    const after = range && text.slice(0, offsetAt(range.start)) + newText + text.slice(offsetAt(range.end))
    expect(after).toBe(bicep(sound.replace('<base />', '<base />\n    <cors />')))
  })

  const actionsOf = (client: TestClient, text: string, word: string, uri = HOST): Promise<readonly HostAction[]> => {
    const lines = createLineMap(text)
    const start = lines.positionAt(text.indexOf(word))
    const params: HostActionsParams = { uri, text, range: { start, end: start } }
    return client.connection.sendRequest<readonly HostAction[]>(HOST_ACTIONS_REQUEST, params)
  }
  const applied = (text: string, { edit }: HostAction): string => {
    if (edit === undefined) throw new Error('nothing is written')
    return TextDocument.applyEdits(TextDocument.create(HOST, 'any', 1, text), [edit])
  }

  it('have their quick fixes, written as their strings are', async () => {
    const client = await start()
    const text = bicep(misspelt)
    const actions = await actionsOf(client, text, 'set-haeder')
    const fix = actions.find(({ title }) => title.includes('set-header'))
    if (fix === undefined) throw new Error(`no fix among ${actions.map(({ title }) => title)}`)
    expect(fix).toMatchObject({ key: 'all', isPreferred: true, diagnostic: { code: 'unknown-policy' } })
    expect(applied(text, fix)).toBe(text.replace('set-haeder', 'set-header'))
    expect(await actionsOf(client, text, '<inbound>')).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ title: fix.title })]),
    )
  })

  it('escape what a fix writes', async () => {
    const client = await start()
    const policy = sound.replace(
      '<base />',
      "<base />\n    <trace source='a' severity='verbos'><message>b</message></trace>",
    )
    const value = JSON.stringify(policy).slice(1, -1)
    const template = (inner: string): string =>
      `{ "resources": [{ "type": "Microsoft.ApiManagement/service/policies", "name": "apim/policy", "properties": { "format": "rawxml", "value": "${inner}" } }] }`
    const text = template(value)
    const actions = await actionsOf(client, text, 'verbos', 'file:///repo/azuredeploy.json')
    const fix = actions.find(({ title }) => title.includes('verbose'))
    const hiding = actions.find(({ title }) => title.startsWith('Suppress'))
    expect(fix && applied(text, fix)).toBe(template(value.replace('verbos', 'verbose')))
    expect(hiding).toBeUndefined()
  })

  it('are checked for Liquid too', async () => {
    const client = await start()
    const body = '<set-body template="liquid">{% if body.a %}a</set-body>'
    const { diagnostics } = await policiesIn(client, bicep(sound.replace('<base />', `<base />\n    ${body}`)))
    expect(diagnostics.map(({ code }) => code)).toContain('liquid-syntax')
  })

  it.each([
    ['was changed meanwhile', bicep(misspelt), 'all', 'was changed in its file meanwhile'],
    ['is gone', bicep(sound), 'other', "has no policy 'other' any more"],
  ])('are not overwritten when one %s', async (_when, text, key, reason) => {
    const client = await start()
    const params: HostWriteParams = { uri: HOST, text, key, before: `${sound}\n`, after: '<policies />' }
    const { refused } = await client.connection.sendRequest<HostEdit>(HOST_WRITE_REQUEST, params)
    expect(refused).toContain(reason)
  })

  it('say nothing of files without any', async () => {
    const client = await start()
    expect(await policiesIn(client, '{ "a": 1 }', 'file:///repo/a.json')).toEqual({
      inline: [],
      links: [],
      diagnostics: [],
    })
  })
})

describe('where a document belongs', () => {
  const place = (client: TestClient, uri: string) => client.connection.sendRequest<Place | null>(PLACE_REQUEST, { uri })

  it('is said by the address of a policy in a string', async () => {
    const client = await start()
    const query = encodeURIComponent(
      new URLSearchParams({ host: HOST, key: 'all', scope: 'product', format: 'xml' }).toString(),
    )
    const uri = `policywright-inline:/all%20in%20main.bicep.policy.xml?${query}`
    client.open(uri, sound)
    expect(await place(client, uri)).toMatchObject({ scope: 'product', dialect: 'xml', scopeFrom: 'host' })
    // Nothing is known of what runs together with it.
    const ours = { trusted: false, showCommand: 'policywright.showEvaluation' }
    await client.connection.sendNotification(TRUST_NOTIFICATION, ours)
    const lenses = (await client.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? []
    const told = lenses.map((lens) => client.connection.sendRequest(CodeLensResolveRequest.type, lens))
    expect((await Promise.all(told)).map(({ command }) => command?.title)).toEqual(['Policy of a product'])
  })

  it('is said by the file that loads it', async () => {
    const shop = await folderOf({ 'infra/main.bicep': bicep(sound), 'policies/one.xml': sound })
    let read = (): void => undefined
    const isRead = new Promise<void>((resolve) => {
      read = resolve
    })
    const client = await start({
      folders: [shop.uri],
      prepare: (connection) =>
        connection.onNotification(LogMessageNotification.type, ({ message }) => {
          if (/ files of .* read in \d+ ms/.test(message)) read()
        }),
    })
    const uri = shop.uriOf('policies/one.xml')
    client.open(uri, sound)
    await isRead
    await expect.poll(() => place(client, uri)).toMatchObject({ scope: 'api', dialect: 'xml', scopeFrom: 'host' })
  })
})
