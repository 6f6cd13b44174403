import type { ExpressionHost } from '../../language-server/core/expression/context-model.ts'
import type { SignatureVerifier } from './jwt/signature.ts'
import type { Exchange, ResponseState } from './pipeline/exchange.ts'

/** Everything that a request needs from outside, so that the rest of the gateway is plain computation. */
export interface GatewayPorts extends ExpressionHost {
  /** Milliseconds on a clock that never goes back; only differences mean something. */
  monotonic(): number
  delay(milliseconds: number): Promise<void>
  /** Sends the exchange's request to its back end and streams. @throws PolicyFault */
  forward(exchange: Exchange, options: ForwardOptions): Promise<ResponseState>
  /** A request of the gateway's own, answered as a whole. @throws PolicyFault */
  fetch(request: GatewayRequest): Promise<ResponseState>
  readonly signatures: SignatureVerifier
  readonly tokens: TokenSource
  log(line: string): void
}

export interface ForwardOptions {
  /** Milliseconds to wait for the headers of the response. */
  readonly timeout: number
}

export interface GatewayRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly string[]
  readonly body?: Uint8Array
  /** Milliseconds for the whole answer. */
  readonly timeout: number
  /** Largest answer in bytes. */
  readonly limit: number
}

/** Where managed identities get their tokens. */
export type TokenSource = (request: TokenRequest) => Promise<ManagedIdentityToken>

export interface TokenRequest {
  /** An application id or an App ID URI, as `authentication-managed-identity` names it. */
  readonly resource: string
  /** Of a user-assigned identity; absent: the system-assigned one. */
  readonly clientId?: string
}

export interface ManagedIdentityToken {
  readonly token: string
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly expiresOn: number
}
