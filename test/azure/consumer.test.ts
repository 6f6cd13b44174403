import { afterAll, beforeAll, expect, test } from 'vitest'
import { consumerSettings } from '../../workflows/consumer-settings.ts'
import { startLocal } from './local.ts'
import { type Script, scriptedPorts } from './scripted-ports.ts'

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
