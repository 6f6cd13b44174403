import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PolicyRef } from '../../azure/apim-port.ts'
import { ServiceError } from '../../azure/service-error.ts'
import type { Question } from '../../workflows/ports.ts'
import type { SecureOptions } from '../../workflows/secure-change.ts'
import { undoChange } from '../../workflows/undo.ts'
import { BACK, type Script, scriptedPorts } from './scripted-ports.ts'
import { secureBench } from './secure-bench.ts'

const bench = secureBench()
const { ref, file, live, read, write, secure } = bench

describe('a file alone', () => {
  const tenantId = '11111111-2222-4333-8444-555555555555'
  const alone = (name: string, answers: SecureOptions['answers'] = {}, script: Script = {}) =>
    secure(script, {
      instance: undefined,
      azure: undefined,
      file: path.join(bench.root, name),
      answers: { audiences: ['api://orders'], callers: [], unsaid: 'keep', ...answers },
    })

  test('is changed without an instance, wherever it lies, and a second run finds nothing to do', async () => {
    const mine = 'my policies/any.xml'
    await write(bench.original, mine)
    const { status, message, notes, target, ports } = await alone(mine)
    expect({ status, target }).toEqual({ status: 'written', target: undefined })
    expect(message).toBe("my policies/any.xml now checks the caller's token. Push it to make it effective.")
    expect(notes.join()).toContain('The named value tenantId must hold the tenant’s id on the instance')
    expect(ports.confirmed[0]).toMatch(/^Secure my policies\/any\.xml\?\nChanges my policies\/any\.xml\.\nUndo/)
    expect(await read(mine)).toContain('{{tenantId}}')
    expect(await alone(mine)).toMatchObject({ status: 'unchanged' })
  })

  test('tells which policy it is by its place; the file of the named value is written when the tenant is given', async () => {
    await write(bench.original)
    expect(await alone(file, { tenantId })).toMatchObject({ status: 'written', target: ref })
    expect(await read('named values/tenantId/namedValueInformation.json')).toContain(tenantId)
    expect((await alone(file)).notes.join()).not.toContain('must hold')
  })

  test('asks the same questions but for the instance’s', async () => {
    await write(bench.original)
    const { ports } = await alone(
      file,
      { audiences: undefined, callers: undefined, unsaid: 'ask' },
      { choose: ['validate-jwt', 'An app registration of this API'], input: ['api://orders', ''] },
    )
    expect(ports.asked).toEqual([
      'Check the token with which policy?',
      'Which audience must the token be for?',
      'Client id or App ID URI of the API',
      'Object ids of those who may call',
    ])
  })
})

test('a file that lies elsewhere is changed, pushed and undone where it is', async () => {
  const mine = 'mine/orders.xml'
  await write(bench.original, mine)
  const place = { file: path.join(bench.root, mine) }
  expect(await secure({}, place)).toMatchObject({ status: 'secured', file: place.file })
  expect(await read(mine)).toContain('policywright-validate-token')
  expect((await live()).text).toContain('policywright-validate-token')
  await expect(read()).rejects.toThrow()
  const { instance } = bench.local
  const undone = await undoChange({
    ports: scriptedPorts(),
    instance,
    change: 'secure',
    target: ref,
    root: bench.root,
    ...place,
  })
  expect(undone.status).toBe('undone')
  expect(await read(mine)).toBe(bench.original)
  expect((await live()).text).not.toContain('policywright-validate-token')
})

test('what is not said stays as the last run wrote it', async () => {
  const caller = '11111111-2222-4333-8444-555555555555'
  await secure(
    {},
    {
      answers: {
        target: ref,
        policy: 'validate-jwt',
        audiences: ['api://orders'],
        callers: [{ name: caller, objectId: caller }],
        roles: ['Orders.Read'],
        status: 403,
        authorizationHeader: 'pass-on',
      },
    },
  )
  const before = await read()
  expect((await secure({}, { answers: { target: ref, unsaid: 'keep' } })).status).toBe('unchanged')
  await secure({}, { answers: { target: ref, audiences: ['api://other'], unsaid: 'keep' } })
  expect(await read()).toBe(before.replace('api://orders', 'api://other'))
})

test('an earlier run’s answers are proposed', async () => {
  const factory = (await bench.local.azure.listIdentities()).find(({ name }) => name === 'data-factory')
  const callers = [{ name: 'data-factory', objectId: factory?.objectId ?? '' }]
  await secure(
    {},
    { answers: { target: ref, policy: 'validate-azure-ad-token', audiences: ['api://orders'], callers } },
  )
  const seen: Question<unknown>[] = []
  const ports = scriptedPorts({
    choose: ['validate-azure-ad-token', 'An app registration of this API'],
    input: ['api://orders'],
  })
  const watching = {
    ...ports,
    choose: <T>(question: Question<T>) => {
      seen.push(question)
      return ports.choose(question)
    },
    chooseMany: <T>(question: Question<T>) => {
      seen.push(question)
      return ports.chooseMany(question)
    },
  }
  await secure({}, { ports: watching, answers: { target: ref } })
  expect(seen[0]?.choices[0]).toMatchObject({ label: 'validate-azure-ad-token', description: 'as it is now' })
  expect(seen[2]?.choices.filter(({ ticked }) => ticked).map(({ label }) => label)).toEqual(['data-factory'])
})

test('everything else is asked of those who want to decide it, with a way back', async () => {
  const { ports, status } = await secure(
    {
      choose: [
        'Decide everything else too…',
        'validate-jwt',
        'An app registration of this API',
        'As its id',
        'v2 only',
        'Any, or none',
        BACK,
        'Bearer',
        '403',
        'A text of your own…',
        'Yes',
      ],
      input: ['api://orders', 'Orders.Read, Orders.Write', 'Not you.'],
    },
    { answers: { target: ref } },
  )
  expect(status).toBe('secured')
  expect(ports.asked.slice(5)).toEqual([
    'App roles that a caller must have',
    'How is the tenant written?',
    'Tokens of which version?',
    'Which scheme must stand in front of the token?',
    'Which status has a refusal?',
    'Which scheme must stand in front of the token?',
    'Which status has a refusal?',
    'What does a refused caller read?',
    'Text for a refused caller',
    'Does the back end get the caller’s token?',
  ])
  const text = await read()
  expect(text).toContain(
    'failed-validation-httpcode="403" failed-validation-error-message="Not you." require-scheme="Bearer"',
  )
  expect(text).toContain(`/${bench.local.endpoints.tenantId}/v2.0/.well-known/openid-configuration`)
  expect(text).toMatch(/<claim name="roles" match="any">\s*<value>Orders.Read<\/value>\s*<value>Orders.Write/)
  expect(text).not.toContain('policywright-remove-authorization')
})

test('the way back leads from the consent to the question before, and from there the change is another one', async () => {
  const { ports, status } = await secure(
    { choose: ['An app registration of this API'], input: ['api://orders', 'api://other'], confirm: [BACK, true] },
    { answers: { target: ref, policy: 'validate-jwt', callers: [] } },
  )
  expect(status).toBe('secured')
  const question = 'Client id or App ID URI of the API'
  expect(ports.asked).toEqual(['Which audience must the token be for?', question, question])
  expect(ports.confirmed).toHaveLength(2)
  expect(await read()).toContain('api://other')
  expect(await read()).not.toContain('api://orders')
})

describe('a run that stops half-way', () => {
  const gone = async (): Promise<never> => {
    throw new ServiceError({ kind: 'unreachable', message: 'The network is gone.' })
  }
  const earlier: readonly PolicyRef[] = [
    { kind: 'global' },
    { kind: 'product', product: 'starter' },
    { kind: 'operation', api: 'orders', operation: 'list-orders' },
  ]
  /** The tests above leave policies that use it. */
  const withoutTenant = async (): Promise<void> => {
    for (const one of earlier) {
      const stored = await bench.local.instance.getPolicy(one)
      if (stored === undefined) continue
      const text = stored.text.replaceAll('{{tenantId}}', bench.local.endpoints.tenantId)
      await bench.local.instance.putPolicy(one, text, { ifMatch: stored.etag })
    }
    await bench.local.instance.deleteNamedValue('tenantId')
  }

  test('says what was done, and the next one goes on there', async () => {
    await withoutTenant()
    const first = await secure({}, { instance: { ...bench.local.instance, putPolicy: gone } })
    expect(first).toMatchObject({
      status: 'interrupted',
      created: ['named value tenantId'],
      left: ['pushing the policy of API orders'],
    })
    expect(first.message).toBe(
      'The network is gone. Done before that: the file is changed, the named value tenantId is created. Left: pushing the policy of API orders. Run it again, and it goes on there.',
    )
    const second = await secure({ choose: ['Go on'] }, { answers: {} })
    expect(second.ports.asked).toEqual(['The last run on API orders stopped before it was through.'])
    expect(second.status).toBe('secured')
    expect((await live()).text).toContain('policywright-validate-token')
    expect((await secure({}, { answers: {} })).ports.asked).toEqual(['Secure which API?'])
  })

  test('before the named value: both are left, and another run with the same answers does them', async () => {
    await withoutTenant()
    const first = await secure({}, { instance: { ...bench.local.instance, putNamedValue: gone } })
    expect(first).toMatchObject({
      status: 'interrupted',
      created: [],
      left: ['creating the named value tenantId', 'pushing the policy of API orders'],
    })
    expect(await secure()).toMatchObject({ status: 'secured', created: ['named value tenantId'] })
  })

  test('begun anew, it asks everything', async () => {
    await withoutTenant()
    await secure({}, { instance: { ...bench.local.instance, putPolicy: gone } })
    expect((await secure({ choose: ['Begin anew'] }, { answers: {} })).ports.asked).toEqual([
      'The last run on API orders stopped before it was through.',
      'Secure which API?',
    ])
  })

  test('the way back from the first question leads to the choice to go on', async () => {
    await withoutTenant()
    await secure({}, { instance: { ...bench.local.instance, putPolicy: gone } })
    const { status, ports } = await secure({ choose: ['Begin anew', BACK, 'Go on'] }, { answers: {} })
    expect(status).toBe('secured')
    expect(ports.asked).toHaveLength(3)
  })
})
