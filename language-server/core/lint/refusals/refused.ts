import type { DocumentOptions } from '../../model/options.ts'

/** A document that the service refuses: the rule that says it, on the element that the service names. */
export interface Refused {
  readonly what: string
  readonly text: string
  readonly rule: string
  /** The element that the service names; absent where it names a line only. */
  readonly element?: string
  readonly options?: DocumentOptions
}

/** By the words in which the service refuses. */
export type Families = Readonly<Record<string, readonly Refused[]>>

export const inbound = (content: string): string => `<policies>\n<inbound>\n${content}\n</inbound>\n</policies>`
export const backend = (content: string): string => `<policies>\n<backend>\n${content}\n</backend>\n</policies>`
export const outbound = (content: string): string => `<policies>\n<outbound>\n${content}\n</outbound>\n</policies>`
export const variable = (value: string): string => inbound(`<set-variable name="v" value="${value}" />`)
