import { fetchAll as fetchEverything } from '../../../workflows/fetch-all.ts'
import type { Instances } from '../../instances/instances.ts'
import { connectionOf } from '../../instances/target.ts'
import { tell } from '../../platform/messages.ts'
import type { Platform } from '../../platform/platform.ts'
import { createPorts } from '../../platform/ports.ts'
import { artifactsFolder } from '../../platform/workspace.ts'

interface Context {
  readonly platform: Platform
  readonly instances: Instances
}

/** *Fetch All Policies*: the whole instance into the workspace, in the APIOps layout. */
export async function fetchAll({ platform, instances }: Context, target: unknown): Promise<void> {
  const root = artifactsFolder()
  const { instance } = await connectionOf(instances, target)
  const { message } = await fetchEverything({ ports: createPorts(platform), instance, root })
  void tell(message)
}
