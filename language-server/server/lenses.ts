import type { CodeLens, Command, Location, Position } from 'vscode-languageserver/node'
import type { CodeLensChoice } from '../core/configuration/hints.ts'
import type { DocumentLens, PolicyText } from '../core/service.ts'
import { labelOf } from '../core/workspace/label.ts'
import { definitionsOf, type FilePlace, type Name, usesOf } from '../core/workspace/navigate.ts'
import { INLINE_SCHEME, type Place } from '../protocol.ts'
import { rangeOfPlace } from './across.ts'
import type { Located, Projects } from './projects.ts'
import { isRecord } from './settings.ts'

export interface LensHost {
  readonly projects: Projects
  /** The current version of an open document. */
  read(uri: string): PolicyText | undefined
  place(uri: string): Place | undefined
  choice(uri: string): CodeLensChoice
}

/** What stands above the lines of documents besides the values of expressions. Its commands are those of the extension. */
export interface Lenses {
  of(uri: string): CodeLens[]
  /** Undefined for a lens of somebody else. */
  resolve(lens: CodeLens): CodeLens | undefined
}

const ALONE = new RegExp(`^(?:${INLINE_SCHEME}|untitled):`)

interface Data {
  readonly uri: string
  readonly lens: DocumentLens
}

export function createLenses({ projects, read, place, choice }: LensHost): Lenses {
  const located = (text: PolicyText): Located | undefined => {
    // The version in hand counts, also where its diagnostics are still on their way.
    projects.update(text.uri, text.analysis())
    return projects.locate(text.uri)
  }

  function commandFor({ uri, lens }: Data): Command | undefined {
    const text = read(uri)
    if (text === undefined) return undefined
    switch (lens.kind) {
      case 'scope':
        return { title: scopeTitle(text), command: 'policywright.selectScope' }
      case 'effective':
        return { title: 'Show effective policy', command: 'policywright.showEffectivePolicy', arguments: [uri] }
      case 'call':
        return { title: 'Call protected operation', command: 'policywright.callOperation' }
      default: {
        const found = referencesFor(text, lens)
        const title =
          found.length === 0 ? 'No references' : found.length === 1 ? '1 reference' : `${found.length} references`
        return { title, command: 'policywright.showReferences', arguments: [uri, lens.position, found] }
      }
    }
  }

  function scopeTitle(text: PolicyText): string {
    const here = located(text)
    const known = place(text.uri)
    const named = here?.member.scope === undefined ? undefined : labelOf(here.member)
    const scope = known?.scopeFrom === 'choice' || named === undefined ? known?.scope : named
    if (scope === undefined) return 'Scope not known'
    if (scope === 'fragment') return 'Fragment'
    return `Policy of ${nameless[scope] ?? scope}`.replace('Policy of fragment', 'Fragment')
  }

  function referencesFor(text: PolicyText, lens: DocumentLens): Location[] {
    const here = located(text)
    const name = nameOf(lens, here)
    if (here !== undefined && name !== undefined) {
      const { program, member } = here
      const defined = new Set(definitionsOf(program, member, name).map(keyOf))
      return usesOf(program, member, name)
        .filter((one) => !defined.has(keyOf(one)))
        .map(({ path, at }) => ({ uri: here.uriOf(path), range: rangeOfPlace(at) }))
    }
    if (lens.kind !== 'variable') return []
    return text.references(lens.position, { declarations: 'left-out' }).map((range) => ({ uri: text.uri, range }))
  }

  /** What runs together with a document that belongs to no folder is not known. */
  const lensesOf = (uri: string): readonly DocumentLens[] =>
    (read(uri)?.lenses(choice(uri)) ?? []).filter(({ kind }) => kind !== 'effective' || !ALONE.test(uri))

  return {
    of: (uri) =>
      lensesOf(uri).map(
        (lens): CodeLens => ({
          range: { start: lens.position, end: lens.position },
          data: { uri, lens } satisfies Data,
        }),
      ),
    resolve(lens) {
      const data = dataOf(lens.data)
      const command = data && commandFor(data)
      return command && { ...lens, command }
    },
  }
}

/** A scope of which no name is known. */
const nameless: Readonly<Record<string, string>> = {
  global: 'all APIs',
  workspace: 'a workspace',
  product: 'a product',
  api: 'an API',
  operation: 'an operation',
  resolver: 'a resolver',
}

function nameOf(lens: DocumentLens, here: Located | undefined): Name | undefined {
  if (lens.kind === 'variable') return { kind: 'variable', name: lens.name }
  const id = here?.member.ids.fragment
  return lens.kind === 'fragment' && id !== undefined ? { kind: 'fragment', name: id } : undefined
}

const keyOf = ({ path, at }: FilePlace): string => `${path} ${at?.line} ${at?.start}`

/** What comes back from the client may be anything. */
function dataOf(data: unknown): Data | undefined {
  if (!isRecord(data) || typeof data.uri !== 'string' || !isRecord(data.lens)) return undefined
  const { kind, position, name } = data.lens
  if (!isPosition(position)) return undefined
  const { uri } = data
  if (kind === 'variable') return typeof name === 'string' ? { uri, lens: { kind, position, name } } : undefined
  if (kind === 'scope' || kind === 'effective' || kind === 'fragment' || kind === 'call')
    return { uri, lens: { kind, position } }
  return undefined
}

const isPosition = (found: unknown): found is Position =>
  isRecord(found) && typeof found.line === 'number' && typeof found.character === 'number'
