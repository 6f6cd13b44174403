import type { Place } from './mention.ts'

/** A thing of the instance that a file of the workspace describes. */
export interface Resource {
  readonly id: string
  /** Of the information file, or of the policy document where that is all there is. */
  readonly path: string
  /** The workspace of the instance that holds it. */
  readonly workspace?: string
  /** Where the name stands in the file; the file as a whole where it does not. */
  readonly at?: Place
  readonly displayName?: string
  readonly description?: string
}

export interface NamedValue extends Resource {
  /** By which policies name it. */
  readonly displayName: string
  readonly secret?: boolean
  /** Never that of a secret. */
  readonly value?: string
}

export interface BackEnd extends Resource {
  readonly url?: string
}

export interface Fragment extends Resource {
  /** Its policy document; absent where there is only an information file. */
  readonly document?: string
}

export interface Api extends Resource {
  readonly urlPath?: string
  readonly serviceUrl?: string
  readonly subscriptionRequired?: boolean
  readonly version?: string
  readonly revision?: string
  readonly isCurrent?: boolean
  /** Its OpenAPI document. */
  readonly specification?: string
}

export interface Operation extends Resource {
  readonly api: string
  readonly method?: string
  readonly urlTemplate?: string
}

export interface Product extends Resource {
  readonly subscriptionRequired?: boolean
  /** Ids of its APIs. */
  readonly apis: readonly string[]
}
