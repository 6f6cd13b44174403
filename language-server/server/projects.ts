import { fileURLToPath } from 'node:url'
import type { Connection, FileEvent } from 'vscode-languageserver/node'
import { FileChangeType } from 'vscode-languageserver/node'
import type { Analysis } from '../core/model/analysis.ts'
import type { Member, Program } from '../core/workspace/program.ts'
import type { Folders } from './folders.ts'
import { describe, type Log } from './guard.ts'
import { createProject, type Project, type Surroundings } from './project.ts'
import type { Timers } from './scheduler.ts'

/** One document in its program. */
export interface Located {
  readonly project: Project
  readonly path: string
  readonly program: Program
  readonly member: Member
  /** The address of another file of the project. */
  uriOf(path: string): string
}

/** The folders of the editor, each a program of its own; read when the first of its documents is open and checked. */
export interface Projects {
  /** A document is open and was checked once: the folder around it may be read now. */
  begin(uri: string): void
  /** The document's latest version was checked. */
  update(uri: string, analysis: Analysis): void
  closed(uri: string): void
  /** The document in its program, once its folder is read; whether or not it is open. */
  ready(uri: string): Promise<Located | undefined>
  changed(events: readonly FileEvent[]): Promise<void>
  surroundings(uri: string): Surroundings | undefined
  locate(uri: string): Located | undefined
  /** Every folder that was read. */
  scanned(): readonly { readonly project: Project; uriOf(path: string): string }[]
  /** Folders that the editor does not show any more are forgotten. */
  refresh(): void
  dispose(): void
}

export interface ProjectsHost {
  readonly connection: Connection
  readonly folders: Folders
  readonly timers: Timers
  readonly log: Log & { warn(message: string): void; info(message: string): void }
  readonly client: { readonly progress: boolean }
  /** When somebody last waited for an answer; by the timers' clock. */
  lastAsked(): number
  /** What is said to these documents may have changed: all of a folder. */
  onChange(folder: string): void
}

/** Milliseconds of reading between two turns of everybody else; without a question after which nobody types; and of rest at the most. */
const TURN = 5
const PAUSE = 40
const LONGEST_PAUSE = 200
/** A scan that takes longer (milliseconds) shows that it runs. */
const LONG = 1000

export function createProjects({
  connection,
  folders,
  timers,
  log,
  client,
  lastAsked,
  onChange,
}: ProjectsHost): Projects {
  const projects = new Map<string, Project>()
  /** As the client writes them, so that what is said of a document reaches it. */
  const uris = new Map<string, string>()
  let isOver = false
  let turnFrom = 0

  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void timers.after(milliseconds, resolve))
  const rest = async (): Promise<void> => {
    if (timers.now() - turnFrom < TURN) return
    const isTyping = (): boolean => timers.now() - lastAsked() < PAUSE
    // Somebody who asks without a pause must not keep the folder from being read.
    const end = timers.now() + LONGEST_PAUSE
    do await wait(isTyping() ? PAUSE : 0)
    while (isTyping() && timers.now() < end)
    turnFrom = timers.now()
  }
  const attempt = (what: string, work: () => Promise<unknown>): void => {
    work().catch((cause: unknown) => {
      // After the end nobody listens.
      if (!isOver) log.warn(`${what}: ${describe(cause)}`)
    })
  }
  const projectOf = (folder: string): Project | undefined => {
    const known = projects.get(folder)
    if (known !== undefined) return known
    const base = pathOf(folder)
    if (base === undefined) return undefined
    const project = createProject(base, {
      rest,
      isOver: () => isOver || !projects.has(folder),
      note: (sentence) => log.warn(sentence),
      settled: () => onChange(folder),
    })
    projects.set(folder, project)
    return project
  }
  const uriIn = (folder: string) => (path: string) => uris.get(`${folder}\n${path}`) ?? `${folder}/${encodePath(path)}`

  async function read(folder: string, project: Project): Promise<void> {
    const begun = timers.now()
    let isDone = false
    let done = (): void => undefined
    const cancel = timers.after(LONG, () => {
      if (!client.progress || isOver) return
      attempt('Progress', async () => {
        const progress = await connection.window.createWorkDoneProgress()
        progress.begin('Policywright', undefined, 'Reading the policies of the folder', false)
        done = () => progress.done()
        if (isDone) done()
      })
    })
    await project.scan()
    isDone = true
    cancel()
    if (isOver) return
    done()
    log.info(`${project.model.size} files of ${folder} read in ${Math.round(timers.now() - begun)} ms.`)
    onChange(folder)
  }

  const all: Projects = {
    begin(uri) {
      const found = folders.locate(uri)
      const project = found && projectOf(found.folder)
      if (found === undefined || project === undefined) return
      if (!started.has(project)) {
        started.add(project)
        attempt('The folder could not be read', () => read(found.folder, project))
      }
    },
    update(uri, analysis) {
      const found = folders.locate(uri)
      const project = found && projects.get(found.folder)
      if (found) uris.set(`${found.folder}\n${found.path}`, uri)
      if (found && project?.update(found.path, analysis) && project.isScanned) onChange(found.folder)
    },
    closed(uri) {
      const found = folders.locate(uri)
      const project = found && projects.get(found.folder)
      if (found === undefined || project === undefined) return
      uris.delete(`${found.folder}\n${found.path}`)
      attempt('A closed document could not be read', async () => {
        if (await project.closed(found.path)) onChange(found.folder)
      })
    },
    async changed(events) {
      const touched = new Set<string>()
      for (const { uri, type } of events) {
        const found = folders.locate(uri)
        const project = found && projects.get(found.folder)
        if (found === undefined || project === undefined || !started.has(project)) continue
        await project.scan()
        if (await project.changed(found.path, type === FileChangeType.Deleted ? 'gone' : 'there'))
          touched.add(found.folder)
      }
      for (const folder of touched) onChange(folder)
    },
    async ready(uri) {
      all.begin(uri)
      const found = folders.locate(uri)
      await (found && projects.get(found.folder)?.scan())
      return all.locate(uri)
    },
    surroundings(uri) {
      const found = folders.locate(uri)
      return found && projects.get(found.folder)?.surroundings(found.path)
    },
    locate(uri) {
      const found = folders.locate(uri)
      const project = found && projects.get(found.folder)
      const known = found && project?.memberOf(found.path)
      return found && project && known && { project, path: found.path, ...known, uriOf: uriIn(found.folder) }
    },
    scanned: () =>
      [...projects].flatMap(([folder, project]) => (project.isScanned ? [{ project, uriOf: uriIn(folder) }] : [])),
    refresh() {
      for (const folder of projects.keys())
        if (folders.locate(`${folder}/policy.xml`)?.folder !== folder) projects.delete(folder)
    },
    dispose() {
      isOver = true
    },
  }
  return all
}

const started = new WeakSet<Project>()

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

function pathOf(folder: string): string | undefined {
  try {
    return folder.startsWith('file:') ? fileURLToPath(folder) : undefined
  } catch {
    // A host or an encoded slash in it: no folder of this machine.
    return undefined
  }
}
