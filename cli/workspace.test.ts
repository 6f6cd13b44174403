import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { dispatch } from './dispatch.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

const policies = (content: string): string =>
  `<policies>\n  <inbound>\n    <base />\n    ${content}\n  </inbound>\n  <backend>\n    <base />\n  </backend>\n  <outbound>\n    <base />\n  </outbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>\n`
const information = (properties: object): string => JSON.stringify({ properties })

async function check(files: Readonly<Record<string, string>>, ...paths: string[]) {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'policywright-check-')))
  folders.push(cwd)
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  let out = ''
  let err = ''
  const code = await dispatch(['check', '--output', 'json', ...paths], {
    cwd,
    out(text) {
      out += text
    },
    err(text) {
      err += text
    },
    readInput: async () => '',
  })
  const { files: checked } = out === '' ? { files: [] } : JSON.parse(out)
  const found = checked.flatMap(({ path, findings }: { path: string; findings: { rule: string }[] }) =>
    findings.map(({ rule }) => `${path} ${rule}`),
  )
  return { code, err, found }
}

const files = {
  'apis/orders/policy.xml': policies('<include-fragment fragment-id="log" />'),
  'apis/orders/operations/get-order/policy.xml': policies('<rewrite-uri template="/v2/{orderId}" />'),
  'apis/orders/specification.yaml': 'openapi: 3.0.1\npaths:\n  /orders/{id}:\n    get:\n      operationId: get-order\n',
  'policy fragments/log/policy.xml': '<fragment>\n  <set-header name="X" exists-action="delete" />\n</fragment>\n',
  'policy fragments/idle/policy.xml': '<fragment>\n  <set-header name="X" exists-action="delete" />\n</fragment>\n',
  'named values/a/namedValueInformation.json': information({ displayName: 'tenant', value: '1' }),
  'named values/b/namedValueInformation.json': information({ displayName: 'tenant', value: '2' }),
}

it('documents of one folder know one another', async () => {
  const { code, found } = await check(files, '.')
  expect(code).toBe(1)
  expect(found.filter((one: string) => !/missing-|suppress/.test(one))).toEqual([
    'apis/orders/operations/get-order/policy.xml rewrite-template-parameter',
    'policy fragments/idle/policy.xml unused-fragment',
    'named values/a/namedValueInformation.json duplicate-named-value',
    'named values/a/namedValueInformation.json unused-named-value',
    'named values/b/namedValueInformation.json duplicate-named-value',
    'named values/b/namedValueInformation.json unused-named-value',
  ])
})

it('a document alone knows its operation, and concludes nothing from what was not named', async () => {
  const { found } = await check(
    files,
    'apis/orders/operations/get-order/policy.xml',
    'policy fragments/idle/policy.xml',
  )
  expect(found).toEqual(['apis/orders/operations/get-order/policy.xml rewrite-template-parameter'])
})

it('names that are nowhere are missing only where the layout says that it is complete', async () => {
  const api = { 'apis/orders/policy.xml': policies('<include-fragment fragment-id="nobody" />') }
  expect((await check(api, '.')).found).toEqual([])
  const complete = { ...api, 'policywright.json': '{ "layout": { "complete": true } }' }
  expect((await check(complete, '.')).found).toEqual(['apis/orders/policy.xml unknown-fragment'])
})
