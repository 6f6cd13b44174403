import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findConsumerFiles, writeConsumerFile } from '../../workflows/consumer-files.ts'
import { consumerSettings } from '../../workflows/consumer-settings.ts'
import { startLocal } from './local.ts'
import { BACK, type Script, scriptedPorts } from './scripted-ports.ts'

let local: Awaited<ReturnType<typeof startLocal>>
beforeAll(async () => {
  local = await startLocal()
})
afterAll(() => local.stop())

async function settings(script: Script) {
  const ports = scriptedPorts(script)
  return { ports, answer: await consumerSettings({ ports, instance: async () => local.instance }) }
}

test.each([
  ['Logic Apps: HTTP action', 'Resource id of the identity', '"identity": "ID"'],
  ['Data Factory or Synapse: Web activity', 'Name of the credential', '"referenceName": "ID"'],
  ['Virtual machine or AKS node', 'Client id of the identity', '&client_id=ID'],
])('%s asks for the %s', async (label, question, text) => {
  const { ports, answer } = await settings({
    choose: ['Orders', label, 'User-assigned'],
    input: ['api://orders', ' ID '],
  })
  expect(ports.asked).toEqual([
    'Settings for a caller of which API?',
    'Audience of Orders',
    'Who calls?',
    'Which identity has the caller?',
    question,
  ])
  expect(answer?.text).toContain(text)
})

test.each([
  [{}],
  [{ choose: ['Orders'] }],
  [{ choose: ['Orders'], input: ['a'] }],
  [{ choose: ['Orders', 'Logic Apps: HTTP action'], input: ['a'] }],
  [{ choose: ['Orders', 'Logic Apps: HTTP action', 'User-assigned'], input: ['a'] }],
] satisfies [Script][])('giving up at any question is no settings: %j', async (script) => {
  expect((await settings(script)).answer).toBeUndefined()
})

test.each([
  ['Segment', {}, undefined],
  ['Query', { versionQueryName: 'v' }, 'the query parameter v with the value v2'],
  ['Header', { versionHeaderName: 'X-Ver' }, 'the header X-Ver with the value v2'],
])('a version by its %s is in the settings or told', async (scheme, names, told) => {
  const { instance } = local
  await instance.putVersionSet(scheme, { displayName: scheme, versioningScheme: scheme, ...names })
  const properties = { displayName: scheme, path: scheme, protocols: ['https'], apiVersion: 'v2' }
  await instance.putApi(scheme, { ...properties, apiVersionSetId: `/apiVersionSets/${scheme}` })
  const answers = { kind: 'data-factory-rest', api: scheme, audience: 'api://a', identity: { kind: 'system' } } as const
  const answer = await consumerSettings({ ports: scriptedPorts(), instance: async () => instance, answers })
  expect(answer?.order.url.endsWith('/v2')).toBe(told === undefined)
  expect(answer?.notes.filter((note) => note.startsWith('Every call must carry'))).toEqual(
    told === undefined ? [] : [expect.stringContaining(told)],
  )
})

test('a changed mind leads back through the questions', async () => {
  const { ports, answer } = await settings({
    choose: [
      'Orders',
      'Logic Apps: HTTP action',
      BACK,
      'Data Factory or Synapse: REST linked service',
      'User-assigned',
      'System-assigned',
    ],
    input: ['api://orders', BACK],
  })
  expect(ports.asked.slice(2)).toEqual([
    'Who calls?',
    'Which identity has the caller?',
    'Who calls?',
    'Which identity has the caller?',
    'Name of the credential',
    'Which identity has the caller?',
  ])
  expect(answer?.kind).toBe('data-factory-rest')
})

describe('files of the workspace', () => {
  const order = {
    url: 'https://shop.azure-api.net/orders',
    audience: 'api://orders',
    identity: { kind: 'system' },
  } as const
  const linked = (type: string, url: string) => JSON.stringify({ properties: { type, typeProperties: { url } } })
  const workspace = async (files: Readonly<Record<string, string>>): Promise<string> => {
    const root = await mkdtemp(path.join(local.root, 'files-'))
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true })
      await writeFile(path.join(root, name), text)
    }
    return root
  }

  test('are found by what they are, those that name the API first', async () => {
    const root = await workspace({
      'adf/linkedService/a.json': linked('HttpServer', 'https://elsewhere.example'),
      'adf/linkedService/b.json': linked('RestService', order.url),
      'adf/linkedService/blob.json': linked('AzureBlobStorage', order.url),
      'adf/dataset/d.json': '{"properties":{"type":"Json"}}',
      'node_modules/x/linkedService/c.json': linked('RestService', order.url),
      'broken.json': '{',
      'a.py': '',
    })
    expect(await findConsumerFiles(root, { kind: 'data-factory-rest', order })).toEqual([
      { file: 'adf/linkedService/b.json', fits: 'settings', notes: [] },
      {
        file: 'adf/linkedService/a.json',
        fits: 'kind',
        notes: [expect.stringContaining('becomes a REST'), expect.anything()],
      },
    ])
    expect(await findConsumerFiles(root, { kind: 'functions-python', order })).toMatchObject([{ file: 'a.py' }])
    expect(await findConsumerFiles(root, { kind: 'logic-apps', order })).toEqual([])
  })

  test('are changed after the difference was shown, once, and not when that is refused', async () => {
    const root = await workspace({ 'a.py': 'print()\n' })
    const file = path.join(root, 'a.py')
    const task = { kind: 'functions-python', order }
    const refusing = scriptedPorts({ confirm: [false] })
    expect(await writeConsumerFile(refusing, file, task)).toMatchObject({ status: 'cancelled' })
    expect(refusing.pages).toHaveLength(1)
    expect(await readFile(file, 'utf8')).toBe('print()\n')
    expect(await writeConsumerFile(scriptedPorts(), file, task)).toMatchObject({ status: 'written' })
    expect(await readFile(file, 'utf8')).toMatch(/^print\(\)\n\n# policywright[\s\S]*api:\/\/orders\/\.default/)
    expect(await writeConsumerFile(scriptedPorts(), file, task)).toMatchObject({ status: 'unchanged' })
    expect(await writeConsumerFile(scriptedPorts(), file, { ...task, kind: 'logic-apps' })).toMatchObject({
      status: 'problem',
      message: expect.stringContaining('no file of "Logic Apps: HTTP action"'),
    })
  })
})
