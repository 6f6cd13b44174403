import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PolicyRef } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { ServiceError } from '../../azure/service-error.ts'
import { findCallers } from '../../workflows/choose-callers.ts'
import type { Question } from '../../workflows/ports.ts'
import { type SecureOptions, secureApi } from '../../workflows/secure.ts'
import { undoChange } from '../../workflows/undo.ts'
import { startLocal } from './local.ts'
import { BACK, type Script, scriptedPorts } from './scripted-ports.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let root: string
let original: string
let run = 0
const ref: PolicyRef = { kind: 'api', api: 'orders' }
const file = 'apis/orders/policy.xml'

beforeAll(async () => {
  local = await startLocal()
  original = (await local.instance.getPolicy(ref))?.text ?? ''
})
afterAll(() => local.stop())
beforeEach(async () => {
  root = path.join(local.root, String(run++))
  await mkdir(root)
  await local.instance.putPolicy(ref, original, { ifMatch: (await live()).etag })
})

const live = async () => (await local.instance.getPolicy(ref)) ?? { text: '', etag: '' }
const read = (name = file): Promise<string> => readFile(path.join(root, name), 'utf8')
const write = async (text: string, name = file): Promise<void> => {
  await mkdir(path.dirname(path.join(root, name)), { recursive: true })
  await writeFile(path.join(root, name), text)
}

async function secure(script: Script = {}, options: Partial<SecureOptions> = {}) {
  const ports = scriptedPorts(script)
  const { tenantId } = local.endpoints
  const answers = { target: ref, policy: 'validate-jwt', audiences: ['api://orders'], tenantId, callers: [] } as const
  const outcome = await secureApi({
    ports,
    instance: local.instance,
    azure: local.azure,
    cloud: clouds.local,
    root,
    answers,
    ...options,
  })
  return { ...outcome, ports }
}

test('everything is asked, shown once, and done', async () => {
  const { ports, status, created, target } = await secure(
    {
      choose: ['Orders', 'All operations', 'validate-azure-ad-token', 'An app registration of this API'],
      chooseMany: [['data-factory', 'function-app']],
      input: ['api://orders, d68ec968-9088-4aae-a443-53ac16af17cf'],
    },
    { answers: {} },
  )
  expect(ports.asked).toEqual([
    'Secure which API?',
    'Which operations of Orders?',
    'Check the token with which policy?',
    'Which audience must the token be for?',
    'Client id or App ID URI of the API',
    'Who may call?',
  ])
  expect(ports.confirmed).toEqual([
    expect.stringMatching(
      /^Secure API orders\?\nChanges apis\/orders\/policy\.xml\.\nCreates the named value tenantId \(.*\nReplaces the policy/,
    ),
  ])
  expect(ports.pages).toHaveLength(1)
  expect({ status, created, target }).toEqual({ status: 'secured', created: ['named value tenantId'], target: ref })
  expect((await live()).text).toContain('<validate-azure-ad-token id="policywright-validate-token"')
  expect(await read()).toContain('<audience>api://orders</audience>')
  expect(await read()).toMatch(
    /<client-application-ids>(\s*<application-id>[0-9a-f-]{36}<\/application-id>){2}\s*<\/client/,
  )
  expect(JSON.parse(await read('named values/tenantId/namedValueInformation.json'))).toEqual({
    properties: { displayName: 'tenantId', value: local.endpoints.tenantId, secret: false },
  })
})

test('the second run finds nothing to do', async () => {
  expect((await secure()).status).toBe('secured')
  const again = await secure()
  expect(again.status).toBe('unchanged')
  expect(again.ports.pages).toEqual([])
  expect(again.ports.confirmed).toEqual([])
})

test('nothing changes when the preview is refused', async () => {
  const before = await live()
  expect((await secure({ confirm: [false] })).status).toBe('cancelled')
  expect(await live()).toEqual(before)
  await expect(read()).rejects.toThrow()
})

test('giving up a question changes nothing', async () => {
  const { status, ports } = await secure({ choose: ['Orders'] }, { answers: {} })
  expect(status).toBe('cancelled')
  expect(ports.pages).toEqual([])
})

test('changes of your own that were never pushed are shown before they go along', async () => {
  await write(original.replace('<base />', '<base />\n\t\t<set-header name="mine" exists-action="delete" />'))
  const { ports, status } = await secure()
  expect(status).toBe('secured')
  expect(ports.pages.map((page) => page.title)).toEqual([
    'Secure API orders',
    'API orders: policywright-local and your file',
  ])
  expect((await live()).text).toContain('name="mine"')
})

test('a change behind your back is a conflict, and the file holds the new policy', async () => {
  await secure({}, { write: 'file' })
  const theirs = original.replace('<base />', '<base />\n\t\t<set-header name="theirs" exists-action="delete" />')
  await local.instance.putPolicy(ref, theirs, { ifMatch: (await live()).etag })
  const { status } = await secure({ choose: ['Stop'] })
  expect(status).toBe('conflict')
  expect((await live()).text).toContain('theirs')
  expect(await read()).toContain('policywright-validate-token')
})

test('a named value with another value is not touched', async () => {
  const other = '99999999-2222-4333-8444-555555555555'
  const answers = {
    target: ref,
    policy: 'validate-jwt',
    audiences: ['api://orders'],
    tenantId: other,
    callers: [],
  } as const
  const { status, message } = await secure({}, { answers })
  expect(status).toBe('problem')
  expect(message).toContain('exists on the instance with another value')
  expect((await secure({}, { answers: { ...answers, tenant: 'literal' } })).status).toBe('secured')
  expect((await live()).text).toContain(`/${other}/`)
})

test('a broken file is left alone', async () => {
  await write('<policies><inbound>')
  const { status, message } = await secure()
  expect(status).toBe('problem')
  expect(message).toContain('cannot be changed safely')
  expect(await read()).toBe('<policies><inbound>')
})

test('the management audience is warned about before anything happens', async () => {
  const { ports, warnings } = await secure(
    { choose: ['Azure management (https://management.azure.com)'], confirm: [false] },
    { answers: { target: ref, policy: 'validate-jwt', tenantId: local.endpoints.tenantId, callers: [] } },
  )
  expect(ports.confirmed[0]).toContain('Warning: Every identity of the tenant')
  expect(warnings).toHaveLength(1)
})

test.each([
  ['global', ['Every API of the instance'], 'policy.xml', { kind: 'global' }],
  ['a product', ['A product…', 'Starter'], 'products/starter/policy.xml', { kind: 'product', product: 'starter' }],
])('secures %s, and takes it back', async (_what, choose, policyFile, target) => {
  const { tenantId } = local.endpoints
  const answers = { policy: 'validate-jwt', audiences: ['api://orders'], tenantId, callers: [] } as const
  const { status, ...outcome } = await secure({ choose }, { answers })
  expect({ status, target: outcome.target }).toEqual({ status: 'secured', target })
  expect(await read(policyFile)).toContain('policywright-validate-token')

  const undone = await undoChange({
    ports: scriptedPorts({ choose }),
    instance: local.instance,
    change: 'secure',
    root,
  })
  expect(undone.status).toBe('undone')
  expect(await read(policyFile)).not.toContain('policywright')
})

test('a changed mind leads back, and the answers that belonged to the old one are asked again', async () => {
  const { ports, target } = await secure(
    {
      choose: [
        'A product…',
        BACK,
        'Orders',
        'All operations',
        BACK,
        'List orders',
        'validate-jwt',
        'An app registration of this API',
      ],
      input: ['api://orders'],
    },
    { answers: {} },
  )
  expect(ports.asked).toEqual([
    'Secure which API?',
    'Which product?',
    'Secure which API?',
    'Which operations of Orders?',
    'Check the token with which policy?',
    'Which operations of Orders?',
    'Check the token with which policy?',
    'Which audience must the token be for?',
    'Client id or App ID URI of the API',
    'Who may call?',
  ])
  expect(target).toEqual({ kind: 'operation', api: 'orders', operation: 'list-orders' })
})

test('nobody named for the management audience must be meant', async () => {
  const audiences = [clouds.local.managementAudiences[0] ?? '']
  const answers = { target: ref, policy: 'validate-jwt', audiences } as const
  expect((await secure({ choose: ['No'] }, { answers })).status).toBe('cancelled')
  const { status, warnings, ports } = await secure({ choose: ['Yes, every identity of the tenant'] }, { answers })
  expect({ status, warnings }).toEqual({ status: 'secured', warnings: [expect.stringContaining('Name the callers')] })
  expect(ports.asked).toEqual(['Who may call?', 'Let in every identity of the tenant?'])
})

test('callers are found among the identities of the subscription, or typed', async () => {
  const answers = { target: ref, policy: 'validate-jwt', audiences: ['api://orders'] } as const
  const stranger = '11111111-2222-4333-8444-555555555555'
  await secure({ chooseMany: [['data-factory', 'Others, by their ids…']], input: [stranger] }, { answers })
  const factory = (await local.azure.listIdentities()).find(({ name }) => name === 'data-factory')
  expect(await read()).toMatch(
    new RegExp(`name="oid" match="any">\\s*<value>${factory?.objectId}</value>\\s*<value>${stranger}</value>`),
  )
})

test('named callers are found by name and by every id, and what is not found is said', async () => {
  const ports = scriptedPorts()
  const [first] = await local.azure.listIdentities()
  for (const name of [first?.name, first?.resourceId, first?.objectId])
    expect(await findCallers(ports, local.azure, [name ?? ''])).toEqual([
      expect.objectContaining({ objectId: first?.objectId }),
    ])
  await expect(findCallers(ports, local.azure, ['nobody'])).rejects.toThrow(
    /^No managed identity of the subscription is called nobody\. There are: .*data-factory/,
  )
})

describe('a file alone', () => {
  const tenantId = '11111111-2222-4333-8444-555555555555'
  const alone = (name: string, answers: SecureOptions['answers'] = {}, script: Script = {}) =>
    secure(script, {
      instance: undefined,
      azure: undefined,
      file: path.join(root, name),
      answers: { audiences: ['api://orders'], callers: [], unsaid: 'keep', ...answers },
    })

  test('is changed without an instance, wherever it lies, and a second run finds nothing to do', async () => {
    const mine = 'my policies/any.xml'
    await write(original, mine)
    const { status, message, notes, target, ports } = await alone(mine)
    expect({ status, target }).toEqual({ status: 'written', target: undefined })
    expect(message).toBe("my policies/any.xml now checks the caller's token. Push it to make it effective.")
    expect(notes.join()).toContain('The named value tenantId must hold the tenant’s id on the instance')
    expect(ports.confirmed[0]).toMatch(/^Secure my policies\/any\.xml\?\nChanges my policies\/any\.xml\.\nUndo/)
    expect(await read(mine)).toContain('{{tenantId}}')
    expect(await alone(mine)).toMatchObject({ status: 'unchanged' })
  })

  test('tells which policy it is by its place; the file of the named value is written when the tenant is given', async () => {
    await write(original)
    expect(await alone(file, { tenantId })).toMatchObject({ status: 'written', target: ref })
    expect(await read('named values/tenantId/namedValueInformation.json')).toContain(tenantId)
    expect((await alone(file)).notes.join()).not.toContain('must hold')
  })

  test('asks the same questions but for the instance’s', async () => {
    await write(original)
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
  const factory = (await local.azure.listIdentities()).find(({ name }) => name === 'data-factory')
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
  expect(text).toContain(`/${local.endpoints.tenantId}/v2.0/.well-known/openid-configuration`)
  expect(text).toMatch(/<claim name="roles" match="any">\s*<value>Orders.Read<\/value>\s*<value>Orders.Write/)
  expect(text).not.toContain('policywright-remove-authorization')
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
      const stored = await local.instance.getPolicy(one)
      if (stored === undefined) continue
      const text = stored.text.replaceAll('{{tenantId}}', local.endpoints.tenantId)
      await local.instance.putPolicy(one, text, { ifMatch: stored.etag })
    }
    await local.instance.deleteNamedValue('tenantId')
  }

  test('says what was done, and the next one goes on there', async () => {
    await withoutTenant()
    const first = await secure({}, { instance: { ...local.instance, putPolicy: gone } })
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
    const first = await secure({}, { instance: { ...local.instance, putNamedValue: gone } })
    expect(first).toMatchObject({
      status: 'interrupted',
      created: [],
      left: ['creating the named value tenantId', 'pushing the policy of API orders'],
    })
    expect(await secure()).toMatchObject({ status: 'secured', created: ['named value tenantId'] })
  })

  test('begun anew, it asks everything', async () => {
    await withoutTenant()
    await secure({}, { instance: { ...local.instance, putPolicy: gone } })
    expect((await secure({ choose: ['Begin anew'] }, { answers: {} })).ports.asked).toEqual([
      'The last run on API orders stopped before it was through.',
      'Secure which API?',
    ])
  })
})
