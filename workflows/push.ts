import path from 'node:path'
import type { InstancePort, PolicyRef, StoredPolicy } from '../azure/apim-port.ts'
import { isServiceError } from '../azure/service-error.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import { createLineMap } from '../language-server/core/text/line-map.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import { fetchedPolicy, rememberFetched } from './fetched-record.ts'
import { informationFileOf } from './information-files.ts'
import { samePolicy } from './normalise.ts'
import type { CheckDocument, FileFinding, Ports } from './ports.ts'
import { type Clearance, changedBehind, conflictMessage, counted, isCleared, mayOverwrite } from './push-clearance.ts'
import { fileFinding } from './service-findings.ts'
import { readText, WorkspaceFileError } from './workspace-files.ts'

export interface PushOptions {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly ref: PolicyRef
  /** Folder of the policies in the APIOps layout. */
  readonly root: string
  /** Where the policy is kept when not at its usual place; relative to the root. */
  readonly file?: string | undefined
  readonly check?: CheckDocument | undefined
  /** `seen`: a job has shown and confirmed this very change already. */
  readonly preview?: 'ask' | 'seen'
  /** Of a job that has looked for errors and for changes of others before it wrote the file. */
  readonly clearance?: Clearance | undefined
}

export interface PushOutcome {
  /**
   * `pushed`: written and read back. `conflict`: somebody else changed it; nothing was written. `refused`: the document has
   * errors, ours or the service's; nothing was written.
   */
  readonly status: 'pushed' | 'unchanged' | 'conflict' | 'refused' | 'cancelled'
  /** One sentence or two for the user. */
  readonly message: string
  readonly file: string
  readonly findings: readonly FileFinding[]
}

/**
 * *Push Policy*: checks the file, compares it with what was fetched and with what is live, shows the change, writes it under the
 * ETag of what was shown, and reads it back. Nothing that was not seen is ever overwritten.
 * @throws ServiceError when the instance cannot be reached or refuses the credential; WorkspaceFileError for the file.
 */
export async function pushPolicy(options: PushOptions): Promise<PushOutcome> {
  const { ports, instance, ref, root } = options
  const relative = options.file ?? policyFileOf(ref)
  const file = path.join(root, relative)
  const done = (
    status: PushOutcome['status'],
    message: string,
    findings: readonly FileFinding[] = [],
  ): PushOutcome => ({
    status,
    message,
    file,
    findings,
  })
  const owner = describeRef(ref)
  const service = instance.address.serviceName

  const text = await readText(file)
  if (text === undefined)
    throw new WorkspaceFileError(
      file,
      `${file} does not exist. Fetch the policy of ${owner} first, or create the file.`,
      undefined,
    )
  const broken = mistakesOf(relative, text)
  if (broken.length > 0)
    return done('refused', `${relative} is not pushed: its structure is broken on line ${broken[0]?.line}.`, broken)
  const findings = ((await options.check?.(file, text)) ?? []).map((one) => ({ ...one, file: relative }))
  const errors = findings.filter(({ severity }) => severity === 'error')
  const warnings = findings.filter(({ severity }) => severity === 'warning')
  const isCheckedBefore = options.clearance?.text === text
  if (errors.length > 0 && !isCheckedBefore && !(await confirmErrors(ports, relative, errors)))
    return done('refused', `${relative} is not pushed: it has ${counted(errors)}.`, errors)

  const live = await ports.progress(`Reading the policy of ${owner}`, (signal) => instance.getPolicy(ref, { signal }))
  const base = await fetchedPolicy(root, instance.address, ref, ports.log)
  if (live !== undefined && samePolicy(text, live.text, 'exact')) {
    await rememberFetched(root, instance.address, [{ ref, policy: live }], ports.log)
    return done('unchanged', `The policy of ${owner} on ${service} already is what the file says.`)
  }
  if (changedBehind(base, live)) {
    if (!isCleared(options.clearance, live) && !(await mayOverwrite(options, { text, base, live })))
      return done('conflict', conflictMessage(options, live))
  } else if (options.preview !== 'seen' && !(await confirmChange(options, { text, live, warnings })))
    return done('cancelled', `Nothing was pushed; the policy of ${owner} on ${service} is as it was.`)

  try {
    return await write(options, text, live, done)
  } catch (error) {
    if (!isServiceError(error)) throw error
    if (error.kind === 'changed')
      return done(
        'conflict',
        `The policy of ${owner} was changed on ${service} while you were looking at it; nothing was written and your file is as it was. Push again to see the new difference.`,
      )
    if (error.kind !== 'refused') throw error
    const places = error.findings.map((finding) => fileFinding(finding, relative, text))
    const hint = await missingNamedValueHint(root, error.findings)
    return done(
      'refused',
      `${service} refused the policy of ${owner}; nothing was changed there. ${places.map(({ line, message }) => `Line ${line}: ${message}`).join(' ') || error.message}${hint}`,
      places,
    )
  }
}

/** The service calls a named value a property. */
async function missingNamedValueHint(root: string, findings: readonly { readonly message: string }[]): Promise<string> {
  const names = new Set(findings.flatMap(({ message }) => /Cannot find a property '([^']+)'/.exec(message)?.[1] ?? []))
  const here: string[] = []
  for (const name of names)
    if ((await readText(path.join(root, informationFileOf('named-value', name)))) !== undefined) here.push(name)
  return here.length === 0
    ? ''
    : ` The workspace has the named value ${here.join(', ')}, and the instance does not: publish the workspace first.`
}

type Done = (status: PushOutcome['status'], message: string, findings?: readonly FileFinding[]) => PushOutcome

async function write(
  { ports, instance, ref, root }: PushOptions,
  text: string,
  live: StoredPolicy | undefined,
  done: Done,
): Promise<PushOutcome> {
  const owner = describeRef(ref)
  const service = instance.address.serviceName
  const stored = await ports.progress(`Pushing the policy of ${owner}`, async (signal, report) => {
    report('writing')
    await instance.putPolicy(ref, text, { signal, report, ...(live === undefined ? {} : { ifMatch: live.etag }) })
    report('reading back')
    return instance.getPolicy(ref, { signal })
  })
  if (stored === undefined)
    return done(
      'conflict',
      `${service} accepted the policy of ${owner}, but has none now: somebody deleted it at the same time. Push again.`,
    )
  await rememberFetched(root, instance.address, [{ ref, policy: stored }], ports.log)
  if (samePolicy(text, stored.text, 'loose'))
    return done('pushed', `The policy of ${owner} is on ${service}, read back and verified.`)
  await ports.show({
    kind: 'diff',
    title: `${owner}: what was sent and what ${service} stored`,
    left: { label: 'Sent', text },
    right: { label: `Stored on ${service}`, text: stored.text },
  })
  return done(
    'pushed',
    `The policy of ${owner} is on ${service}, but reads back differently; compare both before relying on it.`,
  )
}

function mistakesOf(file: string, text: string): readonly FileFinding[] {
  const lines = createLineMap(text)
  return parse(text).mistakes.map((mistake) => {
    const from = lines.positionAt(mistake.start)
    const to = lines.positionAt(mistake.end)
    return {
      file,
      severity: 'error',
      message: mistake.message,
      line: from.line + 1,
      column: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
    }
  })
}

const confirmErrors = (ports: Ports, file: string, errors: readonly FileFinding[]): Promise<boolean> =>
  ports.confirm({
    title: `${file} has ${counted(errors)}, and the service will probably refuse it. Push anyway?`,
    detail: errors.map(({ line, message }) => `Line ${line}: ${message}`).join('\n'),
    action: 'Push anyway',
    weight: 'grave',
  })

/** A preview is read when it is short. */
const MOST_WARNINGS = 5

function detailOf(warnings: readonly FileFinding[]): string | undefined {
  if (warnings.length === 0) return undefined
  const shown = warnings.slice(0, MOST_WARNINGS).map(({ line, message }) => `Warning, line ${line}: ${message}`)
  const more = warnings.length - shown.length
  return [...shown, ...(more > 0 ? [`Warning: there ${more === 1 ? 'is one' : `are ${more}`} more.`] : [])].join('\n')
}

interface Change {
  readonly text: string
  readonly live: StoredPolicy | undefined
  readonly warnings: readonly FileFinding[]
}

async function confirmChange(
  { ports, instance, ref }: PushOptions,
  { text, live, warnings }: Change,
): Promise<boolean> {
  const service = instance.address.serviceName
  await ports.show({
    kind: 'diff',
    title: `${describeRef(ref)}: ${service} and your file`,
    left: { label: live === undefined ? `${service} (no policy yet)` : service, text: live?.text ?? '' },
    right: { label: 'Your file', text },
  })
  const detail = detailOf(warnings)
  return ports.confirm({
    title: `${live === undefined ? 'Create' : 'Replace'} the policy of ${describeRef(ref)} on ${service}?`,
    ...(detail !== undefined && { detail }),
    action: 'Push',
  })
}
