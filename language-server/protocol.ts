import type { Diagnostic, Range, TextEdit } from 'vscode-languageserver-types'
import type { DocumentScope, Gateway } from './core/catalog/policy.ts'
import type { KnownFindings } from './core/configuration/baseline.ts'
import type { CodeLensChoice, InlayHintChoice } from './core/configuration/hints.ts'
import type { RuleSettings } from './core/configuration/levels.ts'
import type { DocumentKind } from './core/model/analysis.ts'
import type { Resources } from './core/model/options.ts'
import type { PlaceholderForm } from './core/model/placeholders.ts'
import type { Dialect } from './core/syntax/tree.ts'
import type { EffectiveLine } from './core/workspace/effective.ts'

/**
 * What client and server say to each other beyond the Language Server Protocol. Positions are LSP positions
 * (0-based line, UTF-16 character); documents are named by their URI.
 */

/** Request `PlaceParams` -> `Place | null`; null: the document is not open. */
export const PLACE_REQUEST = 'policywright/place'
/** Notification, client to server, `SetPlaceParams`: the user chose where a document belongs. */
export const SET_PLACE_NOTIFICATION = 'policywright/setPlace'
/** Notification, server to client, `Place`: the place of an open document is not what it was. */
export const PLACE_CHANGED_NOTIFICATION = 'policywright/placeChanged'
/** Request `AutoCloseParams` -> `string | null`: the snippet to insert at the cursor behind the character just typed. */
export const AUTO_CLOSE_REQUEST = 'policywright/autoClose'
/** Notification, client to server, `ResourcesParams`: what exists on the instance that a folder is bound to. */
export const RESOURCES_NOTIFICATION = 'policywright/resources'
/** Notification, client to server, `TrustParams`: nothing is evaluated before it. */
export const TRUST_NOTIFICATION = 'policywright/trust'
/** Notification, client to server: a sample request was written or deleted. */
export const SAMPLES_CHANGED_NOTIFICATION = 'policywright/samplesChanged'
/** Request `EvaluateParams` -> `Evaluation`: a multi-line expression for the sample request beside its document. */
export const EVALUATE_REQUEST = 'policywright/evaluate'
/** Request `SampleRequestParams` -> `SampleRequest | null`: what a sample request for a document would be; null: it is not open. */
export const SAMPLE_REQUEST_REQUEST = 'policywright/sampleRequest'

/** Request `EffectiveParams` -> `Effective`: what runs together with a document; fails with a sentence that says why not. */
export const EFFECTIVE_REQUEST = 'policywright/effective'

/**
 * Request `RefusalsParams` -> `readonly Diagnostic[]`: what the service would refuse of a text that a file is to hold, whatever is
 * configured.
 */
export const REFUSALS_REQUEST = 'policywright/refusals'

/** Request `HostParams` -> `HostPolicies`: the policies in a file of Bicep, Terraform or ARM, and what is wrong with them. */
export const HOST_POLICIES_REQUEST = 'policywright/hostPolicies'
/** Request `HostWriteParams` -> `HostEdit`: how a file of infrastructure is changed so that a policy in it becomes another. */
export const HOST_WRITE_REQUEST = 'policywright/hostWrite'
/** Request `HostActionsParams` -> `readonly HostAction[]`: what would put right what is wrong with the policies at a range of such a file. */
export const HOST_ACTIONS_REQUEST = 'policywright/hostActions'
/** Documents of this scheme are policies in strings of other files; their query says `scope`, `format`, `host` and `key`. */
export const INLINE_SCHEME = 'policywright-inline'

export interface RefusalsParams {
  /** Of the file; its place tells what the text is. */
  readonly uri: string
  readonly text: string
}

export interface HostParams {
  readonly uri: string
  readonly text: string
}

export interface HostPolicies {
  readonly inline: readonly HostPolicy[]
  readonly links: readonly HostLink[]
  /** Of all policies in the file, where they stand in it. */
  readonly diagnostics: readonly Diagnostic[]
}

export interface HostPolicy {
  /** Tells it from the others in the file. */
  readonly key: string
  readonly name: string
  readonly scope?: DocumentScope
  readonly dialect?: Dialect
  /** The string that holds it. */
  readonly range: Range
  /** The policy itself. */
  readonly text: string
}

/** A policy document that the file loads. */
export interface HostLink {
  readonly range: Range
  /** As written, from the folder of the file on. */
  readonly path: string
  readonly scope?: DocumentScope
}

export interface HostWriteParams extends HostParams {
  readonly key: string
  /** The policy as whoever changed it knew it: another one is not overwritten. */
  readonly before: string
  readonly after: string
}

export interface HostActionsParams extends HostParams {
  readonly range: Range
}

/** A quick fix for a policy in a string of a file. */
export interface HostAction extends HostEdit {
  /** Of the policy. */
  readonly key: string
  readonly title: string
  readonly isPreferred: boolean
  /** What it remedies, where that is one finding of the file. */
  readonly diagnostic?: Diagnostic
}

/** Neither is there where nothing changes. */
export interface HostEdit {
  readonly edit?: { readonly range: Range; readonly newText: string }
  /** A sentence: why the policy cannot be written. */
  readonly refused?: string
}

/** Request `ConvertParams` -> `Converted`: a whole document in the other format; fails with a sentence that says why not. */
export const CONVERT_REQUEST = 'policywright/convert'

export interface ConvertParams {
  readonly uri: string
  readonly to: Dialect
}

export interface Converted {
  readonly edits: readonly TextEdit[]
}

export interface EffectiveParams {
  readonly uri: string
  /** The product that the calls come through; absent: none. */
  readonly product?: string
}

/** The effective policy of a document, from the files of the workspace. */
export interface Effective {
  /** `operation get-order of API orders` */
  readonly title: string
  /** Products with a policy that calls may come through. */
  readonly products: readonly string[]
  /** `origin.document` is a URI; lines count from 0. */
  readonly lines: readonly EffectiveLine[]
  /** What could not be put in, one sentence each. */
  readonly notes: readonly string[]
}

export type { EffectiveLine }

export interface PlaceParams {
  readonly uri: string
}

/** Where a document belongs, how that is known, and how large it is. */
export interface Place {
  readonly uri: string
  readonly kind: DocumentKind
  /** Absent when nothing tells. */
  readonly scope?: DocumentScope
  readonly gateway?: Gateway
  readonly dialect: Dialect
  readonly size: DocumentSize
  /** One sentence for the status bar's tooltip: where scope and gateway come from. */
  readonly why: string
  readonly scopeFrom: PlaceOrigin
  readonly gatewayFrom: PlaceOrigin
}

/** What the root element says; `snippet`: policies or sections without the root that a stored document must have. */
export type { DocumentKind }

/** `choice`: `policywright/setPlace`; `binding`: `policywright.bindings`; `host`: the file that holds or loads it; `path`: the APIOps layout; `root`: the root element. */
export type PlaceOrigin = 'choice' | 'binding' | 'host' | 'path' | 'root' | 'setting' | 'none'

export interface DocumentSize {
  /** Bytes in UTF-8, as the service counts. */
  readonly bytes: number
  /** The most that the service takes, in bytes. */
  readonly limit: number
}

export interface SetPlaceParams {
  readonly uri: string
  /** Null takes an earlier choice back; absent leaves it. */
  readonly scope?: DocumentScope | null
  readonly gateway?: Gateway | null
}

export interface AutoCloseParams {
  readonly uri: string
  /** Behind the character. */
  readonly position: { readonly line: number; readonly character: number }
  readonly character: '>' | '/'
}

export interface ResourcesParams {
  /** URI of the folder whose documents they concern; absent: every document. */
  readonly folder?: string
  /** Null when they are not known any more. */
  readonly resources: Resources | null
}

/** The settings under `policywright` that the server reads; package.json describes them. */
export interface ServerSettings {
  readonly scope: DocumentScope | 'auto'
  readonly gateway: Gateway | 'unknown'
  readonly contentFormat: Dialect
  /** Keys are path patterns from the workspace folder on. */
  readonly bindings: Readonly<Record<string, PathBinding>>
  /** Folder of the workspace that holds the policies in the APIOps layout; `.` is the workspace folder itself. */
  readonly artifacts: string
  readonly rules: RuleSettings
  /** Forms of other tools that stand for something unknown; absent: every one that is known. */
  readonly placeholders?: readonly PlaceholderForm[]
  /** Those that are on. */
  readonly inlayHints?: InlayHintChoice
  /** Those that are off. */
  readonly codeLens?: CodeLensChoice
  /** How documents are laid out where no `.editorconfig` says it. */
  readonly format?: FormatSettings
  /** What `policywright.json` binds the document to. No setting of the editor: the server reads the file itself. */
  readonly configured?: { readonly pattern: string; readonly binding: PathBinding }
  /** What the baseline that `policywright.json` names hides in the document. No setting of the editor either. */
  readonly known?: KnownFindings
}

export interface FormatSettings {
  /** Columns that an open tag may take before its attributes get lines of their own. */
  readonly printWidth?: number
}

export interface PathBinding {
  readonly scope?: DocumentScope
  readonly gateway?: Gateway
}

export interface TrustParams {
  readonly trusted: boolean
  /** The client's command that shows an evaluation; its argument is `EvaluateParams`. Absent: the server's own. */
  readonly showCommand?: string
}

export interface EvaluateParams {
  readonly uri: string
  /** Where the expression begins. */
  readonly position: { readonly line: number; readonly character: number }
}

export interface Evaluation {
  readonly kind: 'value' | 'exception' | 'no-sample' | 'failed' | 'refused'
  /** One line. */
  readonly title: string
  /** All there is to say. */
  readonly details: string
}

export interface SampleRequestParams {
  readonly uri: string
}

export interface SampleRequest {
  /** Of the file that it belongs into. */
  readonly uri: string
  readonly text: string
}
