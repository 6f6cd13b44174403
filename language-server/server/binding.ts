import { bindingAt } from '../core/configuration/at-path.ts'
import { type DocumentScope, type Gateway, placeOfPath } from '../core/service.ts'
import type { DocumentKind, PathBinding, PlaceOrigin, ServerSettings } from '../protocol.ts'

export interface BindingInput {
  /** Path from the workspace folder to the document, with `/`; undefined outside every folder and for unsaved documents. */
  readonly path: string | undefined
  /** Where the document lies on its disk; undefined for unsaved documents. */
  readonly file: DocumentFile | undefined
  /** What the layout of the workspace says, which may be the user's own. */
  readonly layout?: DocumentScope | undefined
  /** What the file says that holds or loads the document. */
  readonly host?: DocumentScope | undefined
  readonly settings: ServerSettings
  /** What the user chose for this very document. */
  readonly choice: PathBinding | undefined
}

/** A document's place among other files, whatever folder the editor has open. */
export interface DocumentFile {
  /** Absolute, with `/`. */
  readonly path: string
  /** Whether a folder of that name stands beside the document. */
  readonly isBeside: (folder: string) => boolean
}

/** Where a document belongs as far as its surroundings tell; its own root element is asked only where they do not. */
export interface Bound {
  readonly scope?: DocumentScope
  readonly gateway?: Gateway
  readonly scopeFrom: PlaceOrigin
  readonly gatewayFrom: PlaceOrigin
  /** The pattern of `bindings`, of the file or of the setting, that matched. */
  readonly pattern?: string
}

/** Narrow beats wide: the user's choice, then the binding of the path, then the file that holds or loads it, then the APIOps layout. The setting comes last. */
export function bind({ path, file, layout, host, settings, choice }: BindingInput): Bound {
  const matched = settings.configured ?? (path === undefined ? undefined : matchingBinding(path, settings))
  const fromPath = isGlobalByArtifacts(path, settings) ? 'global' : file && placeOfPath(file.path, file.isBeside).scope
  const scope = firstOf<DocumentScope>([
    ['choice', choice?.scope],
    ['binding', matched?.binding.scope],
    ['host', host],
    ['path', layout ?? fromPath],
  ])
  const gateway = firstOf<Gateway>([
    ['choice', choice?.gateway],
    ['binding', matched?.binding.gateway],
    ['setting', settings.gateway === 'unknown' ? undefined : settings.gateway],
  ])
  return {
    ...(scope.value && { scope: scope.value }),
    ...(gateway.value && { gateway: gateway.value }),
    scopeFrom: scope.from,
    gatewayFrom: gateway.from,
    ...(matched && { pattern: matched.pattern }),
  }
}

/** The rest of the order: what the root element says, then the setting. */
export function completeBinding(bound: Bound, kind: DocumentKind, settings: ServerSettings): Bound {
  if (bound.scope !== undefined) return bound
  if (kind === 'fragment' || kind === 'resolver') return { ...bound, scope: kind, scopeFrom: 'root' }
  if (settings.scope !== 'auto') return { ...bound, scope: settings.scope, scopeFrom: 'setting' }
  return bound
}

/** One sentence or two for the status bar's tooltip. */
export function explainBinding(bound: Bound): string {
  const scope = {
    choice: `Scope '${bound.scope}': your choice for this document.`,
    binding: `Scope '${bound.scope}': the key bindings of policywright.json or of the settings, pattern '${bound.pattern}'.`,
    host: `Scope '${bound.scope}': the resource that holds or loads the document.`,
    path: `Scope '${bound.scope}': the file's place in the APIOps layout, or in that of policywright.json.`,
    root: `Scope '${bound.scope}': the root element.`,
    setting: `Scope '${bound.scope}': the setting policywright.scope.`,
    none: 'Scope unknown: the path does not tell it, so nothing that depends on the scope is reported.',
  }[bound.scopeFrom]
  const gateway = {
    choice: `Gateway '${bound.gateway}': your choice for this document.`,
    binding: `Gateway '${bound.gateway}': the key bindings of policywright.json or of the settings, pattern '${bound.pattern}'.`,
    setting: `Gateway '${bound.gateway}': the setting policywright.gateway.`,
    host: '',
    path: '',
    root: '',
    none: 'Gateway unknown: nothing that depends on it is reported.',
  }[bound.gatewayFrom]
  return `${scope} ${gateway}`
}

const matchingBinding = (path: string, { bindings }: ServerSettings) => bindingAt(bindings, path)

/** The folder that the user calls the artifacts' is their root, even while nothing else is in it. The default is nobody's word. */
function isGlobalByArtifacts(path: string | undefined, { artifacts }: ServerSettings): boolean {
  const folder = artifacts
    .replaceAll('\\', '/')
    .replace(/^\.\/?/, '')
    .replace(/\/$/, '')
  return folder !== '' && path === `${folder}/policy.xml`
}

function firstOf<T>(sources: readonly (readonly [PlaceOrigin, T | undefined])[]): {
  readonly from: PlaceOrigin
  readonly value?: T
} {
  for (const [from, value] of sources) if (value !== undefined) return { from, value }
  return { from: 'none' }
}
