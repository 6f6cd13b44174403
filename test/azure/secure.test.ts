import { expect, test } from 'vitest'
import { clouds } from '../../azure/clouds.ts'
import { findCallers } from '../../workflows/choose-callers.ts'
import { undoChange } from '../../workflows/undo.ts'
import { BACK, scriptedPorts } from './scripted-ports.ts'
import { secureBench } from './secure-bench.ts'

const bench = secureBench()
const { ref, live, read, write, secure } = bench

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
    properties: { displayName: 'tenantId', value: bench.local.endpoints.tenantId, secret: false },
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
  await write(bench.original.replace('<base />', '<base />\n\t\t<set-header name="mine" exists-action="delete" />'))
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
  const theirs = bench.original.replace('<base />', '<base />\n\t\t<set-header name="theirs" exists-action="delete" />')
  await bench.local.instance.putPolicy(ref, theirs, { ifMatch: (await live()).etag })
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
    { answers: { target: ref, policy: 'validate-jwt', tenantId: bench.local.endpoints.tenantId, callers: [] } },
  )
  expect(ports.confirmed[0]).toContain('Warning: Every identity of the tenant')
  expect(warnings).toHaveLength(1)
})

test.each([
  ['global', ['Every API of the instance'], 'policy.xml', { kind: 'global' }],
  ['a product', ['A product…', 'Starter'], 'products/starter/policy.xml', { kind: 'product', product: 'starter' }],
])('secures %s, and takes it back', async (_what, choose, policyFile, target) => {
  const { tenantId } = bench.local.endpoints
  const answers = { policy: 'validate-jwt', audiences: ['api://orders'], tenantId, callers: [] } as const
  const { status, ...outcome } = await secure({ choose }, { answers })
  expect({ status, target: outcome.target }).toEqual({ status: 'secured', target })
  expect(await read(policyFile)).toContain('policywright-validate-token')

  const undone = await undoChange({
    ports: scriptedPorts({ choose }),
    instance: bench.local.instance,
    change: 'secure',
    root: bench.root,
  })
  expect(undone.status).toBe('undone')
  expect(await read(policyFile)).not.toContain('policywright')
})

test('an API of a product that asks for no key is a way around its policy, and said', async () => {
  const { tenantId } = bench.local.endpoints
  const target = { kind: 'product', product: 'starter' } as const
  const answers = { target, policy: 'validate-jwt', audiences: ['api://orders'], tenantId, callers: [] } as const
  const { warnings, ports } = await secure({ confirm: [false] }, { answers })
  expect(warnings).toEqual([
    expect.stringMatching(/^Orders \(orders\) asks for no subscription key, .* product starter/),
  ])
  expect(ports.confirmed[0]).toContain('Warning: Orders (orders)')
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
  const factory = (await bench.local.azure.listIdentities()).find(({ name }) => name === 'data-factory')
  expect(await read()).toMatch(
    new RegExp(`name="oid" match="any">\\s*<value>${factory?.objectId}</value>\\s*<value>${stranger}</value>`),
  )
})

test('named callers are found by name and by every id, and what is not found is said', async () => {
  const ports = scriptedPorts()
  const { azure } = bench.local
  const [first] = await azure.listIdentities()
  const clientId = await azure.findIdentityClientId(first?.resourceId ?? '')
  for (const name of [first?.name, first?.resourceId, first?.objectId, clientId])
    expect(await findCallers(ports, azure, [name ?? ''])).toEqual([
      expect.objectContaining({ objectId: first?.objectId }),
    ])
  expect(ports.logged).toEqual([])
  const stranger = '11111111-2222-4333-8444-555555555555'
  expect(await findCallers(ports, azure, [stranger])).toEqual([{ name: stranger, objectId: stranger }])
  expect(ports.logged.join()).toContain('is taken for an object id')
  await expect(findCallers(ports, bench.local.azure, ['nobody'])).rejects.toThrow(
    /^No managed identity of the subscription is called nobody\. There are: .*data-factory/,
  )
})
