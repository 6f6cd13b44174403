import type { LayoutKey, Placeholder } from '../configuration/layout.ts'
import type { PlacedLayout } from './file-role.ts'
import type { Member, Program } from './program.ts'
import type { Resource } from './resource.ts'

/** Where a new thing of the instance belongs, beside those that there are. */
export interface NewResource {
  readonly program: Program
  /** The document that will use it. */
  readonly member: Member
  readonly layouts: readonly PlacedLayout[]
  readonly id: string
}

/** One sentence that says why nobody knows where a file belongs. */
interface Unplaced {
  readonly refused: string
}

/** The document of a new fragment, and its information file where the layout has one. */
export function filesOfFragment(
  wanted: NewResource,
): { readonly document: string; readonly information?: string } | Unplaced {
  const { program, id } = wanted
  const [like] = alike(program.fragments, wanted)
  if (like?.document !== undefined) {
    const document = renamed(like.document, like.id, id)
    if (document !== undefined) {
      const information = like.path === like.document ? undefined : renamed(like.path, like.id, id)
      return free(program, { document, ...(information !== undefined && { information }) })
    }
  }
  const document = byLayout(wanted, 'fragment', 'fragment')
  if (typeof document === 'string') return free(program, { document })
  if (document !== undefined) return document
  const folder = `${folderOf(wanted)}policy fragments/${id}`
  return free(program, {
    document: `${folder}/policy.xml`,
    information: `${folder}/policyFragmentInformation.json`,
  })
}

/** The information file of a new named value. */
export function fileOfNamedValue(wanted: NewResource): { readonly information: string } | Unplaced {
  const { program, id } = wanted
  const [like] = alike(program.namedValues, wanted)
  const beside = like && renamed(like.path, like.id, id)
  if (beside !== undefined) return free(program, { information: beside })
  const information = byLayout(wanted, 'namedValueInformation', 'namedValue')
  if (typeof information === 'string') return free(program, { information })
  if (information !== undefined) return information
  return free(program, { information: `${folderOf(wanted)}named values/${id}/namedValueInformation.json` })
}

/** Those of the same workspace of the instance. */
const alike = <T extends Resource>(list: readonly T[], { member }: NewResource): readonly T[] =>
  list.filter(({ workspace }) => workspace === member.ids.workspace)

/** The folders of APIOps: https://azure.github.io/apiops/apiops/2-apiops-artifacts/ */
const folderOf = ({ program, member: { ids } }: NewResource): string =>
  program.root + (ids.workspace === undefined ? '' : `workspaces/${ids.workspace}/`)

/** The path with another id in the folder, or at the beginning of the file name, that has the old one. */
function renamed(path: string, from: string, to: string): string | undefined {
  const parts = path.split('/')
  const file = parts.pop() ?? ''
  const folder = parts.lastIndexOf(from)
  if (folder >= 0) return [...parts.with(folder, to), file].join('/')
  return file.startsWith(`${from}.`) ? [...parts, to + file.slice(from.length)].join('/') : undefined
}

function byLayout(wanted: NewResource, key: LayoutKey, placeholder: Placeholder): string | Unplaced | undefined {
  const { program, member, layouts, id } = wanted
  const placed = layouts.find(({ folder, layout }) => folder === program.root && layout.patterns.length > 0)
  if (placed === undefined) return undefined
  const ids: Readonly<Record<string, string | undefined>> = { ...member.ids, [placeholder]: id }
  for (const { key: of, pattern } of placed.layout.patterns) {
    if (of !== key) continue
    const path = pattern.replaceAll('\\', '/').replace(/^\.?\//, '')
    const filled = path.replace(/\*\*\//g, '').replace(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole)
    if (!/[*?{}]/.test(filled)) return placed.folder + filled
  }
  return {
    refused: `The layout in ${placed.folder}policywright.json does not say where a file of the kind '${key}' belongs.`,
  }
}

/** A file is never written over. */
function free<T extends Readonly<Record<string, string>>>({ members, information }: Program, paths: T): T | Unplaced {
  const taken = Object.values(paths).find((path) => members.has(path) || information.has(path))
  return taken === undefined ? paths : { refused: `There is a file ${taken} already.` }
}
