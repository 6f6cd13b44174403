import type { Analysis } from '../model/analysis.ts'
import type { FileRole, PlacedLayout } from './file-role.ts'
import { roleOf } from './file-role.ts'
import { type Information, readInformation } from './information.ts'
import { createIntern } from './mention.ts'
import { buildProgram, type Program } from './program.ts'
import type { SpecifiedOperation } from './specification.ts'
import { type DocumentSummary, summaryOf } from './summary.ts'

/** One file that the workspace knows. */
export type WorkspaceFile =
  | { readonly role: FileRole & { readonly kind: 'policy' }; readonly summary: DocumentSummary }
  | { readonly role: FileRole & { readonly kind: 'information' }; readonly information: Information }
  | {
      readonly role: FileRole & { readonly kind: 'specification' }
      /** Read when first needed. */
      readonly operations?: readonly SpecifiedOperation[]
    }

/**
 * What the files of one folder say together. It holds plain data about each file, never its text; the program of a root is put together
 * when somebody asks after a change. Paths are relative to the folder, with `/`.
 */
export interface WorkspaceModel {
  readonly size: number
  /** Files keep the roles that they had: the host forgets what it knows and reads again. */
  setLayouts(layouts: readonly PlacedLayout[]): void
  /** Those that were set. */
  layouts(): readonly PlacedLayout[]
  roleOf(path: string): FileRole | undefined
  file(path: string): WorkspaceFile | undefined
  paths(): readonly string[]
  /** @returns whether other documents may see a difference. */
  setPolicy(path: string, analysis: Analysis): boolean
  setInformation(path: string, text: string): boolean
  /** Without operations: it is there, and is read when it is needed. */
  setSpecification(path: string, operations?: readonly SpecifiedOperation[]): void
  remove(path: string): boolean
  clear(): void
  /** The program that a file belongs to; undefined for a file that the model does not hold. */
  programOf(path: string): Program | undefined
  programs(): readonly Program[]
}

export function createWorkspaceModel(): WorkspaceModel {
  const files = new Map<string, WorkspaceFile>()
  let intern = createIntern()
  let layouts: readonly PlacedLayout[] = []
  let built: Built | undefined

  const put = (path: string, file: WorkspaceFile): void => {
    files.set(path, file)
    built = undefined
  }
  const current = (): Built => {
    built ??= build(files, layouts)
    return built
  }
  return {
    get size() {
      return files.size
    },
    setLayouts(found) {
      layouts = found
      built = undefined
    },
    layouts: () => layouts,
    roleOf: (path) => roleOf(path, layouts),
    file: (path) => files.get(path),
    paths: () => [...files.keys()],
    setPolicy(path, analysis) {
      const role = roleOf(path, layouts)
      if (role?.kind !== 'policy') return false
      const before = files.get(path)
      const summary = summaryOf(analysis, intern)
      if (before !== undefined && 'summary' in before && isSameFor(before.summary, summary)) {
        // Only its places changed: the program holds the same documents under the same names.
        Object.assign(before.summary, summary)
        return false
      }
      put(path, { role, summary })
      return true
    },
    setInformation(path, text) {
      const role = roleOf(path, layouts)
      if (role?.kind !== 'information') return false
      put(path, { role, information: readInformation(text, intern) })
      return true
    },
    setSpecification(path, operations) {
      const role = roleOf(path, layouts)
      if (role?.kind === 'specification') put(path, { role, ...(operations && { operations }) })
    },
    remove(path) {
      if (!files.delete(path)) return false
      built = undefined
      return true
    },
    clear() {
      files.clear()
      intern = createIntern()
      built = undefined
    },
    programOf(path) {
      const { rootOf, programs } = current()
      const root = rootOf(path)
      return root === undefined ? undefined : programs.get(root)
    },
    programs: () => [...current().programs.values()],
  }
}

/** What another document can see of a summary: its kind, its variables, and which names it uses. */
function isSameFor(before: DocumentSummary, after: DocumentSummary): boolean {
  const told = ({ kind, variables, mentions, computed }: DocumentSummary): string =>
    JSON.stringify([kind, variables, computed, mentions.map((one) => [one.kind, one.name, one.sets])])
  return told(before) === told(after)
}

interface Built {
  readonly programs: ReadonlyMap<string, Program>
  rootOf(path: string): string | undefined
}

function build(files: ReadonlyMap<string, WorkspaceFile>, layouts: readonly PlacedLayout[]): Built {
  const roots = new Set(layouts.filter(({ layout }) => layout.patterns.length > 0).map(({ folder }) => folder))
  for (const [, { role }] of files) if (isPlaced(role)) roots.add(role.root)
  const deepestFirst = [...roots].sort((a, b) => b.length - a.length)
  const rootOf = (path: string): string | undefined => {
    const role = files.get(path)?.role
    if (role === undefined) return undefined
    return isPlaced(role) ? role.root : (deepestFirst.find((root) => path.startsWith(root)) ?? '')
  }
  const grouped = new Map<string, Map<string, WorkspaceFile>>()
  // By path, so that it does not matter in which order the files were read.
  for (const [path, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const root = rootOf(path) ?? ''
    const group = grouped.get(root) ?? new Map<string, WorkspaceFile>()
    group.set(path, file)
    grouped.set(root, group)
  }
  const programs = new Map<string, Program>()
  for (const [root, group] of grouped) {
    const nearest = layouts
      .filter(({ folder }) => root.startsWith(folder))
      .sort((a, b) => b.folder.length - a.folder.length)[0]
    programs.set(
      root,
      buildProgram({ root, files: group, complete: nearest?.layout.complete === true, isRoot: roots.has(root) }),
    )
  }
  return { programs, rootOf }
}

/** Whether the place of a file alone says which instance it belongs to. */
const isPlaced = (role: FileRole): boolean => role.kind !== 'policy' || role.placed
