import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import { attributeText, childElements, firstChild } from '../language-server/core/syntax/query.ts'
import { createLineMap } from '../language-server/core/text/line-map.ts'

/** What the effective policy of an operation asks the identity of the instance for. */
export interface TokenRequest {
  /** As the policy spells it. */
  readonly resource: string
  /** Of a user-assigned identity. */
  readonly clientId: string | undefined
  readonly ref: PolicyRef
  /** From 1. */
  readonly line: number
}

/** The last `authentication-managed-identity` that runs on every request; a narrower scope runs behind a wider one. */
export async function readTokenRequest(
  instance: InstancePort,
  ref: Extract<PolicyRef, { kind: 'operation' }>,
  signal?: AbortSignal,
): Promise<TokenRequest | undefined> {
  const refs: readonly PolicyRef[] = [ref, { kind: 'api', api: ref.api }, { kind: 'global' }]
  for (const at of refs) {
    const text = (await instance.getPolicy(at, { signal }))?.text
    if (text === undefined) continue
    const { root } = parse(text)
    const inbound = root && firstChild(root, 'inbound')
    if (inbound === undefined) continue
    const children = childElements(inbound)
    const found = children.findLast(({ name }) => name === 'authentication-managed-identity')
    if (found)
      return {
        resource: attributeText(found, 'resource') ?? '',
        clientId: attributeText(found, 'client-id'),
        ref: at,
        line: createLineMap(text).positionAt(found.start).line + 1,
      }
    if (!children.some(({ name }) => name === 'base')) return undefined
  }
  return undefined
}
