import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { describeRef } from './apiops-layout.ts'
import { rememberFetched } from './fetched-record.ts'
import { samePolicy } from './normalise.ts'
import type { Ports } from './ports.ts'
import { readText } from './workspace-files.ts'

/** The text that a guided change starts from. */
export interface StartingText {
  /** Undefined when there is no policy yet. */
  readonly before: string | undefined
  /** Whether it is what is live: only then does the preview of the change also show what the push replaces. */
  readonly isLive: boolean
  /** What the instance has; absent where none is asked. */
  readonly live?: string | undefined
}

/** The workspace's text when there is one; otherwise the instance's, which is remembered as fetched. */
export async function startingText({
  ports,
  instance,
  root,
  ref,
  file,
}: {
  readonly ports: Ports
  readonly instance: InstancePort
  readonly root: string
  readonly ref: PolicyRef
  /** Absolute. */
  readonly file: string
}): Promise<StartingText> {
  const local = await readText(file)
  const live = await ports.progress(`Reading the policy of ${describeRef(ref)}`, (signal) =>
    instance.getPolicy(ref, { signal }),
  )
  // What is live is known to whoever starts from it, wherever the file has it from.
  if (live !== undefined && (local === undefined || samePolicy(local, live.text, 'exact')))
    await rememberFetched(root, instance.address, [{ ref, policy: live }], ports.log)
  const before = local ?? live?.text.replace(/\r\n?/g, '\n')
  return { before, isLive: samePolicy(before ?? '', live?.text ?? '', 'exact'), live: live?.text }
}
