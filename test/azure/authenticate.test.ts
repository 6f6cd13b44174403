import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PolicyRef } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { backEndSiteId, resourceApps, serviceId, userAssignedIdentityId } from '../../emulator/local/names.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import type { AuthenticateOptions } from '../../workflows/authenticate-plan.ts'
import { backEndPage } from '../../workflows/back-end-page.ts'
import { proveBackEnd } from '../../workflows/prove-back-end.ts'
import { startLocal } from './local.ts'
import { BACK, type Script, scriptedPorts } from './scripted-ports.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let root: string
let sampled: string
let settings: { readonly properties: Record<string, unknown> }
let run = 0
const ref: PolicyRef = { kind: 'api', api: 'orders' }
const file = 'apis/orders/policy.xml'
const own = resourceApps.ordersBackEnd
const settingsId = `${backEndSiteId}/config/authsettingsV2`

beforeAll(async () => {
  local = await startLocal()
  sampled = (await local.instance.getPolicy(ref))?.text ?? ''
  settings = (await send('GET', settingsId)) as typeof settings
})
afterAll(() => local.stop())
beforeEach(async () => {
  root = path.join(local.root, String(run++))
  await mkdir(root)
  await push(sampled.replace(/<authentication-managed-identity[^>]*>/, ''))
  await send('PUT', settingsId, settings)
  await send('PATCH', serviceId, { identity: { type: 'SystemAssigned' } })
})

const send = async (method: string, at: string, body?: object): Promise<unknown> =>
  (await local.local.management.send({ method, path: at, ...(body ? { body } : {}) })).body
const live = async (): Promise<string> => (await local.instance.getPolicy(ref))?.text ?? ''
const push = async (text: string): Promise<void> => {
  await local.instance.putPolicy(ref, text, { ifMatch: (await local.instance.getPolicy(ref))?.etag ?? '' })
}
const pushToken = (attributes: string): Promise<void> =>
  push(sampled.replace(/<authentication-managed-identity[^>]*>/, `<authentication-managed-identity ${attributes} />`))

async function authenticate(script: Script = {}, options: Partial<AuthenticateOptions> = {}) {
  const ports = scriptedPorts(script)
  const { instance, azure } = local
  const answers = { target: ref }
  const outcome = await authenticateBackEnd({ ports, instance, azure, cloud: clouds.local, root, answers, ...options })
  return { ...outcome, ports }
}

async function prove(backEndUrl?: string) {
  const { instance, azure, credential, endpoints } = local
  const { tenantId, routes } = endpoints
  const proof = await proveBackEnd({
    ports: scriptedPorts(),
    instance,
    azure,
    cloud: clouds.local,
    credential,
    tenantId,
    routes,
    target: ref,
    operation: 'list-orders',
    backEndUrl,
  })
  return proof ?? expect.fail()
}

test('two questions, one preview, and the proof', async () => {
  const { ports, ...outcome } = await authenticate({ choose: ['Orders', 'All operations'] }, { answers: {} })
  expect(ports.asked).toEqual(['Which API calls the back end?', 'Which operations of Orders?'])
  expect(ports.confirmed).toEqual([
    expect.stringMatching(
      /^Authenticate API orders to orders-back-end\.azurewebsites\.net\?\nCalls .* \(back end orders-back-end .*system-assigned identity of policywright-local, with a token for 2f4e.*\nChanges apis.*\nReplaces/,
    ),
  ])
  expect(outcome).toMatchObject({
    status: 'authenticated',
    warnings: [],
    changed: [],
    backEnd: { kind: 'app-service', resource: own },
  })
  expect(outcome.script).toContain("PRINCIPAL='")
  expect(await readFile(path.join(root, file), 'utf8')).toContain(
    `<authentication-managed-identity id="policywright-backend-token" resource="${own}" />`,
  )
  expect(await live()).toContain('policywright-backend-token')

  const proof = await prove()
  expect(proof.verdict).toEqual({
    name: 'proved',
    message:
      'The back end refuses a call without a token (401) and answers through API Management (200): the identity of policywright-local opens it.',
  })
  expect(backEndPage(proof)).toContain('was answered **401**')
  expect(backEndPage(proof)).toContain('## Through API Management: orders / list-orders')
  expect(backEndPage(proof)).not.toMatch(/eyJ|Not protected/)

  const again = await authenticate()
  expect(again).toMatchObject({ status: 'unchanged' })
  expect(again.ports.pages).toEqual([])
})

test('what was written by hand and is right stays', async () => {
  await push(sampled)
  const { status, notes, ports } = await authenticate()
  expect(status).toBe('unchanged')
  expect(notes.join()).toContain('already gets this token')
  expect(ports.confirmed).toEqual([])
})

test('a refused preview changes nothing', async () => {
  const before = await live()
  expect(await authenticate({ confirm: [false] })).toMatchObject({
    status: 'cancelled',
    message: 'Nothing was changed.',
  })
  expect(await live()).toBe(before)
  await expect(readFile(path.join(root, file))).rejects.toThrow()
})

test('the file alone', async () => {
  const before = await live()
  expect(await authenticate({}, { write: 'file' })).toMatchObject({ status: 'written' })
  expect(await live()).toBe(before)
  expect(await authenticate({}, { write: 'file' })).toMatchObject({ status: 'unchanged' })
  expect(await authenticate()).toMatchObject({ status: 'authenticated' })
})

test('an address that requests do not go to is warned of', async () => {
  const answers = { target: ref, resource: own, backEndUrl: 'https://elsewhere.example', kind: 'custom' } as const
  const { warnings, ports } = await authenticate({}, { answers })
  expect(warnings).toEqual([
    expect.stringMatching(/^Requests of API orders go to https:.+ and not to elsewhere\.example/),
  ])
  expect(ports.confirmed.join()).toContain('Warning: Requests of API orders go to')
  const there = { target: ref, backEndUrl: 'https://orders-back-end.azurewebsites.net/v2' }
  expect((await authenticate({}, { answers: there })).warnings).toEqual([])
})

test('a broken file is left alone', async () => {
  await mkdir(path.join(root, 'apis/orders'), { recursive: true })
  await writeFile(path.join(root, file), '<policies><inbound>')
  expect(
    await authenticate(
      {},
      { answers: { target: ref, resource: 'x', backEndUrl: 'https://a.example', kind: 'custom' } },
    ),
  ).toMatchObject({
    status: 'problem',
    message: expect.stringContaining('cannot be changed safely'),
  })
})

describe('the identity', () => {
  const identities = { [userAssignedIdentityId('orders-identity')]: {} }

  test('is enabled after asking, the user-assigned ones are kept, and a stop says what was done', async () => {
    await send('PATCH', serviceId, { identity: { type: 'UserAssigned', userAssignedIdentities: identities } })
    const { status, changed, ports, message } = await authenticate({
      choose: ['System-assigned identity'],
      confirm: [true, false],
    })
    expect(ports.confirmed[0]).toMatch(
      /no system-assigned identity. Enable it\?\n.*\nKeeps the user-assigned ones \(orders-identity\)\.\nUndo:/,
    )
    expect({ status, changed }).toEqual({
      status: 'cancelled',
      changed: ['enabled the system-assigned identity of policywright-local'],
    })
    expect(message).toContain('Stopped after this: enabled')
    const { identity } = await local.instance.getInstance()
    expect(identity.systemAssigned?.principalId).toBeDefined()
    expect(identity.userAssigned).toHaveLength(1)
  })

  test('is asked for again on the way back, and so are the back end and the resource, up to the consent', async () => {
    await send('PATCH', serviceId, {
      identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: identities },
    })
    await push(
      sampled
        .replace(/<set-backend-service[^>]*>/, '<set-backend-service base-url="https://orders.contoso.com" />')
        .replace(/<authentication-managed-identity[^>]*>/, ''),
    )
    const identity = 'Call the back end with which identity?'
    const kind = 'What is orders.contoso.com?'
    const resource = 'What must a token for orders.contoso.com be asked for?'
    const { status, ports } = await authenticate(
      {
        choose: [
          ...['Orders', 'All operations', BACK, 'All operations', 'orders-identity', BACK],
          ...['System-assigned identity', 'Another application'],
        ],
        input: ['api://one', 'api://two'],
        confirm: [BACK, true],
      },
      { answers: {} },
    )
    expect(ports.asked).toEqual([
      ...['Which API calls the back end?', 'Which operations of Orders?', identity, 'Which operations of Orders?'],
      ...[identity, kind, identity, kind, resource, resource],
    ])
    expect(status).toBe('authenticated')
    expect(await live()).toContain('resource="api://two" />')
  })

  test('is not enabled when that is refused', async () => {
    await send('PATCH', serviceId, { identity: { type: 'None' } })
    expect(await authenticate({ confirm: [false] })).toMatchObject({ status: 'cancelled', changed: [] })
    expect((await local.instance.getInstance()).identity.systemAssigned).toBeUndefined()
  })

  test('may be a user-assigned one, by its client id', async () => {
    await send('PATCH', serviceId, {
      identity: { type: 'SystemAssigned, UserAssigned', userAssignedIdentities: identities },
    })
    const { status } = await authenticate({ choose: ['orders-identity'] })
    expect(status).toBe('authenticated')
    expect(await live()).toMatch(/resource="[^"]*" client-id="[0-9a-f-]{36}"/)
    expect((await prove()).verdict.name).toBe('proved')
  })

  test('that is not there is a problem', async () => {
    const clientId = 'cccccccc-0000-4000-8000-000000000001'
    const { status, message } = await authenticate({}, { answers: { target: ref, identity: { clientId } } })
    expect(status).toBe('problem')
    expect(message).toContain('It has none.')
  })
})

interface Settings {
  readonly platform?: object
  readonly globalValidation?: object
  readonly allowed?: object
}
const changeSettings = async ({ allowed, ...change }: Settings): Promise<void> => {
  const entra = (settings.properties.identityProviders as { azureActiveDirectory: { validation: object } })
    .azureActiveDirectory
  const validation = { ...entra.validation, ...(allowed ? { defaultAuthorizationPolicy: allowed } : {}) }
  const identityProviders = { azureActiveDirectory: { ...entra, validation } }
  await send('PUT', settingsId, { properties: { ...settings.properties, identityProviders, ...change } })
}

describe.each([
  [
    'off',
    { platform: { enabled: false } },
    /is not protected: App Service authentication is off/,
    undefined,
    'back-end-open',
  ],
  [
    'open to all',
    { globalValidation: { requireAuthentication: false } },
    /lets callers without a token through/,
    'proved',
    'back-end-open',
  ],
  [
    'a redirect',
    { globalValidation: { requireAuthentication: true, unauthenticatedClientAction: 'RedirectToLoginPage' } },
    /sign-in page \(302\)/,
    'proved',
    'back-end-redirects',
  ],
  ['itself alone', { allowed: { allowedApplications: [own] } }, /only from itself/, 'proved', 'refused-through'],
  [
    'other identities alone',
    { allowed: { allowedPrincipals: { identities: ['11111111-2222-4333-8444-555555555555'] } } },
    /only the identities/,
    'proved',
    'refused-through',
  ],
] as const)('an app that is protected wrongly: %s', (_how, change, warning, corrected, left) => {
  test('is told before anything changes, and left when that is refused', async () => {
    await changeSettings(change)
    const { ports, warnings, status } = await authenticate({ confirm: [true, false] })
    expect(status).toBe('authenticated')
    expect(warnings.join()).toMatch(warning)
    expect(ports.confirmed[0]).toMatch(warning)
    const { verdict, remedy } = await prove()
    expect(verdict.name).toBe(left)
    expect(remedy).toMatch(/./)
  })

  test(corrected ? 'is corrected after a diff' : 'is no matter of one setting', async () => {
    await changeSettings(change)
    const { ports, changed } = await authenticate()
    if (corrected === undefined) return expect(changed).toEqual([])
    expect(ports.pages.map(({ title }) => title)).toContain('Authentication settings of orders-back-end')
    expect(ports.confirmed[1]).toMatch(/Undo:/)
    expect(changed).toEqual(['changed the authentication settings of orders-back-end'])
    expect((await prove()).verdict.name).toBe(corrected)
    expect(await send('GET', settingsId)).toMatchObject({ properties: { httpSettings: { requireHttps: true } } })
  })
})

test('a direct call that is neither refused nor answered proves nothing, and says so', async () => {
  await push(sampled)
  await changeSettings({ platform: { enabled: false } })
  const { verdict, cause, remedy } = await prove('https://orders-back-end.azurewebsites.net/nothing')
  expect({ name: verdict.name, cause }).toEqual({ name: 'unclear', cause: undefined })
  expect(verdict.message).toContain('GET /nothing/ (404)')
  expect(remedy).toContain('an operation that is a GET')
})

describe('a call that fails is explained', () => {
  test.each([
    ['no token at all', undefined, 'refused-through', /No policy gets a token/],
    [
      'an unknown resource',
      'resource="api://nobody-has-this"',
      'failed',
      /AADSTS500011|no application with that resource/,
    ],
    ['another audience', `resource="${resourceApps.ordersApi}"`, 'refused-through', /its audience is another/],
    [
      'an identity that is not assigned',
      `resource="${own}" client-id="cccccccc-0000-4000-8000-000000000001"`,
      'failed',
      /is not assigned to policywright-local/,
    ],
  ])('%s', async (_what, attributes, name, words) => {
    if (attributes !== undefined) await pushToken(attributes)
    const { verdict, remedy } = await prove()
    expect(verdict.name).toBe(name)
    expect(`${verdict.message} ${remedy}`).toMatch(words)
  })

  test('no identity', async () => {
    await push(sampled)
    await send('PATCH', serviceId, { identity: { type: 'None' } })
    const { verdict } = await prove()
    expect(verdict).toMatchObject({
      name: 'failed',
      message: expect.stringContaining('has no system-assigned identity'),
    })
  })
})

describe('other back ends', () => {
  const to = (url: string): Promise<void> =>
    push(
      sampled
        .replace(/<set-backend-service[^>]*>/, `<set-backend-service base-url="${url}" />`)
        .replace(/<authentication-managed-identity[^>]*>/, ''),
    )

  test.each([
    [
      'https://ordersdata.blob.core.windows.net',
      {},
      /resource="https:\/\/storage\.azure\.com\/" \/>\s*<set-header id="policywright-backend-header-x-ms-version"/,
    ],
    ['https://secrets.vault.azure.net', {}, /resource="https:\/\/vault\.azure\.net"/],
    ['https://bus.servicebus.windows.net', { choose: ['Event Hubs'] }, /resource="https:\/\/eventhubs\.azure\.net"/],
    ['https://orders.documents.azure.com', {}, /type=aad/],
    ['https://gpt.openai.azure.com', {}, /resource="https:\/\/cognitiveservices\.azure\.com"/],
    ['https://graph.microsoft.com/v1.0', {}, /resource="https:\/\/graph\.microsoft\.com"/],
    ['https://other.azure-api.net/orders', { input: ['api://other'] }, /resource="api:\/\/other"/],
    [
      'https://orders.contoso.com',
      { choose: ['Another application'], input: ['api://contoso'] },
      /resource="api:\/\/contoso"/,
    ],
  ] as const)('%s', async (url, script, policy) => {
    await to(url)
    const { status, backEnd, script: grant } = await authenticate(script)
    expect(status).toBe('authenticated')
    expect(backEnd?.url).toBe(url)
    expect(await live()).toMatch(policy)
    expect(grant).toContain('az ')
  })
})
