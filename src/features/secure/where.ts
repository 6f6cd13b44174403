import path from 'node:path'
import * as vscode from 'vscode'
import type { PolicyRef } from '../../../azure/apim-port.ts'
import type { Cloud } from '../../../azure/clouds.ts'
import { describeRef, policyRefOf } from '../../../workflows/apiops-layout.ts'
import { type Choice, WentBack } from '../../../workflows/ports.ts'
import type { Instances } from '../../instances/instances.ts'
import type { Connection, KnownInstance } from '../../instances/known-instance.ts'
import { configuredCloud } from '../../instances/settings.ts'
import { connectionOf, isPolicyTarget } from '../../instances/target.ts'
import { Cancelled } from '../../platform/commands.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { activePolicyDocument, artifactsFolder, isPolicyDocument } from '../../platform/workspace.ts'

/** What a guided change is made on: an instance, a file, or both. */
export interface Where {
  /** Absent: a file alone is changed. */
  readonly connection: Connection | undefined
  readonly cloud: Cloud
  readonly root: string
  /** Asked for when absent. */
  readonly target: PolicyRef | undefined
  /** Absolute; present when the change was started from an editor. */
  readonly file: string | undefined
  /** Whether the place was asked for, so that the first question of the job leads back to it. */
  readonly asked: boolean
}

type Place = { readonly known: KnownInstance } | 'file' | 'other'

/**
 * From the explorer its row; from an editor the policy in it, here and on an instance or here alone; otherwise what is asked later.
 * Policies with unsaved changes are saved, so that what is changed is what is seen.
 * @param verb of the question: `Secure`
 * @throws Cancelled
 */
export async function chooseWhere(
  platform: Platform,
  instances: Instances,
  { started, verb }: { readonly started: unknown; readonly verb: string },
): Promise<Where> {
  await saveAll()
  const document = isPolicyTarget(started) ? undefined : activePolicyDocument()
  if (document?.uri.scheme !== 'file') {
    const connection = await connectionOf(instances, started)
    const target = isPolicyTarget(started) ? started.policy : undefined
    return { connection, cloud: connection.cloud, root: artifactsFolder(), target, file: undefined, asked: false }
  }
  const root = artifactsFolder(document.uri)
  const file = document.uri.fsPath
  const target = policyRefOf(path.relative(root, file))
  const place = await choosePlace(platform, instances, { name: path.relative(root, file), target, verb })
  if (place === 'file') return { connection: undefined, cloud: configuredCloud(), root, target, file, asked: true }
  const connection = place === 'other' ? await instances.pick() : await instances.connect(place.known)
  const chosen = place === 'other' ? undefined : target
  return { connection, cloud: connection.cloud, root, target: chosen, file: undefined, asked: true }
}

/** Runs a job on the place that is chosen; the way back from its first question leads to the choice, where there was one. */
export async function onChosenPlace<T>(choose: () => Promise<Where>, run: (where: Where) => Promise<T>): Promise<T> {
  for (;;) {
    const where = await choose()
    try {
      return await run(where)
    } catch (error) {
      if (!(error instanceof WentBack) || !where.asked) throw error
    }
  }
}

interface PlaceQuestion {
  readonly name: string
  readonly target: PolicyRef | undefined
  readonly verb: string
}

async function choosePlace(
  platform: Platform,
  instances: Instances,
  { name, target, verb }: PlaceQuestion,
): Promise<Place> {
  const known = await instances.known()
  const here: readonly Choice<Place>[] =
    target === undefined
      ? []
      : known.map((one) => ({
          label: `This file, and ${one.label}`,
          description: describeRef(target),
          detail: `Changes ${name} and pushes it to ${one.label}.`,
          value: { known: one },
        }))
  const place = await createPorts(platform).choose<Place>({
    title: `${verb} what?`,
    choices: [
      ...here,
      { label: 'This file only', detail: `Changes ${name}; no instance is asked, nothing is pushed.`, value: 'file' },
      ...(known.length === 0
        ? []
        : [{ label: 'Another policy of an instance…', value: 'other' } satisfies Choice<Place>]),
    ],
  })
  if (place === undefined) throw new Cancelled('cancelled')
  return place
}

async function saveAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments)
    if (isPolicyDocument(document) && document.isDirty && document.uri.scheme === 'file' && !(await document.save()))
      throw new Error(`${document.uri.fsPath} could not be saved, so nothing was changed.`)
}
