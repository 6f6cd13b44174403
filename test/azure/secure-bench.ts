import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { PolicyRef } from '../../azure/apim-port.ts'
import { clouds } from '../../azure/clouds.ts'
import { secureApi } from '../../workflows/secure.ts'
import type { SecureOptions } from '../../workflows/secure-change.ts'
import { startLocal } from './local.ts'
import { type Script, scriptedPorts } from './scripted-ports.ts'

/** One local instance for the tests of a file; each has an empty folder, and the sample's policy on the instance. */
export function secureBench() {
  let local: Awaited<ReturnType<typeof startLocal>>
  let root: string
  let original: string
  let run = 0
  const ref: PolicyRef = { kind: 'api', api: 'orders' }
  const file = 'apis/orders/policy.xml'
  const live = async () => (await local.instance.getPolicy(ref)) ?? { text: '', etag: '' }

  beforeAll(async () => {
    local = await startLocal()
    original = (await live()).text
  })
  afterAll(() => local.stop())
  beforeEach(async () => {
    root = path.join(local.root, String(run++))
    await mkdir(root)
    await local.instance.putPolicy(ref, original, { ifMatch: (await live()).etag })
  })

  return {
    ref,
    file,
    live,
    get local() {
      return local
    },
    get root() {
      return root
    },
    get original() {
      return original
    },
    read: (name = file): Promise<string> => readFile(path.join(root, name), 'utf8'),
    async write(text: string, name = file): Promise<void> {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true })
      await writeFile(path.join(root, name), text)
    },
    async secure(script: Script = {}, options: Partial<SecureOptions> = {}) {
      const ports = scriptedPorts(script)
      const { tenantId } = local.endpoints
      const answers = {
        target: ref,
        policy: 'validate-jwt',
        audiences: ['api://orders'],
        tenantId,
        callers: [],
      } as const
      const { instance, azure } = local
      const outcome = await secureApi({ ports, instance, azure, cloud: clouds.local, root, answers, ...options })
      return { ...outcome, ports }
    },
  }
}
