import type { DocumentScope, Gateway } from '../catalog/policy.ts'
import type { Dialect } from '../syntax/tree.ts'
import type { Neighbours } from './neighbours.ts'
import type { PlaceholderForm } from './placeholders.ts'

/** What is known about a document besides its text. Everything is optional: what is unknown is not reported. */
export interface DocumentOptions {
  readonly dialect?: Dialect
  readonly scope?: DocumentScope
  readonly gateway?: Gateway
  readonly resources?: Resources
  /** Forms of other tools that stand for something unknown; absent: every one that is known. */
  readonly placeholders?: readonly PlaceholderForm[]
  /** What the other documents of the workspace say to this one; absent: it stands alone. */
  readonly neighbours?: Neighbours
  /** Reads the syntax of Liquid templates; absent: the library for it is not loaded, and nothing is said of their syntax. */
  readonly templates?: TemplateCheck
}

/** @returns the first fault of a template; undefined: there is none. */
export type TemplateCheck = (template: string) => TemplateFault | undefined

/** Offsets in the template. */
export interface TemplateFault {
  readonly message: string
  readonly start: number
  readonly end: number
}

/** What exists on the instance. A list that is present is complete; an absent one is unknown. Public: docs/cli.md. */
export interface Resources {
  readonly namedValues?: readonly NamedValueResource[]
  readonly backends?: readonly string[]
  readonly fragments?: readonly string[]
  readonly loggers?: readonly string[]
  readonly certificates?: readonly string[]
  readonly operation?: { readonly method: string; readonly urlTemplate: string }
  /** Whether a call of the document's API, or through its product, needs a subscription key. */
  readonly subscriptionRequired?: boolean
}

export interface NamedValueResource {
  readonly name: string
  readonly displayName: string
  readonly value?: string
  readonly secret?: boolean
}
