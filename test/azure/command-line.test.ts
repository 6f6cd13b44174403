import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { dispatch } from '../../cli/dispatch.ts'
import { developer, resourceApps } from '../../emulator/local/names.ts'
import { writeStateFile } from '../../emulator/local/state-file.ts'
import { sample, startLocal } from './local.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let root: string
beforeAll(async () => {
  local = await startLocal()
  vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'home'))
  await writeStateFile(local.endpoints)
  root = path.join(local.root, 'workspace')
  await cp(sample, root, { recursive: true })
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await local.stop()
})
beforeEach(() => {
  for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_SUBSCRIPTION_ID'])
    vi.stubEnv(name, undefined)
})

async function run(...args: readonly string[]) {
  const written = { out: '', err: '' }
  const terminal = {
    cwd: root,
    out: (text: string) => {
      written.out += text
    },
    err: (text: string) => {
      written.err += text
    },
    readInput: async () => '',
  }
  const code = await dispatch(args, terminal)
  return {
    code,
    ...written,
    get json() {
      return JSON.parse(written.out) as Record<string, unknown>
    },
  }
}

const file = 'apis/orders/policy.xml'

test('secure, push and call work head to tail with AZURE_* credentials', async () => {
  vi.stubEnv('AZURE_TENANT_ID', local.endpoints.tenantId)
  vi.stubEnv('AZURE_CLIENT_ID', developer.clientId)
  vi.stubEnv('AZURE_CLIENT_SECRET', developer.clientSecret)
  const before = await run('call', 'orders', 'list-orders', '--no-token', '--output', 'json')
  expect(before).toMatchObject({ code: 1, json: { verdict: { name: 'not-protected' } } })

  const secured = await run(
    'secure',
    'orders',
    '--audience',
    resourceApps.ordersApi,
    '--policy',
    'validate-jwt',
    '--file-only',
    '--yes',
    '--output',
    'json',
  )
  expect(secured).toMatchObject({ code: 0, json: { status: 'written' } })
  expect((await run('diff', file)).out).toContain('+ \t\t<validate-jwt id="policywright-validate-token"')
  const again = await run(
    'secure',
    'orders',
    '--audience',
    resourceApps.ordersApi,
    '--policy',
    'validate-jwt',
    '--yes',
    '--output',
    'json',
  )
  expect(again).toMatchObject({ code: 0, json: { status: 'secured', created: ['named value tenantId'] } })
  expect(await run('push', file, '--yes')).toMatchObject({
    code: 0,
    out: expect.stringContaining('already is what the file says'),
  })
  expect(await run('diff', file)).toMatchObject({ code: 0 })

  const after = await run('call', 'orders', 'list-orders', '--output', 'json')
  expect(after).toMatchObject({
    code: 0,
    json: {
      verdict: { name: 'protected' },
      without: { response: { status: 401 } },
      with: { response: { status: 200 } },
    },
  })
  expect(after.out).not.toMatch(/eyJ/)
  expect((await run('call', 'orders', 'get-order', '--param', 'id=1001', '--token-only')).out).toContain(
    '**Accepted with a token (200).**',
  )
})

test('authenticate writes, pushes and proves', async () => {
  const before = await run('authenticate', 'orders', '--yes', '--prove', 'list-orders', '--output', 'json')
  expect(before).toMatchObject({
    code: 0,
    json: { status: 'unchanged', backEnd: { kind: 'app-service' }, proof: { verdict: { name: 'proved' } } },
  })
  expect(before.out).not.toMatch(/eyJ/)
  const other = await run('authenticate', 'orders', '--resource', 'api://nobody', '--yes', '--prove', 'list-orders')
  expect(other).toMatchObject({ code: 1, out: expect.stringMatching(/AADSTS500011|no application with that resource/) })
  const back = await run('authenticate', 'orders', '--yes', '--prove', 'list-orders')
  expect(back).toMatchObject({
    code: 0,
    out: expect.stringContaining('The back end refuses a call without a token (401)'),
  })
  expect(back.err).toContain('az ad sp show')
})

test.each([
  [['--kind', 'nothing'], "--kind 'nothing' is not one of"],
  [['--identity', 'me'], "neither 'system' nor a client id"],
  [['--back-end', 'here'], 'is not a URL'],
  [['--prove', 'list-orders', '--file-only'], '--prove needs the push'],
])('authenticate %j is wrong usage', async (args, words) => {
  expect(await run('authenticate', 'orders', ...args)).toMatchObject({ code: 2, err: expect.stringContaining(words) })
})

test('--undo takes back what was added', async () => {
  expect((await run('secure', 'orders', '--undo')).code).toBe(2)
  expect(await run('secure', 'orders', '--undo', '--yes', '--output', 'json')).toMatchObject({
    code: 0,
    json: { status: 'undone' },
  })
  expect(await run('call', 'orders', 'list-orders', '--no-token')).toMatchObject({ code: 1 })
  expect(await run('secure', 'orders', '--undo')).toMatchObject({ code: 0, out: expect.stringContaining('nothing') })
  const again = ['secure', 'orders', '--audience', resourceApps.ordersApi, '--policy', 'validate-jwt', '--yes'] as const
  expect((await run(...again)).code).toBe(0)
})

describe('secure --file', () => {
  const alone = path.join('elsewhere', 'mine.xml')
  const secure = (...args: readonly string[]) => run('secure', '--file', alone, '--yes', '--output', 'json', ...args)
  const text = (): Promise<string> => readFile(path.join(root, alone), 'utf8')

  test('changes the file alone, with no instance running, and every option shows in it', async () => {
    vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'nobody'))
    await mkdir(path.join(root, 'elsewhere'))
    const before = '<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>\n'
    await writeFile(path.join(root, alone), before)
    const id = '11111111-2222-4333-8444-555555555555'
    const args = [
      ...['--cloud', 'china', '--audience', 'management', '--tenant-as', 'literal', '--tenant-id', id],
      ...['--caller-object-id', id, '--roles', 'A,B', '--token-versions', 'v1', '--scheme', 'DPoP'],
      ...['--status', '403', '--message', 'Not you.', '--keep-authorization'],
    ]
    expect(await secure(...args)).toMatchObject({ code: 0, json: { status: 'written', created: [], left: [] } })
    expect(
      await text(),
    ).toContain(`    <validate-jwt id="policywright-validate-token" header-name="Authorization" failed-validation-httpcode="403" failed-validation-error-message="Not you." require-scheme="DPoP">
      <openid-config url="https://login.chinacloudapi.cn/${id}/.well-known/openid-configuration" />
      <audiences>
        <audience>https://management.chinacloudapi.cn</audience>
        <audience>https://management.chinacloudapi.cn/</audience>
      </audiences>
      <required-claims>
        <claim name="oid" match="any">
          <value>${id}</value>
        </claim>
        <claim name="roles" match="any">
          <value>A</value>
          <value>B</value>
        </claim>
      </required-claims>
    </validate-jwt>
  </inbound>`)
    expect(await secure('--cloud', 'china', '--tenant-id', id)).toMatchObject({
      code: 0,
      json: { status: 'unchanged' },
    })
    expect(await secure('--cloud', 'china', '--tenant-id', id, '--roles', '', '--remove-authorization')).toMatchObject({
      json: { status: 'written' },
    })
    expect(await text()).toMatch(/<\/validate-jwt>\s*<set-header id="policywright-remove-authorization"/)
    expect(await text()).not.toContain('roles')
    expect(await secure('--undo')).toMatchObject({ code: 0, json: { status: 'written' } })
    expect(await text()).toBe(before)
    vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'home'))
  })
})

describe('consumer', () => {
  test('lists the files that the settings can be written into', async () => {
    const folder = path.join(root, 'code')
    await mkdir(folder)
    await writeFile(path.join(folder, 'a.py'), '')
    const args = ['consumer', 'functions-python', 'orders', '--root', 'code', '--matching'] as const
    expect(await run(...args)).toMatchObject({ code: 0, out: 'a.py\n' })
    expect(await run('consumer', 'logic-apps', 'orders', '--root', 'code', '--matching')).toMatchObject({ code: 1 })
    expect(await run('consumer', 'functions-python', 'orders', '--into', 'code/a.py', '--yes')).toMatchObject({
      code: 0,
    })
    expect(await run(...args)).toMatchObject({ out: 'a.py  names the API\n' })
  })

  test('prints what the API on the instance asks for', async () => {
    const printed = await run('consumer', 'data-factory-rest', 'orders')
    expect(printed).toMatchObject({
      code: 0,
      json: {
        properties: {
          typeProperties: {
            url: 'https://policywright-local.azure-api.net/orders',
            aadResourceId: resourceApps.ordersApi,
          },
        },
      },
    })
    expect(printed.err).toContain('HTTP linked service')
    const json = await run('consumer', 'logic-apps', 'orders', '--user-assigned', '/id', '--output', 'json')
    expect(json).toMatchObject({ code: 0, json: { kind: 'logic-apps', order: { identity: { resourceId: '/id' } } } })
  })

  test('needs no instance when it is told all', async () => {
    vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'nowhere'))
    const args = ['--url', 'https://a.example/b', '--audience', 'api://b'] as const
    expect(await run('consumer', 'functions-csharp', ...args)).toMatchObject({
      code: 0,
      out: expect.stringContaining('"api://b/.default"'),
    })
    vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'home'))
  })

  test('changes a linked service after showing the difference', async () => {
    const linked = path.join(root, 'linked.json')
    await writeFile(
      linked,
      '{"name":"a","properties":{"type":"HttpServer","typeProperties":{"url":"https://x.example"}}}',
    )
    const args = ['consumer', 'data-factory-rest', 'orders', '--into', 'linked.json', '--output', 'json'] as const
    expect((await run(...args)).code).toBe(2)
    expect(await run(...args, '--yes')).toMatchObject({ code: 0, json: { status: 'written' } })
    expect(JSON.parse(await readFile(linked, 'utf8'))).toMatchObject({ properties: { type: 'RestService' } })
    expect(await run(...args)).toMatchObject({ code: 0, json: { status: 'unchanged' } })
    await writeFile(linked, '{}')
    expect(await run(...args)).toMatchObject({ code: 1, json: { status: 'problem' } })
  })

  test.each([
    [[], 'name a KIND'],
    [['nobody'], "'nobody' is not a KIND"],
    [['logic-apps', '--into', 'x.json', '--matching'], 'one of --into and --matching'],
    [['logic-apps', '--url', 'x'], 'is not a URL'],
  ])('%j is wrong usage', async (args, words) => {
    expect(await run('consumer', ...args)).toMatchObject({ code: 2, err: expect.stringContaining(words) })
  })

  test('an API that is not there', async () => {
    expect(await run('consumer', 'logic-apps', 'nobody')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is: orders'),
    })
  })
})

test('fetch, publish and their answers', async () => {
  expect(await run('fetch', '--all', '--root', 'elsewhere', '--output', 'json')).toMatchObject({
    code: 0,
    json: { kept: [] },
  })
  expect(await run('fetch', '--api', 'orders', '--root', 'elsewhere')).toMatchObject({
    code: 0,
    out: expect.stringContaining('already is the policy'),
  })
  expect(await run('publish', 'elsewhere', '--yes', '--output', 'json')).toMatchObject({
    code: 0,
    json: { status: 'published' },
  })
})

test('errors stop a push, and --yes does not answer that', async () => {
  const text = await readFile(path.join(root, file), 'utf8')
  await writeFile(path.join(root, file), text.replace('<set-backend-service', '<set-backend-servise'))
  const pushed = await run('push', file, '--yes')
  expect(pushed.code).toBe(1)
  expect(pushed.out).toMatch(/^apis\/orders\/policy\.xml:\d+:\d+ error /)
  await writeFile(path.join(root, file), text)
})

test('a change behind your back stops a push, and --yes does not answer that', async () => {
  const ref = { kind: 'product', product: 'starter' } as const
  await run('fetch', '--product', 'starter')
  const live = await local.instance.getPolicy(ref)
  await local.instance.putPolicy(ref, (live?.text ?? '').replace('100', '200'), { ifMatch: live?.etag ?? '' })
  const mine = path.join(root, 'products/starter/policy.xml')
  await writeFile(mine, (await readFile(mine, 'utf8')).replace('100', '300'))
  expect(await run('push', 'products/starter/policy.xml', '--yes', '--output', 'json')).toMatchObject({
    code: 1,
    json: { status: 'conflict' },
  })
  expect((await local.instance.getPolicy(ref))?.text).toContain('200')
})

describe('wrong usage ends with 2 and one line', () => {
  test.each<[readonly string[], string]>([
    [['push'], 'name a policy'],
    [['push', '../x/policy.xml'], 'outside the root'],
    [['push', '.'], "'.' is the root itself"],
    [['push', '..'], 'outside the root'],
    [['push', 'notes.xml'], 'whose policy it is'],
    [['push', file], 'give --yes'],
    [['diff', 'apis/none/policy.xml'], 'does not exist'],
    [['fetch', '--operation', 'x'], '--operation needs --api'],
    [['fetch', '--api', 'a', '--product', 'b'], 'name one of'],
    [['secure', 'orders', '--policy', 'x'], 'is not one of'],
    [['secure', 'orders', '--caller-object-id', 'x'], 'is not a GUID'],
    [['secure', '--product', 'starter', '--policy', 'validate-jwt', '--yes'], 'give --audience LIST.'],
    [['secure', 'orders', '--status', '200'], 'not a status of a refusal'],
    [['secure', 'orders', '--any-caller', '--caller', 'x'], 'contradict one another'],
    [['secure', 'orders', '--token-versions', 'v3'], 'not one of both, v1, v2'],
    [['secure', '--file', 'none.xml', '--audience', 'api://a'], 'does not exist'],
    [['secure', 'orders', '--audience', 'orders-api'], 'orders-api is neither a client id'],
    [['call', 'orders', 'list-orders', '--param', 'x'], 'NAME=VALUE'],
    [['call', 'orders', 'list-orders', '--body', '@none'], 'cannot be read'],
    [['call', 'orders', 'list-orders', '--no-token', '--token-only'], 'exclude each other'],
    [['call', 'orders', 'list-orders', '--output', 'xml'], 'text, json'],
    [['call', 'orders', 'list-orders', '--instance', 'prod'], "no local instance 'prod' is running"],
    [['call', 'orders', 'list-orders', '--service', 's'], 'needs --subscription'],
    [
      [
        'call',
        'orders',
        'list-orders',
        '--service',
        's',
        '--resource-group',
        'r',
        '--subscription',
        'x',
        '--cloud',
        'moon',
      ],
      "--cloud 'moon'",
    ],
    [['publish', 'a', 'b'], 'one FOLDER'],
    [['publish', 'none'], "there is no folder 'none'"],
    [['publish', file], 'is no folder'],
    [['call', 'orders', 'list-orders', '--instance', 'local', '--service', 's'], 'give one of them'],
    [['call', 'orders', 'list-orders', '--subscription', 's'], 'needs --subscription, --resource-group and --service'],
    [['call'], 'give the argument API.'],
    [['call', 'orders'], 'give the argument OPERATION.'],
    [['call', 'orders', 'get-order'], 'give --param id=VALUE.'],
    [['authenticate'], 'give the argument API.'],
  ])('%s', async (args, words) => {
    if (args.length === 2 && args[0] === 'push' && args[1] === file) {
      const mine = path.join(root, file)
      await writeFile(mine, (await readFile(mine, 'utf8')).replace('<outbound>', '<outbound><!-- mine -->'))
    }
    const { code, err } = await run(...args)
    expect(code).toBe(2)
    expect(err).toContain(words)
  })

  test('no instance at all', async () => {
    vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'empty'))
    const { code, err } = await run('diff', file)
    vi.stubEnv('POLICYWRIGHT_HOME', path.join(local.root, 'home'))
    expect(code).toBe(2)
    expect(err).toContain("start one with 'policywright local'")
  })
})

test('a name that does not exist is an answer with what there is', async () => {
  expect(await run('call', 'order', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('There is: orders') })
  expect(await run('call', 'orders', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('list-orders') })
})

test('a wrong credential is an answer, and its secret is nowhere', async () => {
  vi.stubEnv('AZURE_TENANT_ID', local.endpoints.tenantId)
  vi.stubEnv('AZURE_CLIENT_ID', developer.clientId)
  vi.stubEnv('AZURE_CLIENT_SECRET', 'not-the-secret-0815')
  const { code, out, err } = await run('diff', file, '--output', 'json')
  expect(code).toBe(1)
  expect(JSON.parse(out)).toMatchObject({ status: 'failed', kind: 'sign-in', code: 'AADSTS7000215' })
  expect(`${out}${err}`).not.toContain('not-the-secret-0815')
})

test('no token and no key is left in any file', async () => {
  const keys = await local.instance.getSubscriptionKeys('orders-starter')
  const files = (await readdir(local.root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(20)
  for (const { parentPath, name } of files) {
    const text = await readFile(path.join(parentPath, name), 'utf8')
    for (const secret of ['eyJ', keys.primaryKey, keys.secondaryKey]) expect(text).not.toContain(secret)
  }
})
