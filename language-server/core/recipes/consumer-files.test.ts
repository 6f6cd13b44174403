import { describe, expect, test } from 'vitest'
import { applyEdits } from '../text/edit.ts'
import type { CallerIdentity, ConsumerOrder } from './consumer.ts'
import { consumers } from './consumers.ts'
import { undo } from './undo.ts'

const url = 'https://shop.azure-api.net/orders'
const order: ConsumerOrder = { url, audience: 'api://orders', identity: { kind: 'system' } }
const user: CallerIdentity = { kind: 'user', clientId: 'C', resourceId: '/R', credential: 'cred' }
const amend = (kind: string, name: string, text: string, change: Partial<ConsumerOrder> = {}) =>
  (consumers.find((one) => one.name === kind) ?? expect.fail(kind)).amend({ name, text }, { ...order, ...change })
const amended = (...args: Parameters<typeof amend>) => {
  const result = amend(...args)
  return result?.kind === 'amended' ? result : expect.fail(result?.reason ?? 'not recognised')
}

const linked = (type: string) => JSON.stringify({ name: 'L', properties: { type, typeProperties: { url } } })
const pipeline = (activities: readonly object[]) => JSON.stringify({ name: 'P', properties: { activities } })
const web = (name: string, target: string, more: object = {}) => ({
  name,
  type: 'WebActivity',
  typeProperties: { method: 'GET', url: target, ...more },
})
const workflow = JSON.stringify({
  definition: { triggers: {}, actions: { Call: { type: 'Http', inputs: { method: 'GET', uri: `${url}/1` } } } },
})

/** The files that each kind of caller knows as its own. */
const own: readonly (readonly [kind: string, name: string, text: string])[] = [
  ['data-factory-rest', 'linkedService/a.json', linked('RestService')],
  ['data-factory-rest', 'linkedService/a.json', linked('HttpServer')],
  ['data-factory-function', 'linkedService/a.json', linked('AzureFunction')],
  ['data-factory-web-activity', 'pipeline/a.json', pipeline([web('W', url)])],
  ['logic-apps', 'Orders/workflow.json', workflow],
  ['functions-csharp', 'Orders.cs', 'namespace Shop;'],
  ['functions-javascript', 'src/orders.mjs', ''],
  ['functions-python', 'function_app.py', ''],
  ['app-service-endpoint', 'a.sh', '#!/bin/sh'],
  ['virtual-machine', 'a.sh', '#!/bin/sh'],
  ['api-management', 'apis/shop/policy.xml', '<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>\n'],
]

describe.each(own)('%s in %s', (kind, name, text) => {
  test('gets the audience, and a second run changes nothing', () => {
    const first = amended(kind, name, text)
    expect(decodeURIComponent(first.text)).toContain('api://orders')
    expect(amended(kind, name, first.text).text).toBe(first.text)
  })

  test('another audience takes the place of the old one', () => {
    const first = amended(kind, name, text).text
    const second = decodeURIComponent(amended(kind, name, first, { audience: 'api://other', identity: user }).text)
    expect(second).toContain('api://other')
    expect(second).not.toContain('api://orders')
    expect(second).toMatch(/"cred"|"\/R"|["'=]C\b/)
  })

  test('says about a subscription key without holding one', () => {
    if (kind === 'data-factory-function') return
    const { text: after, notes } = amended(kind, name, text, { keyHeader: 'X-Key' })
    expect(`${after}${notes.join()}`).toContain('X-Key')
  })

  test('no other kind of caller takes it for a file of its own', () => {
    const others = consumers.filter((one) => one.name !== kind && one.amend({ name, text }, order)?.kind === 'amended')
    const shells = ['app-service-endpoint', 'virtual-machine']
    expect(others.map((one) => one.name)).toEqual(shells.includes(kind) ? shells.filter((one) => one !== kind) : [])
  })
})

test('only the activities that call the API are changed, those inside of others too', () => {
  const text = pipeline([
    web('Other', 'https://elsewhere.example/orders'),
    web('Alike', `${url}-archive`),
    {
      name: 'Each',
      type: 'ForEach',
      typeProperties: {
        activities: [web('Inner', `${url}/1?x=2`, { headers: { authorization: 'Bearer x', a: 'b' } })],
      },
    },
  ])
  const { text: after, notes } = amended('data-factory-web-activity', 'p.json', text)
  expect(after.match(/"MSI"/g)).toHaveLength(1)
  expect(after).not.toContain('Bearer x')
  expect(after).toMatch(/"headers":\s*\{\s*"a": "b"/)
  expect(notes[0]).toBe('Web activities: Inner.')
  expect(notes.join()).toContain('revoke it')
})

test.each([
  ['data-factory-web-activity', pipeline([web('W', 'https://elsewhere.example')]), 'no Web activity that calls'],
  ['data-factory-web-activity', pipeline([web('W', "@concat('https://', 'x')")]), 'no Web activity that calls'],
  ['logic-apps', workflow.replace(url, 'https://elsewhere.example'), 'no HTTP action that calls'],
  ['data-factory-rest', linked('AzureBlobStorage'), 'of the type AzureBlobStorage'],
])('%s says why it leaves a file', (kind, text, words) => {
  expect(amend(kind, 'a.json', text)).toMatchObject({ kind: 'refused', reason: expect.stringContaining(words) })
})

test('actions inside of others, and a template around the definition', () => {
  const text = JSON.stringify({
    resources: [
      {
        properties: {
          definition: {
            triggers: {},
            actions: {
              If: { type: 'If', actions: {}, else: { actions: { Deep: { type: 'Http', inputs: { uri: url } } } } },
            },
          },
        },
      },
    ],
  })
  const { text: after, notes } = amended('logic-apps', 'template.json', text, { identity: user })
  expect(after).toContain('"identity": "/R"')
  expect(notes[0]).toBe('HTTP actions: Deep.')
})

test('a key of a function is taken out and named', () => {
  const text = JSON.stringify({
    properties: { type: 'AzureFunction', typeProperties: { functionAppUrl: 'https://f.example', functionKey: 'k' } },
  })
  const { text: after, notes } = amended('data-factory-function', 'a.json', text)
  expect(JSON.parse(after)).toEqual({
    properties: {
      type: 'AzureFunction',
      typeProperties: { functionAppUrl: 'https://f.example', authentication: 'MSI', resourceId: 'api://orders' },
    },
  })
  expect(notes.join()).toContain('renew it')
})

test.each(['\t', '    ', '  '])('indentation and line ends of a JSON file stay: %j', (indent) => {
  const text = `${JSON.stringify(JSON.parse(linked('RestService')), undefined, indent).replaceAll('\n', '\r\n')}\r\n`
  const { text: after } = amended('data-factory-rest', 'a.json', text)
  expect(after).toContain(`\r\n${indent}"properties": {\r\n${indent}${indent}"type"`)
  expect(after.replaceAll('\r\n', '')).not.toContain('\n')
  expect(after.endsWith('}\r\n')).toBe(true)
})

test.each([
  ['a.cjs', '', "= require('@azure/identity')"],
  ['a.js', 'const x = require("y")', "= require('@azure/identity')"],
  ['a.js', 'export {}', "import { ManagedIdentityCredential } from '@azure/identity'"],
  ['a.ts', '', 'export async function callProtectedApi'],
])('the modules of %s %j', (name, text, words) => {
  expect(amended('functions-javascript', name, text).text).toContain(words)
})

test('code around the block stays as it is', () => {
  const first = amended('functions-python', 'a.py', 'import a\n\nprint(a)\n').text
  const moved = `${first}\nprint(call_protected_api())\n`
  expect(moved.startsWith('import a\n\nprint(a)\n\n# policywright')).toBe(true)
  expect(amended('functions-python', 'a.py', moved).text).toBe(moved)
})

describe('a policy of another instance', () => {
  const policy = (inbound: string) =>
    `<policies>\n  <inbound>\n    <base />\n    ${inbound}\n  </inbound>\n</policies>\n`
  const name = 'apis/shop/policy.xml'

  test('sends its requests there with a token and a key, and undo takes all of it back', () => {
    const before = policy('<rewrite-uri template="/" />')
    const { text, notes } = amended('api-management', name, before, {
      identity: user,
      keyHeader: 'Ocp-Apim-Subscription-Key',
    })
    expect(text).toContain(`<set-backend-service id="policywright-backend-address" base-url="${url}" />`)
    expect(text).toContain('resource="api://orders" client-id="C" />')
    expect(text).toMatch(/name="Ocp-Apim-Subscription-Key" [^>]*>\s*<value>\{\{orders-subscription-key\}\}<\/value>/)
    expect(notes.join()).toContain('create the secret named value orders-subscription-key')
    expect(applyEdits(text, undo(text, 'authenticate').edits)).toBe(before)
  })

  test.each([
    [
      'another back end',
      '<set-backend-service base-url="https://b.example" />',
      'sends its requests to https://b.example',
    ],
    ['a back-end entity', '<set-backend-service backend-id="b" />', 'sends its requests to b,'],
    [
      'the API that is called',
      '<validate-jwt header-name="Authorization"><audiences><audience>api://orders</audience></audiences></validate-jwt>',
      'belongs to the API that is called',
    ],
  ])('%s is refused', (_what, inbound, reason) => {
    expect(amend('api-management', name, policy(inbound))).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(reason),
    })
  })

  test('one that leads there already keeps its address', () => {
    const { text } = amended('api-management', name, policy(`<set-backend-service base-url="${url}/v1" />`))
    expect(text.match(/set-backend-service/g)).toHaveLength(1)
  })

  test.each(['<fragment />', '<root />'])('%s is none', (text) => {
    expect(amend('api-management', name, text)).toBeUndefined()
  })
})
