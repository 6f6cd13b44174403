import path from 'node:path'
import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import { childElements, firstChild } from '../language-server/core/syntax/query.ts'
import { describeRef, policyFileOf } from './apiops-layout.ts'
import type { Ports } from './ports.ts'
import { readText } from './workspace-files.ts'

export interface WiderOptions {
  readonly ports: Ports
  readonly instance?: InstancePort | undefined
  readonly root: string
  /** `file`: the workspace is published later, so that its files count first. */
  readonly write?: 'file-and-instance' | 'file' | undefined
}

/**
 * Texts of the policies that run at the `<base />` of a policy, from the narrowest on; which product a call comes through is not known
 * beforehand, so that none of a product is among them.
 * @throws ServiceError, WorkspaceFileError
 */
export async function widerPolicies(
  { ports, instance, root, write }: WiderOptions,
  target: PolicyRef | undefined,
): Promise<readonly string[]> {
  const found: string[] = []
  for (const ref of widerThan(target)) {
    const fromFile = () => readText(path.join(root, policyFileOf(ref)))
    const fromInstance = async () =>
      instance &&
      (
        await ports.progress(`Reading the policy of ${describeRef(ref)}`, (signal) =>
          instance.getPolicy(ref, { signal }),
        )
      )?.text
    const text =
      instance === undefined || write === 'file' ? ((await fromFile()) ?? (await fromInstance())) : await fromInstance()
    if (text === undefined) continue
    found.push(text)
    const { root: policies } = parse(text)
    const inbound = policies && firstChild(policies, 'inbound')
    if (inbound === undefined || !childElements(inbound).some(({ name }) => name === 'base')) break
  }
  return found
}

function widerThan(target: PolicyRef | undefined): readonly PolicyRef[] {
  if (target === undefined || target.kind === 'global' || target.kind === 'fragment') return []
  const workspace = 'workspace' in target && target.kind !== 'workspace' ? target.workspace : undefined
  const within = workspace === undefined ? {} : { workspace }
  return [
    ...(target.kind === 'operation' ? [{ kind: 'api', api: target.api, ...within } as const] : []),
    ...(workspace === undefined ? [] : [{ kind: 'workspace', workspace } as const]),
    { kind: 'global' },
  ]
}
