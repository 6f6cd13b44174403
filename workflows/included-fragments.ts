import path from 'node:path'
import type { InstancePort } from '../azure/apim-port.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import type { Content } from '../language-server/core/syntax/tree.ts'
import { policyFileOf } from './apiops-layout.ts'
import type { Ports } from './ports.ts'
import { readText } from './workspace-files.ts'

/**
 * Texts of the fragments that a document includes, by id: the workspace's, else the instance's. Those that are nowhere are left out.
 * @throws ServiceError, WorkspaceFileError
 */
export async function includedFragments(
  {
    ports,
    instance,
    root,
  }: { readonly ports: Ports; readonly instance?: InstancePort | undefined; readonly root: string },
  text: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(text === undefined ? [] : idsIn(parse(text).root?.children ?? []))]
  const found = new Map<string, string>()
  for (const fragment of ids) {
    const ref = { kind: 'fragment', fragment } as const
    const known =
      (await readText(path.join(root, policyFileOf(ref)))) ??
      (instance &&
        (await ports.progress(`Reading the fragment ${fragment}`, (signal) => instance.getPolicy(ref, { signal })))
          ?.text)
    if (known !== undefined) found.set(fragment, known)
  }
  return found
}

/** An id that is no name of a file is none of a fragment's either. */
const idsIn = (content: readonly Content[]): readonly string[] =>
  content.flatMap((one) => {
    if (one.kind !== 'element') return []
    const id = one.attributes.find(({ name }) => name === 'fragment-id')?.value?.raw ?? ''
    return one.name === 'include-fragment' && /^[\w-]+$/.test(id) ? [id] : idsIn(one.children)
  })
