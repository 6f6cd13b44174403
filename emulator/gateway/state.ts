import { createValueCache } from './cache/value-cache.ts'
import type { GatewayState } from './compile/compiler.ts'
import type { ExpressionEngine } from './expressions.ts'
import { createOpenIdStore } from './jwt/open-id-store.ts'
import { createCounters } from './limits/counters.ts'
import { createQuotas } from './limits/quotas.ts'
import { createTokenStore } from './managed-identity/token-store.ts'
import type { GatewayPorts } from './ports.ts'

const keptValues = 5_000
/** Their bodies may be large. */
const keptResponses = 500

/** Everything that one gateway remembers from request to request. */
export const createGatewayState = (ports: GatewayPorts, expressions: ExpressionEngine): GatewayState => ({
  ports,
  expressions,
  openId: createOpenIdStore(ports),
  identityTokens: createTokenStore(ports),
  counters: createCounters(ports.now),
  quotas: createQuotas(ports.now),
  cache: { values: createValueCache(ports.now, keptValues), responses: createValueCache(ports.now, keptResponses) },
})
