import type { TokenCredential } from '../../azure/access-token.ts'
import type { ApimPort, InstanceAddress, InstancePort } from '../../azure/apim-port.ts'
import type { Cloud } from '../../azure/clouds.ts'
import type { Routes } from '../../azure/routes.ts'

/** An instance that a command can be run on. */
export interface KnownInstance {
  readonly label: string
  readonly description: string
  readonly address: InstanceAddress
  readonly cloud: Cloud
  readonly local: boolean
}

/** An instance, reached: what workflows need to talk to it. */
export interface Connection {
  readonly known: KnownInstance
  readonly instance: InstancePort
  /** The subscription that the instance is in. */
  readonly azure: ApimPort
  readonly cloud: Cloud
  readonly credential: TokenCredential
  /** Present for the local instance: real host names lead to the loopback. */
  readonly routes?: Routes
}
