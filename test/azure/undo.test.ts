import { mkdir, readFile } from 'node:fs/promises'
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
})

const live = async (): Promise<string> => (await local.instance.getPolicy(ref))?.text ?? ''
const secure = () =>
  secureApi({
    ports: scriptedPorts(),
    instance: local.instance,
    cloud: clouds.local,
    root,
    answers: {
      target: ref,
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

test.each([
  ['secure', secure, /whoever reaches the API/],
  ['authenticate', authenticate, /refuses the calls/],
] as const)('%s is taken back', async (change, make, warning) => {
  await make()
  expect(samePolicy(await live(), original, 'loose')).toBe(false)
  const { status, ports, notes } = await undo({}, { change })
  expect(status).toBe('undone')
  expect(ports.confirmed[0]).toMatch(warning)
  expect(notes).toHaveLength(1)
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
