import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Connection,
  type Position,
  SymbolKind,
  type WorkspaceSymbol,
} from 'vscode-languageserver/node'
import type { PolicyText } from '../core/service.ts'
import { labelOf } from '../core/workspace/label.ts'
import type { MentionKind } from '../core/workspace/mention.ts'
import { definitionsOf, listOf, words } from '../core/workspace/navigate.ts'
import type { Member, Program } from '../core/workspace/program.ts'
import { mentionsOf } from '../core/workspace/summary.ts'
import { includersOf } from '../core/workspace/surroundings.ts'
import { rangeOfPlace } from './across.ts'
import { guard, type Log } from './guard.ts'
import type { Projects } from './projects.ts'

/** More than anybody reads. */
const MOST_SYMBOLS = 500

const kinds: Readonly<Record<Exclude<MentionKind, 'variable'>, SymbolKind>> = {
  fragment: SymbolKind.Function,
  'named-value': SymbolKind.Constant,
  'back-end': SymbolKind.Interface,
  logger: SymbolKind.Event,
  certificate: SymbolKind.Key,
  schema: SymbolKind.Struct,
  api: SymbolKind.Module,
  operation: SymbolKind.Method,
  product: SymbolKind.Package,
}

/** What somebody types is in the name, in this order; upper and lower case are the same. */
function matches(name: string, query: string): boolean {
  let at = 0
  const [low, sought] = [name.toLowerCase(), query.toLowerCase()]
  for (const character of sought) {
    if (character === ' ') continue
    at = low.indexOf(character, at) + 1
    if (at === 0) return false
  }
  return true
}

/** Policies, resources and variables of every folder that was read. */
export function workspaceSymbols(projects: Projects, query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = []
  for (const { project, uriOf } of projects.scanned()) {
    for (const program of project.model.programs()) {
      const add = (symbol: {
        name: string
        kind: SymbolKind
        path: string
        container: string
        at?: Parameters<typeof rangeOfPlace>[0]
      }): void => {
        if (found.length >= MOST_SYMBOLS || !matches(symbol.name, query)) return
        const { name, kind, path, container, at } = symbol
        found.push({ name, kind, containerName: container, location: { uri: uriOf(path), range: rangeOfPlace(at) } })
      }
      // A fragment is its document: it is listed once, as a fragment.
      const documents = new Map(program.fragments.map(({ path, document }) => [path, document]))
      const listed = new Set(program.fragments.map(({ document }) => document))
      for (const member of program.members.values())
        if (!listed.has(member.path))
          add({ name: labelOf(member), kind: SymbolKind.File, path: member.path, container: 'policy' })
      for (const kind of Object.keys(kinds) as (keyof typeof kinds)[])
        for (const resource of listOf(program, kind)) {
          const name = kind === 'named-value' ? (resource.displayName ?? resource.id) : resource.id
          const document = kind === 'fragment' ? documents.get(resource.path) : undefined
          const place = document === undefined ? { path: resource.path, at: resource.at } : { path: document }
          add({ name, kind: kinds[kind], container: words[kind], ...place })
        }
      for (const member of program.members.values())
        for (const mention of member.summary.mentions)
          if (mention.kind === 'variable' && mention.sets)
            add({
              name: mention.name,
              kind: SymbolKind.Variable,
              path: member.path,
              container: `variable in ${labelOf(member)}`,
              at: mention,
            })
    }
  }
  return found
}

export interface SymbolsHost {
  readonly connection: Connection
  readonly projects: Projects
  readonly log: Log
  answer<T>(name: string, uri: string, from: (text: PolicyText) => T | undefined): ReturnType<typeof guard<T | null>>
}

/** Workspace symbols, and fragments as calls: who includes one, and what a document includes. */
export function registerAcrossSymbols({ connection, projects, log, answer }: SymbolsHost): void {
  connection.onWorkspaceSymbol(({ query }) => guard('Workspace symbols', log, () => workspaceSymbols(projects, query)))
  connection.languages.callHierarchy.onPrepare(({ textDocument, position }) =>
    answer('Call hierarchy', textDocument.uri, (text) => prepare(projects, text, position)),
  )
  connection.languages.callHierarchy.onIncomingCalls(({ item }) =>
    guard('Call hierarchy', log, () => incoming(projects, item)),
  )
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) =>
    guard('Call hierarchy', log, () => outgoing(projects, item)),
  )
}

function itemOf(member: Member, uriOf: (path: string) => string): CallHierarchyItem {
  const start = rangeOfPlace(undefined)
  return {
    name: member.scope === 'fragment' ? (member.ids.fragment ?? member.path) : labelOf(member),
    kind: member.scope === 'fragment' ? SymbolKind.Function : SymbolKind.File,
    detail: member.scope === 'fragment' ? 'fragment' : 'policy',
    uri: uriOf(member.path),
    range: start,
    selectionRange: start,
  }
}

const fragmentNamed = (program: Program, member: Member, name: string): Member | undefined => {
  const [found] = definitionsOf(program, member, { kind: 'fragment', name })
  return found && program.members.get(found.path)
}

function prepare(projects: Projects, text: PolicyText, position: Position): CallHierarchyItem[] | undefined {
  const here = projects.locate(text.uri)
  if (here === undefined) return undefined
  const offset = text.analysis().lines.offsetAt(position)
  const included = mentionsOf(text.analysis()).find(
    ({ kind, span }) => kind === 'fragment' && span.start <= offset && offset <= span.end,
  )
  const member = included === undefined ? here.member : fragmentNamed(here.program, here.member, included.name)
  return member && [itemOf(member, here.uriOf)]
}

function incoming(projects: Projects, { uri }: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const here = projects.locate(uri)
  const id = here?.member.ids.fragment
  if (here === undefined || here.member.scope !== 'fragment' || id === undefined) return []
  return includersOf(here.program, id).map((from) => ({
    from: itemOf(from, here.uriOf),
    fromRanges: rangesOf(from, id),
  }))
}

function outgoing(projects: Projects, { uri }: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const here = projects.locate(uri)
  if (here === undefined) return []
  const { program, member, uriOf } = here
  return [...new Set(member.summary.variables.includes)].flatMap((id) => {
    const to = fragmentNamed(program, member, id)
    return to === undefined ? [] : [{ to: itemOf(to, uriOf), fromRanges: rangesOf(member, id) }]
  })
}

const rangesOf = ({ summary }: Member, id: string) =>
  summary.mentions.filter(({ kind, name }) => kind === 'fragment' && name === id).map(rangeOfPlace)
