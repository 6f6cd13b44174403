import path from 'node:path'
import type { InstancePort, PolicyRef, StoredPolicy } from '../azure/apim-port.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import { fetchedPolicy, forgetFetched, rememberFetched } from './fetched-record.ts'
import { samePolicy } from './normalise.ts'
import type { Ports } from './ports.ts'
import { readText, writeText } from './workspace-files.ts'

export interface FetchOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly ref: PolicyRef
  /** Folder of the policies in the APIOps layout. */
  readonly root: string
  /** Where the policy is kept when not at its usual place; relative to the root. */
  readonly file?: string | undefined
}

export interface FetchOutcome {
  readonly status: 'written' | 'unchanged' | 'kept' | 'absent'
  /** Absolute. */
  readonly file: string
  /** One sentence for the user. */
  readonly message: string
}

/** The line ends of the file that is there, `\n` otherwise. */
const withLineEndsOf = (text: string, existing: string | undefined): string => {
  const lf = text.replace(/\r\n?/g, '\n')
  return existing?.includes('\r\n') ? lf.replaceAll('\n', '\r\n') : lf
}

/**
 * *Fetch Policy*: brings one policy from the instance into its file. A file whose policy is the same keeps its layout; a file
 * with changes that were never pushed is only replaced after showing both.
 * @throws ServiceError, WorkspaceFileError
 */
export async function fetchPolicy(options: FetchOptions): Promise<FetchOutcome> {
  const { ports, instance, ref, root } = options
  const file = path.join(root, options.file ?? policyFileOf(ref))
  const live = await ports.progress(`Fetching the policy of ${describeRef(ref)}`, (signal) =>
    instance.getPolicy(ref, { signal }),
  )
  if (live === undefined) {
    await forgetFetched(root, instance.address, ref, ports.log)
    const message = `${describeRef(ref)} has no policy on ${instance.address.serviceName}; a push creates one.`
    return { status: 'absent', file, message: message[0]?.toUpperCase() + message.slice(1) }
  }
  const existing = await readText(file)
  const base = await fetchedPolicy(root, instance.address, ref, ports.log)
  const decision = await decide(options, existing, base, live)
  if (decision === 'stop') return { status: 'kept', file, message: `${file} keeps your changes; nothing was fetched.` }
  if (decision === 'merge') {
    await rememberFetched(root, instance.address, [{ ref, policy: live }], ports.log)
    return {
      status: 'kept',
      file,
      message: `${file} keeps your changes, and the next push will replace what you have seen on ${instance.address.serviceName}. Take over what you need first.`,
    }
  }
  const unchanged = existing !== undefined && samePolicy(existing, live.text, 'exact')
  if (!unchanged) await writeText(file, withLineEndsOf(live.text, existing))
  await rememberFetched(root, instance.address, [{ ref, policy: live }], ports.log)
  return unchanged
    ? { status: 'unchanged', file, message: `${file} already is the policy of ${describeRef(ref)}.` }
    : { status: 'written', file, message: `The policy of ${describeRef(ref)} is in ${file}.` }
}

async function decide(
  { ports, ref, instance }: FetchOptions,
  existing: string | undefined,
  base: StoredPolicy | undefined,
  live: StoredPolicy,
): Promise<'replace' | 'merge' | 'stop'> {
  if (existing === undefined || existing.trim() === '' || samePolicy(existing, live.text, 'exact')) return 'replace'
  if (base !== undefined && samePolicy(existing, base.text, 'exact')) return 'replace'
  const service = instance.address.serviceName
  await ports.show({
    kind: 'diff',
    title: `${describeRef(ref)}: your file and ${service}`,
    left: { label: 'Your file', text: existing },
    right: { label: service, text: live.text },
  })
  const answer = await ports.choose({
    title: `Your file of ${describeRef(ref)} has changes of your own`,
    placeholder: 'Nothing has been written.',
    choices: [
      { label: 'Keep my file', detail: 'Fetches nothing.', value: 'stop' as const },
      { label: 'Replace my file', detail: 'Your changes in it are lost.', value: 'replace' as const },
      {
        label: 'Merge by hand',
        detail: `Keeps your file and takes what ${service} has as seen, so that a push may replace it.`,
        value: 'merge' as const,
      },
    ],
  })
  return answer ?? 'stop'
}
