import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { isServiceError } from '../azure/service-error.ts'
import type { NeededNamedValue } from '../language-server/core/recipes/recipe.ts'
import { describeRef } from './apiops-layout.ts'
import type { FileFinding, Ports } from './ports.ts'
import type { PushOutcome } from './push.ts'
import { unfinishedAt, updateSecureRecord } from './secure-record.ts'

export interface SecureFinish {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly root: string
  readonly target: PolicyRef
  readonly missing: readonly NeededNamedValue[]
  readonly push: () => Promise<PushOutcome>
}

export interface FinishOutcome {
  readonly status: 'interrupted' | PushOutcome['status']
  readonly message: string
  readonly more: {
    /** What was created besides the policy, as a sentence names it. */
    readonly created: readonly string[]
    readonly left: readonly string[]
    readonly findings: readonly FileFinding[]
  }
}

/**
 * What is done on the instance once the file is written: named values first, since the service refuses a policy that names one it does
 * not have. What comes off is written down, so that a run that stops can be gone on with, and be taken back.
 */
export async function finishSecure(finish: SecureFinish): Promise<FinishOutcome> {
  const { ports, instance, root, target, missing, push } = finish
  const { address } = instance
  const created: string[] = []
  const left = (): readonly string[] => [
    ...missing.slice(created.length).map(({ displayName }) => `creating the named value ${displayName}`),
    `pushing the policy of ${describeRef(target)}`,
  ]
  const names = (): readonly string[] => created.map((name) => `named value ${name}`)
  await updateSecureRecord(root, address, (record) => unfinishedAt(target, record))
  try {
    for (const { displayName, value, secret } of missing) {
      // Written down beforehand: who is stopped in between must be able to take it back.
      await updateSecureRecord(root, address, (record) => ({
        ...record,
        created: [...new Set([...record.created, displayName])],
      }))
      await ports.progress(`Creating the named value ${displayName}`, (signal, report) =>
        instance.putNamedValue({ id: displayName, displayName, value, secret, tags: [] }, { signal, report }),
      )
      created.push(displayName)
    }
    const pushed = await push()
    const isThrough = pushed.status === 'pushed' || pushed.status === 'unchanged'
    if (isThrough) await updateSecureRecord(root, address, (record) => unfinishedAt(undefined, record))
    const before = created.length === 0 || isThrough ? '' : ` Created before that: ${names().join(', ')}.`
    return {
      status: pushed.status,
      message: `${pushed.message}${before}`,
      more: { created: names(), left: isThrough ? [] : left(), findings: pushed.findings },
    }
  } catch (error) {
    // A cancellation ends the run like a failure does: something may have been done before it.
    if (!isServiceError(error) && !(error instanceof Error && error.name === 'AbortError')) throw error
    const what = ['the file is changed', ...names().map((name) => `the ${name} is created`)].join(', ')
    return {
      status: 'interrupted',
      message: `${error.message} Done before that: ${what}. Left: ${left().join(', ')}. Run it again, and it goes on there.`,
      more: { created: names(), left: left(), findings: [] },
    }
  }
}
