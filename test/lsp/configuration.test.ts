import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ConfigurationRequest, DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver/node'
import { writeBaseline } from '../../cli/checking/baseline.ts'
import { checkFiles } from '../../cli/checking/check-files.ts'
import { createConfigurations } from '../../cli/checking/configurations.ts'
import { HOST_POLICIES_REQUEST, type HostParams, type HostPolicies } from '../../language-server/protocol.ts'
import { start } from './session.ts'

const noBase = '<policies>\n  <inbound>\n    <return-response />\n  </inbound>\n</policies>\n'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'policywright-configuration-'))
  mkdirSync(join(folder, 'apis/orders'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const uriOf = (path: string): string => pathToFileURL(join(folder, path)).href
const configure = (text: string): void => writeFileSync(join(folder, 'policywright.json'), text)

async function open(path = 'apis/orders/policy.xml', settings?: unknown) {
  const client = await start({ folders: [uriOf('')], ...(settings !== undefined && { settings }) })
  client.open(uriOf(path), noBase)
  const severity = async (wanted: number | undefined): Promise<void> => {
    await client.diagnostics(uriOf(path), ({ diagnostics }) => {
      const found = diagnostics.find(({ code }) => code === 'missing-base')
      return diagnostics.length > 0 || wanted === undefined ? found?.severity === wanted : false
    })
  }
  const changed = (type: FileChangeType): Promise<void> =>
    client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri: uriOf('policywright.json'), type }],
    })
  return { client, severity, changed }
}

it('reports by the nearest policywright.json, and follows its changes', async () => {
  configure('{ "rules": { "missing-base": "error" } }')
  const { severity, changed } = await open()
  await severity(1)
  configure('{ "overrides": [{ "files": ["apis/**"], "rules": { "missing-base": "info" } }] }')
  await changed(FileChangeType.Changed)
  await severity(3)
  rmSync(join(folder, 'policywright.json'))
  await changed(FileChangeType.Deleted)
  await severity(2)
})

it('takes the settings of the editor where the file says nothing', async () => {
  configure('{ "rules": { "unknown-policy": "error" } }')
  const { severity } = await open('apis/orders/policy.xml', { rules: { 'missing-base': 'hint' } })
  await severity(4)
})

it('binds by the file, and says so', async () => {
  configure('{ "bindings": { "odd/*.xml": { "scope": "product" } } }')
  const { client } = await open('odd/a.xml')
  await client.diagnostics(uriOf('odd/a.xml'))
  expect(await client.connection.sendRequest('policywright/place', { uri: uriOf('odd/a.xml') })).toMatchObject({
    scope: 'product',
    scopeFrom: 'binding',
    why: expect.stringContaining("pattern 'odd/*.xml'"),
  })
})

it('shows in the file what is wrong with it, until that is put right', async () => {
  configure('{\n  "rules": { "missing-bse": "off" }\n}')
  const { client, changed } = await open()
  const { diagnostics } = await client.diagnostics(uriOf('policywright.json'), (found) => found.diagnostics.length > 0)
  expect(diagnostics).toMatchObject([
    {
      severity: 2,
      message: "rules: there is no rule 'missing-bse'; did you mean 'missing-base'?",
      range: { start: { line: 1, character: 13 }, end: { line: 1, character: 26 } },
    },
  ])
  configure('{}')
  await changed(FileChangeType.Changed)
  await client.diagnostics(uriOf('policywright.json'), (found) => found.diagnostics.length === 0)
})

it('hides what the baseline of policywright.json knows, as the command line wrote it, and never a refusal', async () => {
  const text = noBase.replace('<return-response />', '<set-haeder />\n    <return-response />')
  const path = 'apis/orders/policy.xml'
  const file = join(folder, path)
  writeFileSync(file, text)
  const baseline = join(folder, 'policywright-baseline.json')
  const request = { options: {}, rules: { levels: {} }, configurations: createConfigurations() }
  writeBaseline(baseline, checkFiles([{ path, text, file }], request), undefined)
  configure('{ "baseline": "policywright-baseline.json" }')

  const client = await start({ folders: [uriOf('')] })
  client.open(uriOf(path), text)
  const { diagnostics } = await client.diagnostics(uriOf(path))
  // Hints are in no baseline.
  expect(diagnostics.flatMap(({ code, severity }) => (severity === 4 ? [] : [code]))).toEqual(['unknown-policy'])

  // One more of a kind that is known is new.
  client.change(
    uriOf(path),
    2,
    text.replace('</policies>', '  <outbound><trace source="a"><message>b</message></trace></outbound>\n</policies>'),
  )
  await client.diagnostics(uriOf(path), (found) => found.diagnostics.some(({ code }) => code === 'missing-base'))

  client.change(uriOf(path), 3, text)
  rmSync(baseline)
  await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: uriOf('policywright-baseline.json'), type: FileChangeType.Deleted }],
  })
  await client.diagnostics(uriOf(path), (found) => found.diagnostics.some(({ code }) => code === 'missing-base'))
  const told = await client.diagnostics(uriOf('policywright.json'), (found) => found.diagnostics.length > 0)
  expect(told.diagnostics).toMatchObject([
    {
      message: expect.stringMatching(/^The baseline 'policywright-baseline.json' is not there; .*--update-baseline/),
      range: { start: { line: 0, character: 2 }, end: { line: 0, character: 12 } },
    },
  ])
})

it('holds for the policies in a file of infrastructure, where they stand and in a tab of their own', async () => {
  const named = (name: string): string =>
    `resource ${name} 'Microsoft.ApiManagement/service/apis/policies@2022-08-01' = {\n  properties: { value: '''\n${noBase}''' }\n}\n`
  const file = join(folder, 'main.bicep')
  const baseline = join(folder, 'policywright-baseline.json')
  const request = { options: {}, rules: { levels: {} }, configurations: createConfigurations() }
  writeBaseline(baseline, checkFiles([{ path: 'main.bicep', text: named('b'), file }], request), undefined)
  configure('{ "baseline": "policywright-baseline.json" }')
  const text = named('a') + named('b')
  const rules: unknown[] = [{ 'empty-section': 'off' }, { 'missing-base': 'info' }]
  const client = await start({
    capabilities: { workspace: { configuration: true } },
    prepare: (connection) =>
      connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => ({ rules: rules[0] }))),
  })
  const found = async (): Promise<readonly (number | undefined)[]> => {
    const asked = { uri: uriOf('main.bicep'), text } satisfies HostParams
    const { diagnostics } = await client.connection.sendRequest<HostPolicies>(HOST_POLICIES_REQUEST, asked)
    return diagnostics.filter(({ code }) => code === 'missing-base').map(({ severity }) => severity)
  }
  expect(await found()).toEqual([2])
  // The settings of the editor, as they are now.
  rules.shift()
  expect(await found()).toEqual([3])

  const tab = (key: string): string => {
    const query = new URLSearchParams({ host: uriOf('main.bicep'), key }).toString()
    return `policywright-inline:/${key}.policy.xml?${encodeURIComponent(query)}`
  }
  const isTold = async (key: string): Promise<boolean> => {
    client.open(tab(key), noBase)
    const { diagnostics } = await client.diagnostics(tab(key))
    return diagnostics.some(({ code }) => code === 'missing-base')
  }
  expect(await isTold('a')).toBe(true)
  expect(await isTold('b')).toBe(false)
})
