import type { InstanceAddress, PolicyRef } from '../azure/apim-port.ts'
import { policyFileOf, policyRefOf } from './apiops-layout.ts'
import { readState, writeState } from './state-folder.ts'

/** What *Secure API* did on an instance besides the policies, so that it can be taken back, and where it stopped. */
export interface SecureRecord {
  /** Display names of the named values that it created, or was about to create when it was stopped. */
  readonly created: readonly string[]
  /** File of the policy whose push did not come off, as the layout names it. */
  readonly unfinished?: string | undefined
}

interface RecordFile {
  readonly version: 1
  readonly instances: Readonly<Record<string, SecureRecord>>
}

const NAME = 'secured.json'
const EMPTY: RecordFile = { version: 1, instances: {} }

const keyOf = ({ subscriptionId, resourceGroup, serviceName }: InstanceAddress): string =>
  `${subscriptionId}/${resourceGroup}/${serviceName}`.toLowerCase()

const isRecordFile = (value: unknown): value is RecordFile =>
  typeof value === 'object' && value !== null && (value as { version?: unknown }).version === 1

/** Where a record cannot be read, nothing is known: then nothing is taken back that was not seen. */
const load = async (root: string): Promise<RecordFile> => (await readState(root, NAME, isRecordFile)) ?? EMPTY

export async function secureRecord(root: string, at: InstanceAddress): Promise<SecureRecord> {
  return (await load(root)).instances[keyOf(at)] ?? { created: [] }
}

/** Writes what has changed; nothing where nothing has. Calls for one root must not overlap. */
export async function updateSecureRecord(
  root: string,
  at: InstanceAddress,
  change: (record: SecureRecord) => SecureRecord,
): Promise<void> {
  const file = await load(root)
  const before = file.instances[keyOf(at)] ?? { created: [] }
  const after = change(before)
  if (JSON.stringify(before) === JSON.stringify(after)) return
  await writeState(root, NAME, { version: 1, instances: { ...file.instances, [keyOf(at)]: after } })
}

/** The policy where the last run stopped. */
export const unfinishedPolicy = ({ unfinished }: SecureRecord): PolicyRef | undefined =>
  unfinished === undefined ? undefined : policyRefOf(unfinished)

/** @param ref undefined: nothing is left to do. */
export const unfinishedAt = (ref: PolicyRef | undefined, { created }: SecureRecord): SecureRecord =>
  ref === undefined ? { created } : { created, unfinished: policyFileOf(ref) }
