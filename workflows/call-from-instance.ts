import path from 'node:path'
import type { ApimPort, InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { callProtectedApi } from '../language-server/core/recipes/call-address.ts'
import type { ConsumerOrder } from '../language-server/core/recipes/consumer.ts'
import { attribute, elementsOf } from '../language-server/core/recipes/section-layout.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import type { FoundCaller } from './choose-callers.ts'
import { UnknownNameError } from './choose-operation.ts'
import { type TargetDraft, targetSteps } from './choose-target.ts'
import { rememberEarlier } from './earlier-record.ts'
import type { CheckDocument, FileFinding, Ports } from './ports.ts'
import { type PushOutcome, pushPolicy } from './push.ts'
import { clearPush } from './push-clearance.ts'
import { type StartingText, startingText } from './starting-text.ts'
import { askInSteps } from './steps.ts'
import { readText, writeText } from './workspace-files.ts'

/** Where the policies of instances that call are kept, below those of the one that is called. */
const CALLERS = 'callers'

/** The instance whose identity calls. @returns undefined when the caller is something else */
export function callingInstance(azure: ApimPort, caller: FoundCaller | undefined): InstancePort | undefined {
  const [, group, service] =
    /\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ApiManagement\/service\/([^/]+)$/i.exec(
      caller?.identity?.resourceId ?? '',
    ) ?? []
  return group === undefined || service === undefined ? undefined : azure.instance(group, service)
}

/** @throws UnknownNameError that names the instances there are */
export async function instanceNamed(ports: Ports, azure: ApimPort, name: string): Promise<InstancePort> {
  const all = await ports.progress('Looking for the instance that calls', (signal) => azure.listInstances({ signal }))
  const found = all.find(({ serviceName }) => serviceName.toLowerCase() === name.toLowerCase())
  if (found === undefined)
    throw new UnknownNameError(
      `The subscription has no instance ${name}. There is: ${all.map(({ serviceName }) => serviceName).join(', ')}.`,
    )
  return azure.instance(found.resourceGroup, found.serviceName)
}

export interface CallFromInstanceOptions {
  readonly ports: Ports
  /** The one that calls. */
  readonly instance: InstancePort
  readonly order: ConsumerOrder
  /** Folder of the policies of the instance that is called. */
  readonly root: string
  /** Of an API or an operation of the instance that calls; asked for when absent. */
  readonly target?: PolicyRef | undefined
  readonly check?: CheckDocument | undefined
}

export interface CallFromInstanceOutcome {
  readonly status: 'problem' | 'cancelled' | PushOutcome['status']
  readonly message: string
  readonly file: string | undefined
  readonly target: PolicyRef | undefined
  readonly notes: readonly string[]
  readonly findings: readonly FileFinding[]
}

/**
 * Says which back end the policy around an operation chooses by its id: an address in the operation's own does not replace that, so the
 * token would go there. https://learn.microsoft.com/azure/api-management/set-backend-service-policy#usage-notes
 */
async function chosenAbove(ports: Ports, instance: InstancePort, target: PolicyRef): Promise<string | undefined> {
  if (target.kind !== 'operation') return undefined
  const { api, workspace } = target
  const around: PolicyRef = { kind: 'api', api, ...(workspace === undefined ? {} : { workspace }) }
  const policy = await ports.progress('Reading the policy of the API', (signal) =>
    instance.getPolicy(around, { signal }),
  )
  const { root } = parse(policy?.text ?? '')
  const inbound = root && elementsOf(root.children).find(({ name }) => name === 'inbound')
  const ids = elementsOf(inbound?.children ?? []).map(
    (one) => one.name === 'set-backend-service' && attribute(one, 'backend-id'),
  )
  const id = ids.find((one) => one)
  return id
    ? `The policy of ${describeRef(around)} sends requests to the back end ${id} by its id, which an address for one operation does not replace: the token would go there. Choose another API, or change that policy first.`
    : undefined
}

interface Draft extends TargetDraft {
  readonly start?: StartingText
  readonly problem?: string
  readonly agreed?: boolean
}

/**
 * Lets an API of another instance call the protected one with the identity of that instance: where its requests go, the token and the
 * subscription key, shown, confirmed, written below `callers/` and pushed there. *Undo Authenticate to Back End* takes it back.
 * @throws ServiceError, WorkspaceFileError
 */
export async function callFromInstance(options: CallFromInstanceOptions): Promise<CallFromInstanceOutcome> {
  const { ports, instance, order, check } = options
  const service = instance.address.serviceName
  const root = path.join(options.root, CALLERS, service)
  const fileOf = (target: PolicyRef): string => path.join(root, policyFileOf(target))
  const draft = await askInSteps<Draft>(
    ports,
    [
      ...targetSteps({ instance, title: `Which API of ${service} calls?`, option: '--calling-api ID', scopes: 'apis' }),
      async (on, { target }) => {
        if (target === undefined) return undefined
        const start = await startingText({ ports: on, instance, root, ref: target, file: fileOf(target) })
        const { steps, after } = callProtectedApi(start.before, order)
        const problems = steps.flatMap((step) => step.problems)
        if (problems.length > 0) return { problem: problems.join(' ') }
        const above = await chosenAbove(on, instance, target)
        if (above !== undefined) return { problem: above }
        if (after === start.before) return { start, agreed: true }
        const owner = describeRef(target)
        await on.show({
          kind: 'diff',
          title: `Call from ${owner} of ${service}`,
          left: { label: start.before === undefined ? 'No policy yet' : 'Before', text: start.before ?? '' },
          right: { label: 'After', text: after },
        })
        const agreed = await on.confirm({
          title: `Let ${owner} of ${service} call ${order.url}?`,
          detail: [
            ...steps.flatMap(({ warnings }) => warnings.map((warning) => `Warning: ${warning}`)),
            `Gets a token for ${order.audience} with the identity of ${service}.`,
            `Changes ${path.relative(options.root, fileOf(target)).replaceAll('\\', '/')}.`,
            `Replaces the policy of ${owner} on ${service}.`,
            `Undo: on ${service}, policywright authenticate --undo --root ${CALLERS}/${service}.`,
          ].join('\n'),
          action: 'Push',
        })
        return { start, agreed }
      },
    ],
    { target: options.target },
  )
  const target = draft?.target
  const about = { file: target && fileOf(target), target, notes: [], findings: [] }
  if (draft?.problem !== undefined) return { ...about, status: 'problem', message: draft.problem }
  const { start } = draft ?? {}
  if (target === undefined || start === undefined || draft?.agreed !== true)
    return { ...about, status: 'cancelled', message: 'Nothing was changed.' }
  const file = fileOf(target)
  const { steps, after } = callProtectedApi(start.before, order)
  const known = await readText(file)
  const shownFile = path.relative(options.root, file).replaceAll('\\', '/')
  const cleared = await clearPush(
    { ports, instance, ref: target, root, file, shownFile, check },
    { text: after, before: known },
  )
  if ('stopped' in cleared) return { ...about, ...cleared.stopped }
  if (known !== after) {
    for (const step of steps)
      if (step.edits.length > 0) await rememberEarlier({ root, file, change: 'authenticate' }, step)
    await writeText(file, after)
  }
  const preview = start.isLive && after !== start.before ? 'seen' : 'ask'
  const { clearance } = cleared
  const pushed = await pushPolicy({ ports, instance, ref: target, root, check, preview, clearance })
  return {
    ...about,
    status: pushed.status,
    message: pushed.message,
    notes: steps.flatMap((step) => step.notes),
    findings: pushed.findings,
  }
}
