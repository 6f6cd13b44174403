import type { Ids } from './file-role.ts'
import { labelOf } from './label.ts'
import type { Mention, MentionKind, Place } from './mention.ts'
import type { Member, Program } from './program.ts'
import type { Resource } from './resource.ts'
import { togetherWith } from './surroundings.ts'

/** A place in a file of the workspace. */
export interface FilePlace {
  readonly path: string
  /** Absent: the file as a whole. */
  readonly at?: Place
}

/** A name as some document uses it. */
export interface Name {
  readonly kind: MentionKind
  readonly name: string
}

/** The things of a kind that a name can mean, those of the document's own workspace first. */
export function resourcesNamed(program: Program, { kind, name }: Name, ids: Ids): readonly Resource[] {
  const found = listOf(program, kind).filter((one) => nameOf(kind, one) === name)
  const own = found.filter(({ workspace }) => workspace !== undefined && workspace === ids.workspace)
  return own.length > 0 ? own : found.filter(({ workspace }) => workspace === undefined)
}

export function listOf(program: Program, kind: MentionKind): readonly Resource[] {
  switch (kind) {
    case 'fragment':
      return program.fragments
    case 'named-value':
      return program.namedValues
    case 'back-end':
      return program.backEnds
    case 'logger':
      return program.loggers
    case 'certificate':
      return program.certificates
    case 'schema':
      return program.schemas
    case 'api':
      return program.apis
    case 'operation':
      return program.operations
    case 'product':
      return program.products
    case 'variable':
      return []
  }
}

const nameOf = (kind: MentionKind, resource: Resource): string =>
  kind === 'named-value' ? (resource.displayName ?? resource.id) : resource.id

/** Where a name is defined: the fragment's document, the information file; of a variable, where the program sets it. */
export function definitionsOf(program: Program, member: Member, name: Name): readonly FilePlace[] {
  if (name.kind === 'variable')
    return variablePlaces(program, member, name.name)
      .filter(({ mention }) => mention.sets)
      .map(placeOf)
  return resourcesNamed(program, name, member.ids).map((resource) => {
    const document = 'document' in resource && typeof resource.document === 'string' ? resource.document : undefined
    if (document !== undefined) return { path: document }
    return { path: resource.path, ...(resource.at && { at: resource.at }) }
  })
}

/** Every place that uses a name. Those of a variable are in the documents that run together with this one. */
export function usesOf(program: Program, member: Member, name: Name): readonly FilePlace[] {
  if (name.kind === 'variable') return variablePlaces(program, member, name.name).map(placeOf)
  const found: FilePlace[] = []
  const meant = new Set(resourcesNamed(program, name, member.ids))
  const means = (ids: Ids): boolean =>
    meant.size === 0
      ? ids.workspace === member.ids.workspace
      : resourcesNamed(program, name, ids).some((one) => meant.has(one))
  for (const { path, ids, summary } of program.members.values())
    for (const mention of summary.mentions)
      if (mention.kind === name.kind && mention.name === name.name && means(ids)) found.push(placeOf({ path, mention }))
  for (const [path, { mentions }] of program.information)
    for (const mention of mentions)
      if (mention.kind === name.kind && mention.name === name.name) found.push(placeOf({ path, mention }))
  return found
}

interface MentionPlace {
  readonly path: string
  readonly mention: Mention
}

const placeOf = ({ path, mention: { line, start, end } }: MentionPlace): FilePlace => ({
  path,
  at: { line, start, end },
})

function variablePlaces(program: Program, member: Member, name: string): readonly MentionPlace[] {
  return [...togetherWith(program, member)].flatMap(({ path, summary }) =>
    summary.mentions
      .filter((mention) => mention.kind === 'variable' && mention.name === name)
      .map((mention) => ({ path, mention })),
  )
}

/** What a rename changes: places that hold the old name, and the folder or file that is named after it. */
export interface Renaming {
  readonly places: readonly (FilePlace & { readonly at: Place })[]
  /** A folder, without `/` at its end, or a file. */
  readonly moved?: { readonly from: string; readonly to: string }
}

/** Kinds whose names can be changed by changing files alone. */
const renamable: ReadonlySet<MentionKind> = new Set(['fragment', 'named-value', 'back-end', 'logger', 'variable'])

/** https://github.com/Azure/azure-rest-api-specs: fragment ids, named values' display names, and the ids of resources. */
const validName: Readonly<Partial<Record<MentionKind, RegExp>>> = {
  fragment: /^(?:\w+|\w[\w-]+\w)$/,
  'named-value': /^[\w.-]+$/,
  'back-end': /^[^*#&+:<>?/\\"]+$/,
  logger: /^[^*#&+:<>?/\\"]+$/,
  variable: /^[^"<>&\\]+$/,
}

/** Why a name cannot be changed, or undefined when it can. */
export function whyNotRenamed(program: Program, member: Member, name: Name): string | undefined {
  if (!renamable.has(name.kind)) return `The ${words[name.kind]} '${name.name}' cannot be renamed from here.`
  if (name.kind === 'variable' || resourcesNamed(program, name, member.ids).length > 0) return undefined
  return `No file of this folder describes the ${words[name.kind]} '${name.name}'.`
}

export const words: Readonly<Record<MentionKind, string>> = {
  fragment: 'fragment',
  'named-value': 'named value',
  'back-end': 'back end',
  logger: 'logger',
  certificate: 'certificate',
  schema: 'schema',
  api: 'API',
  operation: 'operation',
  product: 'product',
  variable: 'variable',
}

/** @returns what to change, or one sentence that says why it is not done. */
export function renamingOf(
  program: Program,
  member: Member,
  change: Name & { readonly to: string },
): Renaming | string {
  const { kind, name, to } = change
  const refused = whyNotRenamed(program, member, change)
  if (refused !== undefined) return refused
  if (validName[kind]?.test(to) !== true) return `'${to}' is not a name that the service takes for a ${words[kind]}.`
  if (kind !== 'variable' && resourcesNamed(program, { kind, name: to }, member.ids).length > 0)
    return `There is a ${words[kind]} '${to}' already.`
  const other = kind === 'variable' && [...togetherWith(program, member)].find((one) => mentions(one, to))
  if (other) return `${labelOf(other)} has a variable '${to}' already: both would become one.`
  const places = usesOf(program, member, change).flatMap(({ path, at }) => (at === undefined ? [] : [{ path, at }]))
  const resource = resourcesNamed(program, change, member.ids)[0]
  if (kind === 'variable' || resource === undefined) return { places }
  if (kind === 'named-value') {
    if (resource.at === undefined)
      return `${resource.path} has no display name that could be changed; the named value is named by its folder.`
    return { places: [...places, { path: resource.path, at: resource.at }] }
  }
  const from = namedAfter(resource, name)
  if (from === undefined)
    return `Neither ${resource.path} nor its folder is named '${name}', so the name cannot be changed with it.`
  const start = from.lastIndexOf('/') + 1
  return { places, moved: { from, to: `${from.slice(0, start)}${to}${from.slice(start + name.length)}` } }
}

const mentions = ({ summary }: Member, variable: string): boolean =>
  summary.mentions.some(({ kind, name }) => kind === 'variable' && name === variable)

/** The folder of a resource that has its name, or the file that begins with it. */
function namedAfter({ path }: Resource, id: string): string | undefined {
  const folder = path.slice(0, path.lastIndexOf('/'))
  if (folder.slice(folder.lastIndexOf('/') + 1) === id) return folder
  return path.slice(path.lastIndexOf('/') + 1).startsWith(`${id}.`) ? path : undefined
}
