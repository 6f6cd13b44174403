import type { TextDocument } from 'vscode-languageserver-textdocument'
import type { Dialect, DocumentOptions, PolicyService, PolicyText, Resources } from '../core/service.ts'
import type { PathBinding, Place, ServerSettings } from '../protocol.ts'
import { type Bound, bind, completeBinding, explainBinding } from './binding.ts'
import { fileOf } from './file.ts'
import type { Folders } from './folders.ts'
import { type HostPlace, placeInHost } from './host-place.ts'
import { inOnePiece } from './one-piece.ts'
import type { Surroundings } from './project.ts'

/** What the server knows of one open document beside its text. */
interface Known {
  document: TextDocument
  /** The text of one version, made once. */
  current: { readonly version: number; readonly text: string } | undefined
  settings: ServerSettings
  /** Made anew when anything of it changes; the service goes by its identity. */
  options: Options | undefined
  bound: Bound | undefined
  /** What the other documents of the workspace say to it. */
  around: Surroundings | undefined
}

interface Options {
  readonly plain: DocumentOptions
  /** With the setting's scope, for documents whose root element does not tell it. */
  readonly withSetting: DocumentOptions
}

export interface Documents {
  open(document: TextDocument, settings: ServerSettings): void
  close(uri: string): void
  uris(): readonly string[]
  /** The current version with what is known about it; undefined when it is not open. */
  read(uri: string): PolicyText | undefined
  /** A text as the document that its file would be, whatever the file holds now; good for as long as it is used. */
  imagine<T>(document: TextDocument, settings: ServerSettings, use: (text: PolicyText) => T): T
  place(uri: string): Place | undefined
  settings(uri: string): ServerSettings | undefined
  applySettings(uri: string, settings: ServerSettings): void
  choose(uri: string, choice: { readonly [K in keyof PathBinding]?: PathBinding[K] | null }): void
  /** Resources of the instance, by the folder they hold for; '' holds for every document. */
  setResources(folder: string, resources: Resources | null): void
  /** Asks anew what the workspace says to each document. @returns those to which it says something else now. */
  reconsider(): readonly string[]
  /** What was worked out from paths and resources is worked out again. */
  refresh(): void
}

const KIB = 1024

/**
 * Most bytes the service takes: https://learn.microsoft.com/azure/api-management/policy-fragments for fragments, and the service
 * limits of the tiers for documents.
 */
function sizeLimit(bound: Bound): number {
  if (bound.scope === 'fragment') return 512 * KIB
  return bound.gateway === 'consumption' ? 16 * KIB : 256 * KIB
}

export function createDocuments(
  service: PolicyService,
  folders: Folders,
  around: (uri: string) => Surroundings | undefined,
): Documents {
  const open = new Map<string, Known>()
  const resources = new Map<string, Resources>()
  /** By document; they outlive its being closed, since whoever opens it again means the same document. */
  const choices = new Map<string, PathBinding>()

  const hostOf = ({ document, around: surroundings }: Known): HostPlace | undefined =>
    placeInHost(document.uri) ?? surroundings?.host
  const dialectOf = (known: Known): Dialect => hostOf(known)?.dialect ?? known.settings.contentFormat

  const boundOf = (known: Known): Bound => {
    const { uri } = known.document
    known.bound ??= bind({
      path: folders.locate(uri)?.path,
      file: fileOf(uri),
      layout: known.around?.scope,
      host: hostOf(known)?.scope,
      settings: known.settings,
      choice: choices.get(uri),
    })
    return known.bound
  }

  const resourcesFor = (uri: string): Resources | undefined => {
    let best: string | undefined
    for (const folder of resources.keys()) {
      if (!uri.startsWith(folder === '' ? '' : `${folder}/`)) continue
      if (best === undefined || folder.length > best.length) best = folder
    }
    return best === undefined ? undefined : resources.get(best)
  }

  const optionsOf = (known: Known): DocumentOptions => {
    const { document, settings } = known
    if (known.options === undefined) {
      const bound = boundOf(known)
      const found = resourcesFor(document.uri)
      const plain: DocumentOptions = {
        dialect: dialectOf(known),
        ...(bound.scope && { scope: bound.scope }),
        ...(bound.gateway && { gateway: bound.gateway }),
        // What the instance itself says comes before what its files say.
        ...((found ?? known.around?.resources) && { resources: { ...known.around?.resources, ...found } }),
        ...(settings.placeholders && { placeholders: settings.placeholders }),
        ...(known.around?.neighbours && { neighbours: known.around.neighbours }),
      }
      const asks = bound.scope === undefined && settings.scope !== 'auto'
      known.options = { plain, withSetting: asks ? { ...plain, scope: settings.scope } : plain }
    }
    return rootTellsScope(textOf(known)) ? known.options.plain : known.options.withSetting
  }

  const textOf = (known: Known): string => {
    const { version } = known.document
    if (known.current?.version !== version) known.current = { version, text: inOnePiece(known.document.getText()) }
    return known.current.text
  }

  const read = (uri: string): PolicyText | undefined => {
    const known = open.get(uri)
    if (known === undefined) return undefined
    const { document, around: { offered } = {} } = known
    return service.open({
      uri,
      version: document.version,
      text: textOf(known),
      options: optionsOf(known),
      ...(offered && { offered }),
      ruleSettings: known.settings.rules,
      ...(known.settings.known && { known: known.settings.known }),
    })
  }

  const unread = (document: TextDocument, settings: ServerSettings): Known => ({
    document,
    current: undefined,
    settings,
    options: undefined,
    bound: undefined,
    around: around(document.uri),
  })
  const forget = (known: Known): void => {
    known.options = undefined
    known.bound = undefined
  }

  return {
    open(document, settings) {
      open.set(document.uri, unread(document, settings))
    },
    close(uri) {
      open.delete(uri)
      service.close(uri)
    },
    uris: () => [...open.keys()],
    read,
    imagine(document, settings, use) {
      const known = unread(document, settings)
      const uri = `${document.uri}#imagined`
      const options = optionsOf(known)
      try {
        return use(service.open({ uri, version: 0, text: textOf(known), options, ruleSettings: settings.rules }))
      } finally {
        service.close(uri)
      }
    },
    place(uri) {
      const known = open.get(uri)
      const text = read(uri)
      if (known === undefined || text === undefined) return undefined
      const { kind } = text.analysis()
      const bound = completeBinding(boundOf(known), kind, known.settings)
      return {
        uri,
        kind,
        ...(bound.scope && { scope: bound.scope }),
        ...(bound.gateway && { gateway: bound.gateway }),
        dialect: dialectOf(known),
        size: { bytes: Buffer.byteLength(text.text, 'utf8'), limit: sizeLimit(bound) },
        why: explainBinding(bound),
        scopeFrom: bound.scopeFrom,
        gatewayFrom: bound.gatewayFrom,
      }
    },
    settings: (uri) => open.get(uri)?.settings,
    applySettings(uri, settings) {
      const known = open.get(uri)
      if (known === undefined) return
      known.settings = settings
      forget(known)
    },
    choose(uri, choice) {
      const before = choices.get(uri)
      const scope = choice.scope === undefined ? before?.scope : (choice.scope ?? undefined)
      const gateway = choice.gateway === undefined ? before?.gateway : (choice.gateway ?? undefined)
      choices.set(uri, { ...(scope && { scope }), ...(gateway && { gateway }) })
      const known = open.get(uri)
      if (known !== undefined) forget(known)
    },
    setResources(folder, found) {
      if (found === null) resources.delete(folder)
      else resources.set(folder, found)
      for (const known of open.values()) forget(known)
    },
    reconsider: () =>
      [...open.values()].flatMap((known) => {
        const found = around(known.document.uri)
        if (found === known.around) return []
        known.around = found
        forget(known)
        return [known.document.uri]
      }),
    refresh() {
      for (const known of open.values()) forget(known)
    },
  }
}

/** A fragment or a resolver says by its root element what it is, whatever the setting says of policy documents. */
const rootTellsScope = (text: string): boolean =>
  /^\uFEFF?(?:\s|<!--[\s\S]*?-->|<\?[\s\S]*?\?>)*<(?:fragment|[\w-]+-data-source)\b/.test(text)
