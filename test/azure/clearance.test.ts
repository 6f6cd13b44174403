import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { InstancePort, PolicyRef } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { ServiceError } from '../../azure/service-error.ts'
import { backEndSiteId, serviceId } from '../../emulator/local/names.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import { callFromInstance } from '../../workflows/call-from-instance.ts'
import { fetchPolicy } from '../../workflows/fetch.ts'
import type { CheckDocument } from '../../workflows/ports.ts'
import { pushPolicy } from '../../workflows/push.ts'
import { secureApi } from '../../workflows/secure.ts'
import { undoChange } from '../../workflows/undo.ts'
import { startLocal } from './local.ts'
import { type Script, scriptedPorts } from './scripted-ports.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let original: string
let root: string
let run = 0
const ref: PolicyRef = { kind: 'api', api: 'orders' }
const file = 'apis/orders/policy.xml'
const settingsId = `${backEndSiteId}/config/authsettingsV2`

beforeAll(async () => {
  local = await startLocal()
  original = (await live()).replace(/\s*<authentication-managed-identity[^>]*>/, '').replaceAll('\r\n', '\n')
})
afterAll(() => local.stop())
beforeEach(async () => {
  root = path.join(local.root, String(run++))
  await mkdir(root)
  await push(original)
  await local.instance.deleteNamedValue('tenantId')
})

const live = async (): Promise<string> => (await local.instance.getPolicy(ref))?.text ?? ''
const push = async (text: string): Promise<void> => {
  const ifMatch = (await local.instance.getPolicy(ref))?.etag
  await local.instance.putPolicy(ref, text, ifMatch === undefined ? {} : { ifMatch })
}
const send = async (method: string, at: string, body?: object): Promise<unknown> =>
  (await local.local.management.send({ method, path: at, ...(body ? { body } : {}) })).body
const remove = async (): Promise<void> => {
  const path = `${serviceId}/apis/orders/policies/policy`
  await local.local.management.send({ method: 'DELETE', path, headers: { 'if-match': '*' } })
}
/** What a job finds: the requests of who is to call another API go nowhere yet. */
const startOf = (name: keyof typeof jobs): string =>
  name === 'consumer --push-to' ? original.replace(/\s*<set-backend-service[^>]*>/, '') : original
const fileText = (within = root): Promise<string | undefined> =>
  readFile(path.join(within, within === root ? file : `callers/policywright-local/${file}`), 'utf8').catch(
    () => undefined,
  )
const hasTenant = async (): Promise<boolean> =>
  (await local.instance.listNamedValues()).some(({ displayName }) => displayName === 'tenantId')

interface Circumstances {
  readonly script?: Script
  readonly check?: CheckDocument
  readonly instance?: InstancePort
}

const jobs = {
  secure: ({ script, check, instance = local.instance }: Circumstances) => {
    const ports = scriptedPorts(script)
    const { tenantId } = local.endpoints
    const answers = { target: ref, policy: 'validate-jwt', audiences: ['api://orders'], tenantId, callers: [] } as const
    return secureApi({ ports, instance, cloud: clouds.local, root, check, answers }).then((outcome) => ({
      ...outcome,
      ports,
    }))
  },
  authenticate: ({ script, check, instance = local.instance }: Circumstances) => {
    const ports = scriptedPorts(script)
    const { azure } = local
    const answers = { target: ref }
    return authenticateBackEnd({ ports, instance, azure, cloud: clouds.local, root, check, answers }).then(
      (outcome) => ({
        ...outcome,
        ports,
      }),
    )
  },
  'consumer --push-to': ({ script, check, instance = local.instance }: Circumstances) => {
    const ports = scriptedPorts(script)
    const order = {
      url: 'https://other.azure-api.net/orders',
      audience: 'api://other',
      identity: { kind: 'system' },
    } as const
    return callFromInstance({
      ports,
      instance,
      order: { ...order, keyHeader: undefined },
      root,
      check,
      target: ref,
    }).then((outcome) => ({ ...outcome, ports }))
  },
} as const
const names = Object.keys(jobs) as (keyof typeof jobs)[]

/** The editor finds an error in whatever a job adds. */
const refusing: CheckDocument = (at, text) =>
  /<(?:validate-jwt|authentication-managed-identity)\b/.test(text)
    ? [{ file: at, severity: 'error', message: 'Not here.', line: 4, column: 1, endLine: 4, endColumn: 5 }]
    : []

describe.each(names)('%s writes nothing', (name) => {
  beforeEach(() => push(startOf(name)))

  const nothingWritten = async (there: string): Promise<void> => {
    expect(await live()).toBe(there)
    expect([await fileText(), await fileText(path.join(root, 'callers'))]).toEqual([undefined, undefined])
    expect(await hasTenant()).toBe(false)
  }

  test('when the policy would have errors', async () => {
    const there = await live()
    const { status, message, findings, ports } = await jobs[name]({
      check: refusing,
      script: { confirm: [true, false] },
    })
    expect({ status, findings }).toEqual({ status: 'refused', findings: [] })
    expect(message).toMatch(
      /^The policy of API orders would have an error, .* nothing was written\. Line 4: Not here\. Correct/,
    )
    expect(ports.confirmed).toHaveLength(2)
    expect(ports.confirmed[1]).toMatch(/Go on anyway\?\nLine 4: Not here\./)
    await nothingWritten(there)
  })

  test('when somebody else has changed the policy', async () => {
    const own = name === 'consumer --push-to' ? path.join(root, 'callers', 'policywright-local') : root
    await fetchPolicy({ ports: scriptedPorts(), instance: local.instance, ref, root: own })
    await push(startOf(name).replace('<base />', '<base /><!-- somebody -->'))
    const there = await live()
    const before = await readFile(path.join(own, file), 'utf8')
    const { status, message } = await jobs[name]({ script: { choose: ['Stop'] } })
    expect(status).toBe('conflict')
    expect(message).toContain('was changed on policywright-local since it was fetched; nothing was written')
    expect(await readFile(path.join(own, file), 'utf8')).toBe(before)
    expect(await live()).toBe(there)
    expect(await hasTenant()).toBe(false)
  })
})

describe.each(names)('%s asks once', (name) => {
  beforeEach(() => push(startOf(name)))

  test('and goes on all the same with errors', async () => {
    const { status, ports } = await jobs[name]({ check: refusing })
    expect(['secured', 'authenticated', 'pushed']).toContain(status)
    expect(ports.confirmed.filter((text) => text.includes('anyway'))).toHaveLength(1)
  })

  test('and overwrites what somebody else wrote', async () => {
    const own = name === 'consumer --push-to' ? path.join(root, 'callers', 'policywright-local') : root
    await fetchPolicy({ ports: scriptedPorts(), instance: local.instance, ref, root: own })
    await push(startOf(name).replace('<base />', '<base /><!-- somebody -->'))
    const { status, ports } = await jobs[name]({ script: { choose: ['Overwrite'] } })
    expect(['secured', 'authenticated', 'pushed']).toContain(status)
    expect(ports.asked).toHaveLength(1)
    expect(await live()).not.toContain('somebody')
  })
})

test('a change behind the one that may be overwritten is asked about again', async () => {
  await fetchPolicy({ ports: scriptedPorts(), instance: local.instance, ref, root })
  await push(original.replace('<base />', '<base /><!-- somebody -->'))
  const instance: InstancePort = {
    ...local.instance,
    putNamedValue: async (...named) => {
      await local.instance.putNamedValue(...named)
      await push(original.replace('<base />', '<base /><!-- and again -->'))
    },
  }
  const { status, ports } = await jobs.secure({ script: { choose: ['Overwrite', 'Stop'] }, instance })
  expect(status).toBe('conflict')
  expect(ports.asked).toHaveLength(2)
  expect(await live()).toContain('and again')
})

test('a change of others that the file has already is no conflict', async () => {
  await fetchPolicy({ ports: scriptedPorts(), instance: local.instance, ref, root })
  const changed = original.replace('<base />', '<base /><!-- somebody -->')
  await push(changed)
  await writeFile(path.join(root, file), changed)
  const { status, ports } = await jobs.secure({})
  expect({ status, asked: ports.asked }).toEqual({ status: 'secured', asked: [] })
})

test('errors that the document has already are told at their lines', async () => {
  await mkdir(path.join(root, 'apis/orders'), { recursive: true })
  await writeFile(path.join(root, file), original)
  const check: CheckDocument = (at, text) => {
    const line = text.split('\n').findIndex((one) => one.includes('<outbound>')) + 1
    return [{ file: at, severity: 'error', message: 'Odd.', line, column: 2, endLine: line, endColumn: 3 }]
  }
  const { findings, message } = await jobs.secure({ check, script: { confirm: [true, false] } })
  const line = original.split('\n').findIndex((one) => one.includes('<outbound>')) + 1
  expect(findings).toMatchObject([{ file, line, message: 'Odd.' }])
  expect(message).toContain(`Line ${line}: Odd.`)
})

test('an undo that cannot be pushed writes nothing', async () => {
  await jobs.secure({})
  const before = await fileText()
  const check: CheckDocument = (at) => [
    { file: at, severity: 'error', message: 'Odd.', line: 1, column: 1, endLine: 1, endColumn: 2 },
  ]
  const ports = scriptedPorts({ confirm: [true, false] })
  const { status } = await undoChange({ ports, instance: local.instance, change: 'secure', target: ref, root, check })
  expect(status).toBe('refused')
  expect(await fileText()).toBe(before)
})

describe('authenticate', () => {
  const dead = (kind: 'unreachable' | 'cancelled') => async (): Promise<never> => {
    throw new ServiceError({ kind, message: 'The network is gone.' })
  }

  test.each(['unreachable', 'cancelled'] as const)('says what was done when it ends half-way: %s', async (kind) => {
    await send('PATCH', serviceId, { identity: { type: 'None' } })
    const instance: InstancePort = { ...local.instance, putPolicy: dead(kind) }
    const { status, message, changed } = await jobs.authenticate({ instance })
    expect({ status, changed }).toEqual({
      status: 'interrupted',
      changed: ['enabled the system-assigned identity of policywright-local'],
    })
    expect(message).toBe(
      'The network is gone. Done before that: enabled the system-assigned identity of policywright-local, changed apis/orders/policy.xml. Run it again, and it goes on there.',
    )
    expect(await jobs.authenticate({})).toMatchObject({ status: 'authenticated' })
  })

  test('throws what happens before anything was changed', async () => {
    const instance: InstancePort = { ...local.instance, listNamedValues: dead('unreachable') }
    await expect(jobs.authenticate({ instance })).rejects.toThrow('The network is gone.')
  })

  test('refuses callers without a token only when the token is sent', async () => {
    const settings = (await send('GET', settingsId)) as { readonly properties: object }
    const open = { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
    await send('PUT', settingsId, { properties: { ...settings.properties, globalValidation: open } })
    const refused = new ServiceError({ kind: 'refused', message: 'No.' })
    const instance: InstancePort = { ...local.instance, putPolicy: () => Promise.reject(refused) }
    expect(await jobs.authenticate({ instance })).toMatchObject({ status: 'refused', changed: [] })
    expect(await send('GET', settingsId)).toMatchObject({ properties: { globalValidation: open } })
    expect(await jobs.authenticate({})).toMatchObject({
      status: 'authenticated',
      changed: ['changed the authentication settings of orders-back-end'],
    })
    expect(await send('GET', settingsId)).toMatchObject({
      properties: { globalValidation: { requireAuthentication: true, unauthenticatedClientAction: 'Return401' } },
    })
    await send('PUT', settingsId, settings)
  })
})

describe('undo', () => {
  const undo = (instance = local.instance) =>
    undoChange({ ports: scriptedPorts(), instance, change: 'secure', target: ref, root })

  test('of a run that never reached the policy takes the named value back too', async () => {
    const gone = new ServiceError({ kind: 'unreachable', message: 'The network is gone.' })
    const stopped = await jobs.secure({ instance: { ...local.instance, putPolicy: () => Promise.reject(gone) } })
    expect(stopped).toMatchObject({ status: 'interrupted', created: ['named value tenantId'] })
    expect(await undo()).toMatchObject({ status: 'undone' })
    expect(await hasTenant()).toBe(false)
    expect(await fileText()).toBe(original)
    expect(await undo()).toMatchObject({ status: 'unchanged' })
  })

  test('of a run that never reached the named value takes its file back', async () => {
    const gone = new ServiceError({ kind: 'unreachable', message: 'The network is gone.' })
    await jobs.secure({ instance: { ...local.instance, putNamedValue: () => Promise.reject(gone) } })
    const named = path.join(root, 'named values/tenantId/namedValueInformation.json')
    expect(await readFile(named, 'utf8')).toContain('tenantId')
    const { status, notes } = await undo()
    expect({ status, notes }).toEqual({
      status: 'undone',
      notes: ['The named value tenantId, which this command was to create, is not on the instance.'],
    })
    await expect(readFile(named)).rejects.toThrow('ENOENT')
  })

  test('that stopped behind the policy goes on with the named value', async () => {
    await jobs.secure({})
    const gone = new ServiceError({ kind: 'unreachable', message: 'The network is gone.' })
    const first = await undo({ ...local.instance, deleteNamedValue: () => Promise.reject(gone) })
    expect(first.notes.join()).toContain('could not be deleted and stays')
    expect(await hasTenant()).toBe(true)
    expect(await undo()).toMatchObject({ status: 'undone' })
    expect(await hasTenant()).toBe(false)
    expect(await undo()).toMatchObject({ status: 'unchanged' })
  })
})

test('a policy that somebody deleted can be created again once that was seen', async () => {
  const [ports, instance] = [scriptedPorts({ choose: ['Stop'] }), local.instance]
  await fetchPolicy({ ports, instance, ref, root })
  await writeFile(path.join(root, file), original)
  await remove()
  const refused = await pushPolicy({ ports, instance, ref, root })
  expect(refused).toMatchObject({ status: 'conflict', message: expect.stringContaining('was deleted on') })
  expect(await fetchPolicy({ ports, instance, ref, root })).toMatchObject({ status: 'absent' })
  expect(await pushPolicy({ ports, instance, ref, root })).toMatchObject({ status: 'pushed' })
})
