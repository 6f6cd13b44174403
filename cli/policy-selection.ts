import path from 'node:path'
import type { PolicyRef } from '../azure/apim-port.ts'
import { policyFileOf, policyRefOf } from '../workflows/apiops-layout.ts'
import { UsageError } from './command.ts'

/** Options that name one policy. */
export const policyOptions = {
  global: { type: 'boolean', default: false },
  api: { type: 'string' },
  operation: { type: 'string' },
  product: { type: 'string' },
  fragment: { type: 'string' },
  workspace: { type: 'string' },
} as const

export const policyHelp = `Which policy: a PATH in the APIOps layout, or
  --global                     the policy of all APIs
  --api ID [--operation ID]    of an API, or of one operation
  --product ID                 of a product
  --fragment ID                a policy fragment
  --workspace ID               of a workspace, or with one of the others: in it
`

export interface PolicySelection {
  readonly global?: boolean | undefined
  readonly api?: string | undefined
  readonly operation?: string | undefined
  readonly product?: string | undefined
  readonly fragment?: string | undefined
  readonly workspace?: string | undefined
}

export interface SelectedPolicy {
  readonly ref: PolicyRef
  /** Relative to the root, with `/`. */
  readonly file: string
}

function refOf({ global, api, operation, product, fragment, workspace }: PolicySelection): PolicyRef | undefined {
  const inWorkspace = workspace === undefined ? {} : { workspace }
  if (operation !== undefined && api === undefined) throw new UsageError('--operation needs --api.')
  const named = [global === true, api !== undefined, product !== undefined, fragment !== undefined].filter(Boolean)
  if (named.length > 1) throw new UsageError('name one of --global, --api, --product and --fragment.')
  if (global === true) return { kind: 'global' }
  if (api !== undefined)
    return operation === undefined
      ? { kind: 'api', api, ...inWorkspace }
      : { kind: 'operation', api, operation, ...inWorkspace }
  if (product !== undefined) return { kind: 'product', product, ...inWorkspace }
  if (fragment !== undefined) return { kind: 'fragment', fragment, ...inWorkspace }
  return workspace === undefined ? undefined : { kind: 'workspace', workspace }
}

/**
 * The policies that options and paths name.
 * @param root absolute
 * @throws UsageError when a path lies outside the root or does not say whose policy it is
 */
export function selectPolicies(
  selection: PolicySelection,
  paths: readonly string[],
  { cwd, root }: { readonly cwd: string; readonly root: string },
): readonly SelectedPolicy[] {
  const ref = refOf(selection)
  if (ref !== undefined && paths.length > 1)
    throw new UsageError('with an option that names the policy, give one PATH at most.')
  const files = paths.map((one) => {
    const relative = path.relative(root, path.resolve(cwd, one)).replaceAll('\\', '/')
    if (relative === '') throw new UsageError(`'${one}' is the root itself; name a policy document in it.`)
    if (relative === '..' || relative.startsWith('../') || path.isAbsolute(relative))
      throw new UsageError(`'${one}' lies outside the root ${root}; give --root.`)
    return relative
  })
  if (ref !== undefined) return [{ ref, file: files[0] ?? policyFileOf(ref) }]
  if (files.length === 0) throw new UsageError('name a policy: a PATH, or an option such as --api.')
  return files.map((file) => {
    const found = policyRefOf(file)
    if (found === undefined)
      throw new UsageError(`the place of '${file}' does not say whose policy it is; add an option such as --api.`)
    return { ref: found, file }
  })
}
