import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PolicyRef } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { authenticateBackEnd } from '../../workflows/authenticate.ts'
import { samePolicy } from '../../workflows/normalise.ts'
import { secureApi } from '../../workflows/secure.ts'
import { type UndoOptions, undoChange } from '../../workflows/undo.ts'
import { startLocal } from './local.ts'
import { type Script, scriptedPorts } from './scripted-ports.ts'

let local: Awaited<ReturnType<typeof startLocal>>
let original: string
let root: string
let run = 0
const ref: PolicyRef = { kind: 'api', api: 'orders' }
beforeAll(async () => {
  local = await startLocal()
  original = (await live()).replace(/<authentication-managed-identity[^>]*>/, '')
})
afterAll(() => local.stop())
beforeEach(async () => {
  root = path.join(local.root, String(run++))
  await mkdir(root)
  const stored = await local.instance.getPolicy(ref)
  await local.instance.putPolicy(ref, original, { ifMatch: stored?.etag ?? '' })
  await local.instance.deleteNamedValue('tenantId')
})

const live = async (): Promise<string> => (await local.instance.getPolicy(ref))?.text ?? ''
const secure = (target: PolicyRef = ref) =>
  secureApi({
    ports: scriptedPorts(),
    instance: local.instance,
    cloud: clouds.local,
    root,
    answers: {
      target,
      policy: 'validate-jwt',
      audiences: ['api://orders'],
      tenantId: local.endpoints.tenantId,
      callers: [],
    },
  })
const authenticate = () =>
  authenticateBackEnd({
    ports: scriptedPorts(),
    instance: local.instance,
    azure: local.azure,
    cloud: clouds.local,
    root,
    answers: { target: ref },
  })
async function undo(script: Script = {}, options: Partial<UndoOptions> = {}) {
  const ports = scriptedPorts(script)
  const outcome = await undoChange({ ports, instance: local.instance, change: 'secure', target: ref, root, ...options })
  return { ...outcome, ports }
}

const deleted = 'The named value tenantId, which this command had created, is deleted.'
const tenantOf = async () =>
  (await local.instance.listNamedValues()).find(({ displayName }) => displayName === 'tenantId')

test.each([
  ['secure', () => secure(), /whoever reaches the API/],
  ['authenticate', authenticate, /refuses the calls/],
] as const)('%s is taken back', async (change, make, warning) => {
  await make()
  expect(samePolicy(await live(), original, 'loose')).toBe(false)
  const { status, ports, notes } = await undo({}, { change })
  expect(status).toBe('undone')
  expect(ports.confirmed[0]).toMatch(warning)
  expect(notes).toEqual(change === 'secure' ? [deleted] : [expect.stringContaining('identity of the instance')])
  expect(samePolicy(await live(), original, 'loose')).toBe(true)
  expect(await undo({}, { change })).toMatchObject({ status: 'unchanged' })
})

describe('nothing is removed', () => {
  test('when that is refused', async () => {
    await secure()
    const before = await live()
    expect(await undo({ confirm: [false] })).toMatchObject({ status: 'cancelled' })
    expect(await live()).toBe(before)
  })

  test('when no policy is chosen', async () => {
    expect(await undo({ choose: [] }, { target: undefined })).toMatchObject({ status: 'cancelled' })
  })

  test('on the instance, when the file alone is wanted; the next run pushes it', async () => {
    await secure()
    expect(await undo({}, { write: 'file' })).toMatchObject({ status: 'written' })
    expect(await live()).toContain('validate-jwt')
    expect(await readFile(path.join(root, 'apis/orders/policy.xml'), 'utf8')).not.toContain('validate-jwt')
    expect(await undo()).toMatchObject({ status: 'undone' })
    expect(await live()).not.toContain('validate-jwt')
  })
})

describe('the named value that was created', () => {
  const other: PolicyRef = { kind: 'product', product: 'starter' }

  test('goes with the policy, and so does its file; both are confirmed', async () => {
    await secure()
    expect(await tenantOf()).toBeDefined()
    const { status, ports } = await undo()
    expect(status).toBe('undone')
    expect(ports.confirmed[0]).toMatch(/Deletes the named value tenantId on .*nothing else uses/)
    expect(await tenantOf()).toBeUndefined()
    await expect(readFile(path.join(root, 'named values/tenantId/namedValueInformation.json'))).rejects.toThrow()
  })

  test('stays while another policy uses it, and goes with that one', async () => {
    await secure()
    await secure(other)
    expect((await undo()).notes).toContain('The named value tenantId stays, since product starter still uses it.')
    expect(await tenantOf()).toBeDefined()
    expect((await undo({}, { target: other })).notes).toContain(deleted)
    expect(await tenantOf()).toBeUndefined()
  })

  test('stays when it was there before', async () => {
    const { tenantId: value } = local.endpoints
    await local.instance.putNamedValue({ id: 'tenantId', displayName: 'tenantId', value, secret: false, tags: [] })
    await secure()
    expect((await undo()).notes).toContain(
      'The named value of the tenant, where there is one, stays: this command did not create it.',
    )
    expect(await tenantOf()).toBeDefined()
  })

  test('keeps its file while another file of the workspace needs it', async () => {
    await secure()
    await writeFile(path.join(root, 'mine.xml'), '<fragment><trace source="a">{{tenantId}}</trace></fragment>')
    expect((await undo()).notes.at(-1)).toContain('Its file stays, since mine.xml needs it.')
  })
})

test('a file alone is undone without an instance', async () => {
  await secure()
  const file = path.join(root, 'apis/orders/policy.xml')
  expect(await undo({}, { instance: undefined, target: undefined, file })).toMatchObject({ status: 'written' })
  expect(await readFile(file, 'utf8')).not.toContain('policywright')
})

test('a check that was written by hand is as it was, and that is said', async () => {
  const written =
    '<base />\n    <validate-jwt header-name="Authorization"><audiences><audience>api://old</audience></audiences></validate-jwt>'
  const stored = await local.instance.getPolicy(ref)
  await local.instance.putPolicy(ref, original.replace('<base />', written), { ifMatch: stored?.etag ?? '' })
  await secure()
  expect((await live()).match(/<validate-jwt/g)).toHaveLength(1)
  const { status, notes } = await undo()
  expect(status).toBe('undone')
  expect(notes[0]).toContain('was written by hand and amended stands as it stood before')
  expect(samePolicy(await live(), original.replace('<base />', written), 'exact')).toBe(true)
})
