import { expect, test } from 'vitest'
import { HeaderList } from '../pipeline/header-list.ts'
import type { GatewayRequest } from '../ports.ts'
import { policyTrial } from '../try-policy.ts'

const send = (name: string) =>
  `<send-request response-variable-name="${name}"><set-url>https://${name}.example/</set-url></send-request>`

/** Two requests, answered when the test says so. */
function twoRequests(mode: string) {
  const answers = new Map<string, { succeed: () => void; fail: () => void }>()
  const fetch = ({ url }: GatewayRequest) =>
    new Promise<{ status: number; reason: string; headers: HeaderList; body: undefined }>((resolve, reject) => {
      answers.set(url, {
        succeed: () => resolve({ status: 200, reason: '', headers: new HeaderList(), body: undefined }),
        fail: () => reject(new Error(`no answer of ${url}`)),
      })
    })
  const run = policyTrial({ policy: `<wait for="${mode}">${send('a')}${send('b')}</wait>`, ports: { fetch } })
  const done = run()
  // A request of the policy is made ready in a turn of its own.
  const started = new Promise((resolve) => setImmediate(resolve))
  return { answers, done, started }
}

test('all: both have begun before one is answered, and both variables are set', async () => {
  const { answers, done, started } = twoRequests('all')
  await started
  expect([...answers.keys()]).toEqual(['https://a.example/', 'https://b.example/'])
  answers.get('https://b.example/')?.succeed()
  answers.get('https://a.example/')?.succeed()
  expect([...(await done).exchange.variables.keys()].sort()).toEqual(['a', 'b'])
})

test('any: the first answer is enough', async () => {
  const { answers, done, started } = twoRequests('any')
  await started
  answers.get('https://b.example/')?.succeed()
  expect([...(await done).exchange.variables.keys()]).toEqual(['b'])
  answers.get('https://a.example/')?.fail()
})

test('all: one that fails fails the policy', async () => {
  const { answers, done, started } = twoRequests('all')
  await started
  answers.get('https://a.example/')?.fail()
  await expect(done).rejects.toThrow('no answer of https://a.example/')
  answers.get('https://b.example/')?.succeed()
})

test('with nothing inside it does not run', async () => {
  await expect(policyTrial({ policy: '<wait />' })()).rejects.toThrow('it holds no policy to wait for')
})
