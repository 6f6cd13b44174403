import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { describeRef, keyOfRef } from './apiops-layout.ts'
import { mapBounded } from './bounded.ts'
import type { Report } from './ports.ts'
import { readText } from './workspace-files.ts'

/** Requests that may be under way together; Azure Resource Manager throttles those who ask too much. */
const AT_ONCE = 6

const uses = (text: string, displayName: string): boolean =>
  new RegExp(`\\{\\{\\s*${displayName.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*\\}\\}`).test(text)

/**
 * Who uses a named value on the instance: policies of every scope, fragments, back ends and APIs, as a sentence names them.
 * @param except the policy that is about to lose it
 */
export async function usersOfNamedValue(
  instance: InstancePort,
  displayName: string,
  except: PolicyRef,
  { signal, report }: { readonly signal: AbortSignal; readonly report: Report },
): Promise<readonly string[]> {
  const users: string[] = []
  const look = async (ref: PolicyRef): Promise<void> => {
    if (keyOfRef(ref) === keyOfRef(except)) return
    const stored = await instance.getPolicy(ref, { signal })
    if (stored !== undefined && uses(stored.text, displayName)) users.push(describeRef(ref))
  }
  await look({ kind: 'global' })
  await mapBounded(await instance.listFragments({ signal }), AT_ONCE, ({ id }) =>
    look({ kind: 'fragment', fragment: id }),
  )
  await mapBounded(await instance.listProducts({ signal }), AT_ONCE, ({ id }) => look({ kind: 'product', product: id }))
  await mapBounded(await instance.listApis({ signal }), AT_ONCE, async ({ id }) => {
    report(`reading API ${id}`)
    await look({ kind: 'api', api: id })
    for (const operation of await instance.listOperations(id, { signal }))
      await look({ kind: 'operation', api: id, operation: operation.id })
  })
  for (const kind of ['back-end', 'api'] as const)
    for (const { id, properties } of await instance.listInformation(kind, { signal }))
      if (uses(JSON.stringify(properties), displayName)) users.push(`${kind === 'api' ? 'API' : 'back end'} ${id}`)
  return users
}

const LEFT_OUT = /(?:^|[\\/])(?:node_modules|\.git|\.policywright)(?:[\\/]|$)/

/** Files of the workspace that use it, relative to the root. */
export async function filesWithNamedValue(root: string, displayName: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true }).catch(() => [])
  const files = entries.filter((file) => /\.(?:xml|json)$/i.test(file) && !LEFT_OUT.test(file)).sort()
  const found: string[] = []
  for (const file of files)
    if (uses((await readText(path.join(root, file)).catch(() => undefined)) ?? '', displayName)) found.push(file)
  return found
}
