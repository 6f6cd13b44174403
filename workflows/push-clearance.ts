import type { InstancePort, PolicyRef, StoredPolicy } from '../azure/apim-port.ts'
import { describeRef } from './apiops-layout.ts'
import { fetchedPolicy } from './fetched-record.ts'
import { samePolicy } from './normalise.ts'
import type { CheckDocument, FileFinding, Ports } from './ports.ts'

/** Why a push does not happen. */
export interface Stopped {
  readonly status: 'refused' | 'conflict'
  /** One sentence or two for the user. */
  readonly message: string
  readonly findings: readonly FileFinding[]
}

/** That nothing stands in the way of a push as far as can be known before it, or that the user wants it all the same. */
export interface Clearance {
  /** What was looked at. */
  readonly text: string
  /** ETag of what somebody else wrote and may be replaced, empty where they deleted it. Absent: nobody did. */
  readonly overwrites?: string
}

export interface ClearanceOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly ref: PolicyRef
  /** Folder of the policies in the APIOps layout. */
  readonly root: string
  /** Absolute. */
  readonly file: string
  /** As findings name it. */
  readonly shownFile: string
  readonly check?: CheckDocument | undefined
}

/**
 * For a guided job, before it writes anything: whether the policy that it is about to write can be pushed. Errors and a change of somebody
 * else's are shown here, where stopping leaves file and instance as they are, and are not asked about again by the push.
 * @param text what will be pushed
 * @param before what the file holds now
 * @throws ServiceError
 */
export async function clearPush(
  options: ClearanceOptions,
  { text, before }: { readonly text: string; readonly before: string | undefined },
): Promise<{ readonly clearance: Clearance } | { readonly stopped: Stopped }> {
  const { ports, instance, ref, root } = options
  const stopped = await stoppedByErrors({ ...options, check: options.check ?? ports.check }, text, before)
  if (stopped !== undefined) return { stopped }
  const live = await ports.progress(`Reading the policy of ${describeRef(ref)}`, (signal) =>
    instance.getPolicy(ref, { signal }),
  )
  const base = await fetchedPolicy(root, instance.address, ref, ports.log)
  const isThere = live !== undefined && samePolicy(text, live.text, 'exact')
  if (isThere || !changedBehind(base, live)) return { clearance: { text } }
  return (await mayOverwrite(options, { text, base, live }))
    ? { clearance: { text, overwrites: live?.etag ?? '' } }
    : { stopped: { status: 'conflict', message: conflictMessage(options, live), findings: [] } }
}

async function stoppedByErrors(
  { ports, instance, ref, file, shownFile, check }: ClearanceOptions,
  text: string,
  before: string | undefined,
): Promise<Stopped | undefined> {
  const errors = await errorsIn({ check, file, shownFile }, text)
  if (errors.length === 0) return undefined
  const owner = describeRef(ref)
  const would = `The policy of ${owner} would have ${counted(errors)}`
  const detail = errors.map(inWords)
  const agreed = await ports.confirm({
    title: `${would}, and the service will probably refuse it. Go on anyway?`,
    detail: detail.join('\n'),
    action: 'Go on anyway',
    weight: 'grave',
  })
  if (agreed) return undefined
  // Lines of a text that is not written would lead astray where the file has the errors itself.
  const known = before === undefined ? [] : await errorsIn({ check, file, shownFile }, before)
  const told = known.length > 0 ? known.map(inWords) : detail
  return {
    status: 'refused',
    message: `${would}, and ${instance.address.serviceName} would refuse it; nothing was written. ${told.join(' ')} Correct that first, and run this again.`,
    findings: known,
  }
}

const inWords = ({ line, message }: FileFinding): string => `Line ${line}: ${message}`

export const counted = ({ length }: readonly FileFinding[]): string => (length === 1 ? 'an error' : `${length} errors`)

async function errorsIn(
  { check, file, shownFile }: Pick<ClearanceOptions, 'check' | 'file' | 'shownFile'>,
  text: string,
): Promise<readonly FileFinding[]> {
  const found = (await check?.(file, text)) ?? []
  return found.filter(({ severity }) => severity === 'error').map((one) => ({ ...one, file: shownFile }))
}

/** Somebody else's change: what is live is not what was fetched, in ETag and in meaning. */
export function changedBehind(base: StoredPolicy | undefined, live: StoredPolicy | undefined): boolean {
  if (base === undefined) return false
  if (live === undefined) return true
  return base.etag !== live.etag && !samePolicy(base.text, live.text, 'exact')
}

/** True only of a push that was shown somebody else's change and may replace that very one. */
export const isCleared = (clearance: Clearance | undefined, live: StoredPolicy | undefined): boolean =>
  clearance?.overwrites !== undefined && clearance.overwrites === (live?.etag ?? '')

export function conflictMessage(
  { instance, ref }: Pick<ClearanceOptions, 'instance' | 'ref'>,
  live: StoredPolicy | undefined,
): string {
  const [what, next] =
    live === undefined
      ? ['deleted', 'Fetch it to take note of that; then a push creates it again.']
      : ['changed', 'Fetch it again and merge.']
  return `The policy of ${describeRef(ref)} was ${what} on ${instance.address.serviceName} since it was fetched; nothing was written and your file is as it was. ${next}`
}

export interface Conflict {
  readonly text: string
  readonly base: StoredPolicy | undefined
  readonly live: StoredPolicy | undefined
}

/** Shows what somebody else changed, as often as wanted, and asks whether it may be replaced. */
export async function mayOverwrite(
  { ports, instance, ref }: Pick<ClearanceOptions, 'ports' | 'instance' | 'ref'>,
  { text, base, live }: Conflict,
): Promise<boolean> {
  const service = instance.address.serviceName
  const owner = describeRef(ref)
  const show = (title: string, left: { label: string; text: string }, right: { label: string; text: string }) =>
    ports.show({ kind: 'diff', title, left, right })
  for (;;) {
    const answer = await ports.choose({
      title: `The policy of ${owner} was ${live === undefined ? 'deleted' : 'changed'} on ${service} since you fetched it`,
      placeholder: 'Nothing has been written.',
      choices: [
        { label: 'Stop', detail: 'Writes nothing. Fetch again and merge.', value: 'stop' as const },
        {
          label: 'Show what they changed',
          detail: 'What you fetched against what is there now.',
          value: 'theirs' as const,
        },
        {
          label: 'Show what would be replaced',
          detail: 'What is there now against your file.',
          value: 'mine' as const,
        },
        {
          label: 'Overwrite',
          detail: `Replaces what is on ${service} now with your file.`,
          value: 'overwrite' as const,
        },
      ],
    })
    if (answer === 'theirs')
      await show(
        `${owner}: changed on ${service}`,
        { label: 'As fetched', text: base?.text ?? '' },
        { label: `${service} now`, text: live?.text ?? '' },
      )
    else if (answer === 'mine')
      await show(
        `${owner}: ${service} and your file`,
        { label: `${service} now`, text: live?.text ?? '' },
        { label: 'Your file', text },
      )
    else return answer === 'overwrite'
  }
}
