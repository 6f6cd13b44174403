import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { isServiceError } from '../azure/service-error.ts'
import { informationFileOf } from './information-files.ts'
import { filesWithNamedValue, usersOfNamedValue } from './named-value-uses.ts'
import type { Ports } from './ports.ts'
import { secureRecord, updateSecureRecord } from './secure-record.ts'

export interface UndoNamedValues {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly root: string
}

/** Named values that *Secure API* created on the instance, and what becomes of them. */
export interface CreatedNamedValues {
  /** Display names of those that nothing but the policy uses. */
  readonly removable: readonly string[]
  /** Sentences about those that stay. */
  readonly notes: readonly string[]
}

/**
 * What the job created and nobody else uses now may go with it; what it found stays. The instance is searched only when there is something
 * to go.
 * @param target the policy that is about to lose it
 * @param after the text of that policy then
 * @throws ServiceError
 */
export async function createdNamedValues(
  { ports, instance, root }: UndoNamedValues,
  target: PolicyRef,
  after: string,
): Promise<CreatedNamedValues> {
  const { created } = await secureRecord(root, instance.address)
  const removable: string[] = []
  const notes: string[] = []
  for (const displayName of created) {
    const users = await ports.progress(`Looking for what uses the named value ${displayName}`, (signal, report) =>
      usersOfNamedValue(instance, displayName, target, { signal, report }),
    )
    if (users.length > 0) notes.push(`The named value ${displayName} stays, since ${listed(users)} still uses it.`)
    else if (after.includes(`{{${displayName}}}`))
      notes.push(`The named value ${displayName} stays, since the rest of the policy uses it.`)
    else removable.push(displayName)
  }
  if (created.length === 0)
    notes.push('The named value of the tenant, where there is one, stays: this command did not create it.')
  return { removable, notes }
}

const listed = ([first, ...more]: readonly string[]): string =>
  more.length === 0 ? `${first}` : `${first} (and ${more.length} more)`

/** Deletes them, and their files in the workspace unless another file needs them. @returns sentences: what was done, and what was not. */
export async function removeNamedValues(
  { ports, instance, root }: UndoNamedValues,
  displayNames: readonly string[],
): Promise<readonly string[]> {
  const notes: string[] = []
  for (const displayName of displayNames) {
    let isThere = false
    try {
      const all = await ports.progress('Reading the named values', (signal) => instance.listNamedValues({ signal }))
      const known = all.find((one) => one.displayName === displayName)
      isThere = known !== undefined
      if (known !== undefined)
        await ports.progress(`Deleting the named value ${displayName}`, (signal) =>
          instance.deleteNamedValue(known.id, { signal }),
        )
    } catch (error) {
      if (!isServiceError(error)) throw error
      notes.push(`The named value ${displayName} could not be deleted and stays: ${error.message}`)
      continue
    }
    await updateSecureRecord(root, instance.address, (record) => ({
      ...record,
      created: record.created.filter((name) => name !== displayName),
    }))
    const files = await filesWithNamedValue(root, displayName)
    const own = path.join(root, informationFileOf('named-value', displayName))
    if (files.length === 0) await rm(path.dirname(own), { recursive: true, force: true })
    const gone = isThere
      ? `The named value ${displayName}, which this command had created, is deleted.`
      : `The named value ${displayName}, which this command was to create, is not on the instance.`
    notes.push(`${gone}${files.length === 0 ? '' : ` Its file stays, since ${listed(files)} needs it.`}`)
  }
  return notes
}
