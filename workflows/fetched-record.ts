import type { InstanceAddress, PolicyRef, StoredPolicy } from '../azure/apim-port.ts'
import { keyOfRef } from './apiops-layout.ts'
import { stateFile, writeState } from './state-folder.ts'
import { readJson, WorkspaceFileError } from './workspace-files.ts'

/**
 * What was last seen on each instance: ETag and text of every policy that was fetched or pushed. It is the third side of a
 * comparison, so that a push can tell a change of the user's from a change of somebody else's. Holds policies to the letter, a key that is
 * written into one included, and no other secret; the folder ignores itself in git.
 */
interface FetchedRecord {
  readonly version: 1
  readonly instances: Readonly<Record<string, Readonly<Record<string, StoredPolicy>>>>
}

const EMPTY: FetchedRecord = { version: 1, instances: {} }

const NAME = 'fetched.json'
const fileOf = (root: string): string => stateFile(root, NAME)

const keyOf = ({ subscriptionId, resourceGroup, serviceName }: InstanceAddress): string =>
  `${subscriptionId}/${resourceGroup}/${serviceName}`.toLowerCase()

const isRecord = (value: unknown): value is FetchedRecord =>
  typeof value === 'object' &&
  value !== null &&
  (value as { version?: unknown }).version === 1 &&
  typeof (value as { instances?: unknown }).instances === 'object'

async function load(root: string, log: (line: string) => void): Promise<FetchedRecord> {
  try {
    const value = await readJson(fileOf(root))
    if (value === undefined || isRecord(value)) return value ?? EMPTY
    log(`${fileOf(root)} is of another version and is not used; every push is compared with the instance instead.`)
  } catch (error) {
    if (!(error instanceof WorkspaceFileError)) throw error
    log(`${error.message} It is not used; every push is compared with the instance instead.`)
  }
  return EMPTY
}

/** @returns undefined when the policy was never fetched from that instance, or had none there. */
export async function fetchedPolicy(
  root: string,
  at: InstanceAddress,
  ref: PolicyRef,
  log: (line: string) => void,
): Promise<StoredPolicy | undefined> {
  return (await load(root, log)).instances[keyOf(at)]?.[keyOfRef(ref)]
}

/** Writes down what was seen; calls for one root must not overlap. */
export async function rememberFetched(
  root: string,
  at: InstanceAddress,
  seen: readonly { readonly ref: PolicyRef; readonly policy: StoredPolicy }[],
  log: (line: string) => void,
): Promise<void> {
  if (seen.length === 0) return
  const record = await load(root, log)
  const key = keyOf(at)
  const added = Object.fromEntries(seen.map(({ ref, policy }) => [keyOfRef(ref), policy]))
  await writeState(root, NAME, {
    version: 1,
    instances: { ...record.instances, [key]: { ...record.instances[key], ...added } },
  })
}

/** Takes note that a policy is not there any more, so that a push may create it. Calls for one root must not overlap. */
export async function forgetFetched(
  root: string,
  at: InstanceAddress,
  ref: PolicyRef,
  log: (line: string) => void,
): Promise<void> {
  const { instances } = await load(root, log)
  const { [keyOfRef(ref)]: known, ...others } = instances[keyOf(at)] ?? {}
  if (known !== undefined)
    await writeState(root, NAME, { version: 1, instances: { ...instances, [keyOf(at)]: others } })
}
