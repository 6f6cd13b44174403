import type { GatewayApi, GatewayConfiguration, GatewayProduct } from '../../emulator/gateway/configuration.ts'
import type { TokenSource } from '../../emulator/gateway/ports.ts'

/** What the policies of one scope hold, section by section, behind `<base />`; or a whole document. */
export type ScopePolicies =
  | string
  | {
      readonly inbound?: string
      readonly backend?: string
      readonly outbound?: string
      readonly onError?: string
    }

export interface Token {
  readonly claims?: Readonly<Record<string, unknown>>
  /** Seconds from now; an hour when absent, no claim when null. */
  readonly expiresIn?: number | null
  readonly notBeforeIn?: number
  readonly version?: 1 | 2
  /** `other`: signed by a key that the issuer does not publish, under an id that it does. */
  readonly key?: 'published' | 'unknown' | 'other' | 'none'
  readonly algorithm?: 'RS256' | 'PS256' | 'ES256' | 'HS256'
}

export interface Call {
  readonly method?: string
  /** `/orders/1` when absent. */
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: Token
}

export interface Expected {
  readonly status?: number
  readonly reason?: string
  /** The text, a pattern for it, or the JSON value that it stands for. */
  readonly body?: string | RegExp | object
  /** Null: must be absent. */
  readonly headers?: Readonly<Record<string, string | RegExp | null>>
  /** What the back end got. */
  readonly backEnd?: 'not called' | ExpectedForward
  readonly lastError?: Readonly<Record<string, string>>
  /** `policy@document:line` of what ran, in order. */
  readonly ran?: readonly string[]
}

export interface ExpectedForward {
  readonly method?: string
  readonly path?: string
  readonly body?: string
  readonly headers?: Readonly<Record<string, string | RegExp | null>>
}

export interface Case {
  readonly name: string
  readonly global?: ScopePolicies
  readonly product?: ScopePolicies
  readonly api?: ScopePolicies
  readonly operation?: ScopePolicies
  readonly fragments?: Readonly<Record<string, string>>
  readonly namedValues?: Readonly<Record<string, string>>
  readonly backends?: readonly { readonly id: string; readonly path: string; readonly credentials?: boolean }[]
  readonly identities?: GatewayConfiguration['identities']
  /** Of the instance's identity; fails when it throws. */
  readonly tokens?: TokenSource
  readonly settings?: Partial<GatewayApi>
  readonly products?: readonly GatewayProduct[]
  readonly subscriptions?: GatewayConfiguration['subscriptions']
  readonly moreApis?: readonly Partial<GatewayApi>[]
  readonly call?: Call
  readonly backEnd?: {
    readonly status?: number
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }
  readonly expected?: Expected
  /** Several calls of one gateway, with time passing in between. */
  readonly calls?: readonly {
    readonly call?: Call
    readonly afterSeconds?: number
    readonly rotateKeys?: true
    readonly expected: Expected
  }[]
}
