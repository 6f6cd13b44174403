import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { mergedSection } from '../language-server/core/model/merged-section.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import { attributeText, childElements, firstChild } from '../language-server/core/syntax/query.ts'
import type { Element } from '../language-server/core/syntax/tree.ts'
import { createLineMap, type LineMap } from '../language-server/core/text/line-map.ts'

/** Where a policy stands that may run for a call. */
export interface PlannedPolicy {
  readonly name: string
  readonly ref: PolicyRef
  /** From 1. */
  readonly line: number
}

interface Scope {
  readonly ref: PolicyRef
  readonly root: Element | undefined
  readonly lines: LineMap
}

export interface PlanOf {
  readonly api: string
  readonly operation: string
  readonly product?: string | undefined
}

/**
 * The policies of all scopes in the order in which they may run, by section; those inside others follow the one that holds them, and those
 * of fragments stand where they are included.
 */
export async function readPolicyPlan(
  instance: Pick<InstancePort, 'getPolicy'>,
  { api, operation, product }: PlanOf,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, readonly PlannedPolicy[]>> {
  const refs: readonly PolicyRef[] = [
    { kind: 'global' },
    ...(product === undefined ? [] : [{ kind: 'product' as const, product }]),
    { kind: 'api', api },
    { kind: 'operation', api, operation },
  ]
  const read = async (ref: PolicyRef): Promise<Scope | undefined> => {
    const text = (await instance.getPolicy(ref, { signal }))?.text
    return text === undefined ? undefined : { ref, root: parse(text).root, lines: createLineMap(text) }
  }
  const chain = (await Promise.all(refs.map(read))).filter((one) => one !== undefined)
  const ids = new Set(chain.flatMap(({ root }) => (root === undefined ? [] : includesOf(root))))
  const found = await Promise.all(
    [...ids].map(async (fragment) => [fragment, await read({ kind: 'fragment', fragment })] as const),
  )
  const fragments = new Map(found)
  const sections = ['inbound', 'backend', 'outbound', 'on-error'] as const
  return new Map(
    sections.map((section) => [
      section,
      mergedSection<Scope, PlannedPolicy>(chain, {
        own: ({ root }) => {
          const element = root && firstChild(root, section)
          return element && { element }
        },
        child: (child, _section, scope) => (child.kind === 'element' ? planned(child, scope, fragments) : []),
      }),
    ]),
  )
}

const includesOf = (element: Element): readonly string[] =>
  childElements(element).flatMap((child) =>
    child.name === 'include-fragment' ? [attributeText(child, 'fragment-id') ?? ''] : includesOf(child),
  )

function planned(
  element: Element,
  scope: Scope,
  fragments: ReadonlyMap<string, Scope | undefined>,
): readonly PlannedPolicy[] {
  const own = { name: element.name, ref: scope.ref, line: scope.lines.positionAt(element.start).line + 1 }
  const inner =
    element.name === 'include-fragment' ? fragments.get(attributeText(element, 'fragment-id') ?? '') : undefined
  const below =
    inner?.root === undefined
      ? childElements(element).flatMap((child) => planned(child, scope, fragments))
      : // A fragment holds no other one, so the depth is bounded.
        childElements(inner.root).flatMap((child) => planned(child, inner, new Map()))
  return [own, ...below]
}
