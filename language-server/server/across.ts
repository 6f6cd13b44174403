import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type DocumentLink,
  type Hover,
  type Location,
  MarkupKind,
  type Position,
  type Range,
  type WorkspaceEdit,
} from 'vscode-languageserver/node'
import type { PolicyText, Refusal } from '../core/service.ts'
import { describeName, namesOf } from '../core/workspace/describe.ts'
import type { Place } from '../core/workspace/mention.ts'
import { definitionsOf, type FilePlace, renamingOf, usesOf, whyNotRenamed, words } from '../core/workspace/navigate.ts'
import { type MentionSite, mentionSite, mentionsOf, type SpannedMention } from '../core/workspace/summary.ts'
import type { Located, Projects } from './projects.ts'

/** What the other documents of a workspace add to the answers about one; undefined where they add nothing. */
export interface Across {
  definition(text: PolicyText, position: Position): Location[] | undefined
  references(
    text: PolicyText,
    position: Position,
    which: { readonly declarations: 'included' | 'left-out' },
  ): Location[] | undefined
  prepareRename(
    text: PolicyText,
    position: Position,
  ): { readonly range: Range; readonly placeholder: string } | Refusal | undefined
  rename(text: PolicyText, position: Position, newName: string): WorkspaceEdit | Refusal | undefined
  /** @param own what the document alone tells. */
  hover(text: PolicyText, position: Position, own: Hover | undefined): Hover | undefined
  complete(text: PolicyText, position: Position, own: CompletionList): CompletionList
  links(text: PolicyText): DocumentLink[]
}

/** What the client can do with a rename that touches several files. */
export interface RenameClient {
  readonly documentChanges: boolean
  readonly renameFiles: boolean
}

interface At {
  readonly located: Located
  readonly mention: SpannedMention
}

export function createAcross(projects: Projects, client: RenameClient): Across {
  const located = (text: PolicyText): Located | undefined => {
    // The version in hand counts, also where its diagnostics are still on their way.
    projects.update(text.uri, text.analysis())
    return projects.locate(text.uri)
  }
  const find = (text: PolicyText, position: Position): At | undefined => {
    const offset = text.analysis().lines.offsetAt(position)
    const mention = mentionsOf(text.analysis()).find(({ span }) => span.start <= offset && offset <= span.end)
    const here = mention && located(text)
    return here && { located: here, mention }
  }
  const rangeIn = (text: PolicyText, { span }: SpannedMention): Range => ({
    start: text.analysis().lines.positionAt(span.start),
    end: text.analysis().lines.positionAt(span.end),
  })

  return {
    definition(text, position) {
      const at = find(text, position)
      return (
        at &&
        some(definitionsOf(at.located.program, at.located.member, at.mention).map((one) => locationOf(at.located, one)))
      )
    },
    references(text, position, { declarations }) {
      const at = find(text, position)
      if (at === undefined) return undefined
      const { program, member } = at.located
      const defined = definitionsOf(program, member, at.mention).map((one) => locationOf(at.located, one))
      const used = usesOf(program, member, at.mention).map((one) => locationOf(at.located, one))
      if (declarations === 'included') return unique([...defined, ...used])
      const isDefinition = new Set(defined.map((one) => JSON.stringify(one)))
      return used.filter((one) => !isDefinition.has(JSON.stringify(one)))
    },
    prepareRename(text, position) {
      const at = find(text, position)
      if (at === undefined) return undefined
      if (at.mention.kind === 'variable') return undefined
      const refused = whyNotRenamed(at.located.program, at.located.member, at.mention)
      return refused === undefined ? { range: rangeIn(text, at.mention), placeholder: at.mention.name } : { refused }
    },
    rename(text, position, newName) {
      const at = find(text, position)
      if (at === undefined) return undefined
      if (at.mention.kind === 'variable') {
        const own = text.rename(position, newName)
        if (own !== undefined && 'refused' in own) return own
      }
      const { program, member } = at.located
      const found = renamingOf(program, member, { ...at.mention, to: newName })
      return typeof found === 'string'
        ? { refused: found }
        : editOf(at.located, { ...found, to: newName, kind: at.mention.kind }, client)
    },
    hover(text, position, own) {
      const at = find(text, position)
      const told = at && describeName(at.located.program, at.located.member, at.mention)
      // A named value is described by what the instance says of it, where that is known.
      if (
        at === undefined ||
        told === undefined ||
        (at.mention.kind === 'named-value' && text.options.resources?.namedValues)
      )
        return own
      const before =
        own !== undefined && markdownOf(own) && at.mention.kind !== 'named-value' ? `\n\n---\n\n${markdownOf(own)}` : ''
      return { contents: { kind: MarkupKind.Markdown, value: told + before }, range: rangeIn(text, at.mention) }
    },
    complete(text, position, own) {
      const site = mentionSite(text.analysis(), text.analysis().lines.offsetAt(position))
      const here = site && projects.locate(text.uri)
      if (site === undefined || here === undefined) return own
      return { ...own, items: withNames(own.items, site, { text, here }) }
    },
    links(text) {
      const here = located(text)
      if (here === undefined) return []
      return mentionsOf(text.analysis()).flatMap((mention): DocumentLink[] => {
        if (mention.kind === 'variable') return []
        const [target] = definitionsOf(here.program, here.member, mention)
        if (target === undefined) return []
        const line = target.at === undefined ? '' : `#L${target.at.line + 1}`
        return [
          {
            range: rangeIn(text, mention),
            target: here.uriOf(target.path) + line,
            tooltip: `Open the ${words[mention.kind]} ${mention.name}`,
          },
        ]
      })
    },
  }
}

function markdownOf({ contents }: Hover): string | undefined {
  return typeof contents === 'object' && 'kind' in contents ? contents.value : undefined
}

const some = <T>(list: T[]): T[] | undefined => (list.length === 0 ? undefined : list)

const unique = (list: readonly Location[]): Location[] => [
  ...new Map(list.map((one) => [JSON.stringify(one), one])).values(),
]

export const rangeOfPlace = (at: Place | undefined): Range => ({
  start: { line: at?.line ?? 0, character: at?.start ?? 0 },
  end: { line: at?.line ?? 0, character: at?.end ?? 0 },
})

const locationOf = ({ uriOf }: Located, { path, at }: FilePlace): Location => ({
  uri: uriOf(path),
  range: rangeOfPlace(at),
})

interface Change {
  readonly places: readonly (FilePlace & { readonly at: Place })[]
  readonly moved?: { readonly from: string; readonly to: string }
  readonly to: string
  readonly kind: SpannedMention['kind']
}

/** The texts change first, under the paths that they have; then the folder gets its name. */
function editOf(
  { uriOf }: Located,
  { places, moved, to, kind }: Change,
  client: RenameClient,
): WorkspaceEdit | Refusal {
  const byUri = new Map<string, { range: Range; newText: string }[]>()
  for (const { path, at } of places) {
    const uri = uriOf(path)
    byUri.set(uri, [...(byUri.get(uri) ?? []), { range: rangeOfPlace(at), newText: to }])
  }
  if (moved !== undefined && !(client.documentChanges && client.renameFiles))
    return {
      refused: `This ${words[kind]} is named by the path ${moved.from}, and the editor does not let a language server rename that. Rename it by hand and correct the references.`,
    }
  if (!client.documentChanges) return { changes: Object.fromEntries(byUri) }
  return {
    documentChanges: [
      ...[...byUri].map(([uri, edits]) => ({ textDocument: { uri, version: null }, edits })),
      ...(moved ? [{ kind: 'rename' as const, oldUri: uriOf(moved.from), newUri: uriOf(moved.to) }] : []),
    ],
  }
}

/** Names that are offered anyhow get their details; those of kinds that only the workspace knows are added. */
function withNames(
  items: readonly CompletionItem[],
  site: MentionSite,
  { text, here }: { readonly text: PolicyText; readonly here: Located },
): CompletionItem[] {
  const { program, member } = here
  const detailed = items.map((item) => {
    const value = describeName(program, member, { kind: site.kind, name: item.label })
    if (value === undefined || item.documentation !== undefined) return item
    return { ...item, documentation: { kind: MarkupKind.Markdown, value } }
  })
  const offered = new Set(items.map(({ label }) => label))
  const { lines } = text.analysis()
  const range = { start: lines.positionAt(site.span.start), end: lines.positionAt(site.span.end) }
  const added = namesOf(program, site.kind, member)
    .filter(({ name }) => !offered.has(name) && range.start.line === range.end.line)
    .map(({ name, detail }): CompletionItem => {
      const documentation = describeName(program, member, { kind: site.kind, name })
      return {
        label: name,
        kind: CompletionItemKind.Reference,
        sortText: `0500${name}`,
        textEdit: { range, newText: name },
        ...(detail !== undefined && { detail }),
        ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
      }
    })
  return [...detailed, ...(site.isWholeValue ? added : [])]
}
