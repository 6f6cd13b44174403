import type { TokenCredential } from '@azure/core-auth'
import type { HttpClient } from '@azure/core-rest-pipeline'
import type { Cloud } from './clouds.ts'
import type { Routes } from './routes.ts'

/** How to reach one Azure subscription. */
export interface ConnectOptions {
  readonly cloud: Cloud
  readonly credential: TokenCredential
  readonly subscriptionId: string
  /** Sends every host to the loopback instead: the local instance. */
  readonly routes?: Routes | undefined
  /** Replaces the HTTP client; wins over `routes`. */
  readonly httpClient?: HttpClient | undefined
  /** Milliseconds between two looks at a long-running operation when the service names no time; 2000 when absent. */
  readonly pollInterval?: number | undefined
  /** Of failed requests; the SDK's own default (3, from 1 s) when absent. */
  readonly retries?: {
    readonly maxRetries?: number
    readonly retryDelayInMs?: number
    readonly maxRetryDelayInMs?: number
  }
}
