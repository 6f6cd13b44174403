import { lstat, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { DocumentScope } from '../core/catalog/policy.ts'
import { readConfiguration } from '../core/configuration/configuration.ts'
import { type Analysis, analyse } from '../core/model/analysis.ts'
import type { Neighbours } from '../core/model/neighbours.ts'
import type { Resources } from '../core/model/options.ts'
import type { PlacedLayout } from '../core/workspace/file-role.ts'
import { createWorkspaceModel, type WorkspaceModel } from '../core/workspace/model.ts'
import type { Member, Program } from '../core/workspace/program.ts'
import { readSpecification } from '../core/workspace/specification.ts'
import { certainResources, neighboursOf, resourcesOf } from '../core/workspace/surroundings.ts'
import { createLoadedPolicies, type HostPlace } from './host-place.ts'
import { readLarge, type ScanHost, scanFolder } from './project-scan.ts'

/** What the workspace says to one document. */
export interface Surroundings {
  /** What the place of the document in the workspace says of its scope. */
  readonly scope?: DocumentScope
  /** What a file of infrastructure says that loads it. */
  readonly host?: HostPlace
  readonly neighbours?: Neighbours
  /** Names that are all there are. */
  readonly resources?: Resources
  /** Names that are known; there may be others. */
  readonly offered?: Resources
}

export interface ProjectHost {
  /** Lets everybody else have their turn. */
  rest(): Promise<void>
  isOver(): boolean
  note(sentence: string): void
  /** What is said to a document changed behind a question. */
  settled(path: string): void
}

/** One folder of the editor as a program. Nothing is read before somebody asks; paths are relative to the folder, with `/`. */
export interface Project {
  readonly model: WorkspaceModel
  readonly base: string
  /** Reads the folder, once; later calls wait for the same reading. */
  scan(): Promise<void>
  readonly isScanned: boolean
  /** An open document counts before its file. @returns whether other documents may see a difference. */
  update(path: string, analysis: Analysis): boolean
  /** The editor closed a document: its file counts again. */
  closed(path: string): Promise<boolean>
  changed(path: string, change: 'there' | 'gone'): Promise<boolean>
  surroundings(path: string): Surroundings | undefined
  memberOf(path: string): { readonly program: Program; readonly member: Member } | undefined
  /** The text of a file of the program; undefined: it cannot be read. */
  read(path: string): Promise<string | undefined>
}

const CONFIGURATION = /(?:^|\/)policywright\.json$/
/** What the text of a policy document begins with, comments and an XML declaration aside. */
const policyRoot =
  /^\uFEFF?(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*<(?:policies|fragment|(?:http|sql|cosmosdb|graphql)-data-source)\b/

export function createProject(folder: string, host: ProjectHost): Project {
  const model = createWorkspaceModel()
  const open = new Set<string>()
  let layouts: PlacedLayout[] = []
  let base = folder
  let scanning: Promise<void> | undefined
  let isScanned = false
  const told = new Map<string, { readonly key: string; readonly surroundings: Surroundings }>()
  const specifications = new Map<string, Promise<void>>()

  const loaded = createLoadedPolicies()
  const take = (path: string, text: string): boolean => {
    if (loaded.isHost(path)) return loaded.take(path, text)
    const role = model.roleOf(path)
    if (role?.kind === 'information') return model.setInformation(path, text)
    if (role?.kind !== 'policy' || open.has(path)) return false
    if (!policyRoot.test(text)) return model.remove(path)
    return model.setPolicy(path, analyse(text, {}, 'once'))
  }
  const scanHost: ScanHost = {
    wants(path) {
      if (loaded.isHost(path)) return true
      const role = model.roleOf(path)
      if (role?.kind === 'specification') model.setSpecification(path)
      return role !== undefined && role.kind !== 'specification'
    },
    configure(at, text) {
      // Rules are the reader's of the settings; here only the layout counts.
      const { configuration } = readConfiguration(text, [])
      layouts = [...layouts.filter((one) => one.folder !== at), { folder: at, layout: configuration.layout }]
      model.setLayouts(layouts)
    },
    take: ({ path, text }) => void take(path, text),
    rest: host.rest,
    isOver: host.isOver,
  }
  const readAll = async (): Promise<void> => {
    base = await realpath(folder).catch(() => folder)
    const { notes } = await scanFolder(base, '', scanHost)
    for (const note of notes) host.note(note)
    isScanned = true
  }
  const readAgain = async (): Promise<void> => {
    const kept = [...open].flatMap((path) => (model.file(path) ? [path] : []))
    for (const path of model.paths()) if (!kept.includes(path)) model.remove(path)
    layouts = []
    model.setLayouts([])
    await readAll()
  }
  /** Reads the OpenAPI document of an API for the first of its operations that is asked for. */
  const readOperations = (path: string): Promise<void> => {
    const reading =
      specifications.get(path) ??
      (async () => {
        const text = await readLarge(join(base, path))
        model.setSpecification(path, (text === undefined ? undefined : await readSpecification(text)) ?? [])
      })()
    specifications.set(path, reading)
    return reading
  }

  const project: Project = {
    model,
    get base() {
      return base
    },
    get isScanned() {
      return isScanned
    },
    scan() {
      scanning ??= readAll()
      return scanning
    },
    update(path, analysis) {
      open.add(path)
      return model.setPolicy(path, analysis)
    },
    async closed(path) {
      open.delete(path)
      return project.changed(path, 'there')
    },
    async changed(path, change) {
      if (CONFIGURATION.test(path)) {
        await readAgain()
        return true
      }
      if (specifications.delete(path)) model.setSpecification(path)
      // A folder on the way may be a link that leads out of the workspace, and what lies there is not ours to read.
      const real = await realpath(join(base, path)).catch(() => undefined)
      const isHere = change === 'there' && real?.startsWith(base + sep) === true
      const entry = isHere ? await lstat(join(base, path)).catch(() => undefined) : undefined
      if (entry === undefined) {
        const below = model.paths().filter((one) => (one === path || one.startsWith(`${path}/`)) && !open.has(one))
        for (const one of below) model.remove(one)
        return loaded.remove(path) || below.length > 0
      }
      let isSeen = false
      if (entry.isDirectory())
        await scanFolder(base, `${path}/`, {
          ...scanHost,
          take: (file) => (isSeen = take(file.path, file.text) || isSeen),
        })
      else if (entry.isFile() && scanHost.wants(path)) {
        const text = await readLarge(join(base, path))
        isSeen = text !== undefined && take(path, text.replace(/^\uFEFF/, ''))
      }
      return isSeen
    },
    memberOf(path) {
      const program = model.programOf(path)
      const member = program?.members.get(path)
      return program && member && { program, member }
    },
    surroundings(path) {
      const found = project.memberOf(path)
      if (found === undefined || !isScanned) return undefined
      const { program, member } = found
      const specification = program.apis.find(
        ({ id, workspace }) => id === member.ids.api && workspace === member.ids.workspace,
      )?.specification
      if (member.scope === 'operation' && specification !== undefined && !specifications.has(specification))
        void readOperations(specification).then(() => host.settled(path))
      const inHost = loaded.placeOf(path)
      const made = {
        ...surroundingsOf(program, member, namesFrom(program, model.programs())),
        ...(inHost && { host: inHost }),
      }
      const key = keyOf(made, member)
      const before = told.get(path)
      if (before?.key === key) return before.surroundings
      told.set(path, { key, surroundings: made })
      return made
    },
    read: (path) => readLarge(join(base, path)),
  }
  return project
}

/** A document beside the only folder of artifacts is offered its names. */
function namesFrom(program: Program, programs: readonly Program[]): Program {
  const holds = ({ namedValues, backEnds, fragments }: Program): boolean =>
    namedValues.length + backEnds.length + fragments.length > 0
  const others = holds(program) || program.complete ? [] : programs.filter(holds)
  return others.length === 1 ? (others[0] ?? program) : program
}

/** What a document can see of its surroundings: of the fragments only those that it includes. */
function keyOf({ neighbours, ...rest }: Surroundings, { summary }: Member): string {
  const { fragments = {}, ...around } = neighbours ?? {}
  return JSON.stringify([rest, around, summary.variables.includes.map((id) => [id, fragments[id]])])
}

function surroundingsOf(program: Program, member: Member, source: Program): Surroundings {
  const { path, ids, scope } = member
  const resources = certainResources(program, member)
  return {
    ...(scope && { scope }),
    neighbours: neighboursOf(program, path),
    ...(Object.keys(resources).length > 0 && { resources }),
    ...(!program.complete && { offered: resourcesOf(source, ids) }),
  }
}
