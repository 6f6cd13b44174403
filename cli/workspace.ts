import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { readConfiguration } from '../language-server/core/configuration/configuration.ts'
import type { RuleSettings } from '../language-server/core/configuration/levels.ts'
import type { FileFinding } from '../language-server/core/lint/check-information.ts'
import { checkProgram } from '../language-server/core/lint/check-information.ts'
import { type Analysis, analyse } from '../language-server/core/model/analysis.ts'
import type { DocumentOptions } from '../language-server/core/model/options.ts'
import type { PlacedLayout } from '../language-server/core/workspace/file-role.ts'
import { createWorkspaceModel, type WorkspaceModel } from '../language-server/core/workspace/model.ts'
import { readSpecification } from '../language-server/core/workspace/specification.ts'
import { certainResources, neighboursOf } from '../language-server/core/workspace/surroundings.ts'
import type { Input } from './files.ts'

/** The files around the documents that a command reads, as one program. */
export interface CommandWorkspace {
  readonly model: WorkspaceModel
  /** Absolute; the paths of the model count from it. */
  readonly base: string
  /** What the other documents say to one. @param file absolute */
  around(file: string): DocumentOptions
  /** @param settings the configuration that holds for a file, by its absolute path. */
  findings(settings: (file: string) => RuleSettings): readonly FileFinding[]
  /** The path in the model. @param file absolute */
  pathOf(file: string): string
}

/** How a document is read where nothing is known beside its file. */
export type ReadDocument = (input: Input) => Analysis

const information = /(?:Information\.json|^specification\.(?:json|ya?ml)|^policywright\.json)$/i
const LARGEST_FILE = 8 * 1024 * 1024
/** Folders that hold no policies of the user's. */
const LEFT_OUT: ReadonlySet<string> = new Set(['node_modules', '.git'])

/**
 * Reads the workspace of documents that were named together: the files that describe resources, in the folders that hold a document of the
 * layout, and the OpenAPI documents of operations that have a policy. Nothing is asked of other documents than those that were named.
 * @param where the folder, absolute. Unless all of its documents are among the inputs, nothing is concluded from what is not among them.
 */
export async function readWorkspace(
  inputs: readonly Input[],
  { base, isWhole }: { readonly base: string; readonly isWhole: boolean },
  analysed: ReadDocument = ({ text }) => analyse(text),
): Promise<CommandWorkspace> {
  const model = createWorkspaceModel()
  const pathOf = (file: string): string => relative(base, file).replaceAll('\\', '/')
  const files = filesBelow(base)
  const layouts = files
    .filter((path) => path.endsWith('policywright.json'))
    .map((path): PlacedLayout => {
      const { configuration } = readConfiguration(readText(join(base, path)) ?? '', [])
      return { folder: path.slice(0, -'policywright.json'.length), layout: configuration.layout }
    })
  model.setLayouts(layouts)
  const specifications = new Set<string>()
  for (const path of files) {
    const role = model.roleOf(path)
    if (role?.kind === 'information') model.setInformation(path, readText(join(base, path)) ?? '')
    else if (role?.kind === 'specification') specifications.add(path)
  }
  for (const input of inputs) if (input.file !== undefined) model.setPolicy(pathOf(input.file), analysed(input))
  const withOperations = new Set(
    model
      .programs()
      .flatMap(({ root, members }) =>
        [...members.values()].flatMap(({ ids }) =>
          ids.operation === undefined ? [] : [`${root}\n${ids.workspace}\n${ids.api}`],
        ),
      ),
  )
  for (const path of specifications) {
    const role = model.roleOf(path)
    if (role?.kind !== 'specification') continue
    const isNeeded = withOperations.has(`${role.root}\n${role.ids.workspace}\n${role.ids.api}`)
    model.setSpecification(path, isNeeded ? await readSpecification(readText(join(base, path)) ?? '') : undefined)
  }
  return {
    model,
    base,
    pathOf,
    around(file) {
      const path = pathOf(file)
      const program = model.programOf(path)
      const member = program?.members.get(path)
      if (program === undefined || member === undefined) return {}
      const resources = certainResources(program, member)
      return {
        ...(isWhole && { neighbours: neighboursOf(program, path) }),
        ...(Object.keys(resources).length > 0 && { resources }),
      }
    },
    findings: (settings) =>
      (isWhole ? model.programs() : []).flatMap((program) =>
        checkProgram(program, (path) => settings(join(base, path))),
      ),
  }
}

/**
 * The folder whose files tell of the documents that were named, and whether all of its documents are among them.
 * @param folders absolute: the folders that were named; where there are none, single files were.
 */
export function workspaceBase(
  inputs: readonly Input[],
  folders: readonly string[],
): { readonly base: string; readonly isWhole: boolean } | undefined {
  const files = inputs.flatMap(({ file }) => (file === undefined ? [] : [dirname(file)]))
  const common = innermost(folders.length > 0 ? [...folders, ...files] : files)
  if (common === undefined) return undefined
  if (folders.includes(common)) return { base: common, isWhole: true }
  const root = innermost(files.flatMap((folder) => rootAbove(folder) ?? []))
  return root === undefined ? undefined : { base: root, isWhole: false }
}

/** The innermost folder that holds all of them. */
function innermost(folders: readonly string[]): string | undefined {
  const [first, ...rest] = folders
  if (first === undefined) return undefined
  let base = first
  for (const folder of rest) while (!isBelow(base, folder) && dirname(base) !== base) base = dirname(base)
  return base
}

const isBelow = (base: string, folder: string): boolean => {
  const way = relative(base, folder)
  return way === '' || (!way.startsWith('..') && !/^(?:[A-Za-z]:|[\\/])/.test(way))
}

/** Folders that stand at the root of the artifacts; a document deeper in them belongs to what is above. */
const KNOWN: ReadonlySet<string> = new Set(['apis', 'products', 'policy fragments', 'workspaces'])

/** `apis/orders` alone is a part of the artifacts two folders above it, whose files tell of its names too. */
function rootAbove(folder: string): string | undefined {
  for (let at = folder, steps = 0; steps < 6 && dirname(at) !== at; at = dirname(at), steps++) {
    const name = at.slice(dirname(at).length).replace(/^[\\/]/, '')
    if (KNOWN.has(name.toLowerCase())) return dirname(at)
    if (existsSync(join(at, 'policywright.json'))) return at
  }
  return undefined
}

function filesBelow(base: string): readonly string[] {
  const found: string[] = []
  const visit = (folder: string): void => {
    let entries: ReturnType<typeof readEntries>
    try {
      entries = readEntries(join(base, folder))
    } catch {
      // What cannot be listed cannot be named by a policy that is read here; the documents themselves were found before.
      return
    }
    for (const entry of entries) {
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) visit(`${folder}${entry.name}/`)
      else if (entry.isFile() && (information.test(entry.name) || /\.json$/i.test(entry.name)))
        found.push(folder + entry.name)
      else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) found.push(folder + entry.name)
    }
  }
  visit('')
  return found.sort()
}

const readEntries = (folder: string) => readdirSync(realpathSync(folder), { withFileTypes: true })

function readText(file: string): string | undefined {
  try {
    return statSync(file).size > LARGEST_FILE ? undefined : readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    return undefined
  }
}
