import path from 'node:path'
import type { InstancePort } from '../azure/apim-port.ts'
import type { NeededNamedValue } from '../language-server/core/recipes/recipe.ts'
import { informationFileOf } from './information-files.ts'
import type { Ports } from './ports.ts'
import type { SecureDecision } from './secure-decision.ts'
import { readJson, readText, writeJson } from './workspace-files.ts'

/** Display name of the named value that holds the tenant. */
export const TENANT = 'tenantId'

/**
 * The tenant's id as it was decided, else as the workspace's file of the named value says it; empty when nothing does.
 * @throws WorkspaceFileError
 */
export async function withTenantOfWorkspace(root: string, { tenantId }: SecureDecision): Promise<string> {
  if (tenantId !== undefined) return tenantId
  const information = await readJson(path.join(root, informationFileOf('named-value', TENANT)))
  const properties = (information as { properties?: { value?: unknown } } | undefined)?.properties
  return typeof properties?.value === 'string' ? properties.value : ''
}

export interface NamedValueState {
  readonly missing: readonly NeededNamedValue[]
  /** Sentences: which of them hold something else. */
  readonly differing: readonly string[]
}

export async function missingNamedValues(
  ports: Ports,
  instance: InstancePort,
  needed: readonly NeededNamedValue[],
): Promise<NamedValueState> {
  if (needed.length === 0) return { missing: [], differing: [] }
  const known = await ports.progress('Reading the named values', (signal) => instance.listNamedValues({ signal }))
  const find = ({ displayName }: NeededNamedValue) => known.find((one) => one.displayName === displayName)
  return {
    missing: needed.filter((one) => find(one) === undefined),
    differing: needed.flatMap((one) => {
      const value = find(one)?.value
      return value === undefined || value.toLowerCase() === one.value.toLowerCase()
        ? []
        : [
            `The named value ${one.displayName} exists on the instance with another value (${value}), and other policies may use it. Write the tenant id into the policy instead of the named value.`,
          ]
    }),
  }
}

export async function writeNamedValueFiles(root: string, needed: readonly NeededNamedValue[]): Promise<void> {
  for (const { displayName, value, secret } of needed) {
    const file = path.join(root, informationFileOf('named-value', displayName))
    if ((await readText(file)) === undefined) await writeJson(file, { properties: { displayName, value, secret } })
  }
}
