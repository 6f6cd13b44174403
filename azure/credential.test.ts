import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth'
import { expect, test } from 'vitest'
import { clouds } from './clouds.ts'
import { azureCredential, type CredentialMember, FallbackCredential, type SignInError } from './credential.ts'

const token = (text: string): AccessToken => ({ token: text, expiresOnTimestamp: 0 })

interface Asked {
  readonly name: string
  readonly scopes: string | string[]
  readonly options: GetTokenOptions | undefined
}

function member(name: string, asked: Asked[], answer: () => AccessToken | null): CredentialMember & { made: number } {
  const one = {
    name,
    remedy: `Mend ${name}.`,
    made: 0,
    create(): TokenCredential {
      one.made++
      return {
        async getToken(scopes, options) {
          asked.push({ name, scopes, options })
          return answer()
        },
      }
    },
  }
  return one
}

const failing = (message: string) => (): never => {
  throw new Error(message)
}

test('members are asked in order, and made only when they are needed', async () => {
  const asked: Asked[] = []
  const first = member('first', asked, failing('no'))
  const second = member('second', asked, () => token('t'))
  const third = member('third', asked, () => token('x'))
  const credential = new FallbackCredential([first, second, third])
  expect(credential.source).toBeUndefined()
  expect((await credential.getToken('s/.default')).token).toBe('t')
  expect(asked.map(({ name }) => name)).toEqual(['first', 'second'])
  expect([first.made, second.made, third.made]).toEqual([1, 1, 0])
  expect(credential.source).toBe('second')
})

test('the member that answered is kept, any scope, tenant and claims challenge reach it', async () => {
  const asked: Asked[] = []
  const credential = new FallbackCredential([
    member('first', asked, failing('no')),
    member('second', asked, () => token('t')),
  ])
  await credential.getToken('a/.default')
  await credential.getToken(['b/.default'], { tenantId: 'tenant', claims: '{"x":1}' })
  expect(asked.slice(2)).toEqual([
    { name: 'second', scopes: ['b/.default'], options: { tenantId: 'tenant', claims: '{"x":1}' } },
  ])
})

test('when nobody answers, everybody is quoted, with what to do, and without secrets', async () => {
  const credential = new FallbackCredential([
    member('VS Code account', [], () => null),
    member('Azure CLI', [], failing("Please run 'az login'\nfrom a command prompt")),
    member('Environment', [], failing('AADSTS7000215: Invalid client secret. client_secret=abcdef Trace ID: 1')),
  ])
  const error = await credential.getToken('s').then(
    () => undefined,
    (reason: SignInError) => reason,
  )
  expect(error?.name).toBe('SignInError')
  expect(error?.members.map(({ name }) => name)).toEqual(['VS Code account', 'Azure CLI', 'Environment'])
  expect(error?.message).toContain("Azure CLI: Please run 'az login'. Mend Azure CLI.")
  expect(error?.message).toContain('the client secret is wrong')
  expect(error?.message).not.toContain('abcdef')
})

test('a failure later on does not change the account', async () => {
  const asked: Asked[] = []
  let works = true
  const credential = new FallbackCredential([
    member('first', asked, () => (works ? token('t') : failing('expired')())),
    member('second', asked, () => token('other account')),
  ])
  await credential.getToken('s')
  works = false
  await expect(credential.getToken('s')).rejects.toThrow(/first: expired/)
  expect(asked.map(({ name }) => name)).toEqual(['first', 'first'])
})

test('cancelling is no reason to ask the next', async () => {
  const asked: Asked[] = []
  const abort = member('first', asked, () => {
    throw Object.assign(new Error('aborted'), { name: 'AbortError' })
  })
  await expect(
    new FallbackCredential([abort, member('second', asked, () => token('t'))]).getToken('s'),
  ).rejects.toThrow('aborted')
  expect(asked).toHaveLength(1)
})

test('the chain: what is injected comes first', async () => {
  const asked: Asked[] = []
  const first = member('VS Code account', asked, () => token('t'))
  const credential = azureCredential({ cloud: clouds.public, tenantId: 'tenant', first, environment: {} })
  expect((await credential.getToken('s')).token).toBe('t')
  expect(credential.source).toBe('VS Code account')
})
