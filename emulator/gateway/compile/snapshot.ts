import type { GatewayApi, GatewayConfiguration, GatewayOperation, GatewayProduct } from '../configuration.ts'
import { type BackEndTarget, backEndTarget } from '../pipeline/back-end-target.ts'
import type { Pipeline } from '../pipeline/step.ts'
import { createRouter, type Router } from '../route/router.ts'
import { createSubscriptionCheck, type SubscriptionCheck } from '../route/subscription-check.ts'
import type { GatewayState } from './compiler.ts'
import { compilePipeline } from './pipeline.ts'

export interface Context {
  readonly product: GatewayProduct | undefined
  readonly api: GatewayApi | undefined
  readonly operation: GatewayOperation | undefined
}

/** One version of the configuration, compiled as far as requests have asked for it. */
export interface Snapshot {
  readonly configuration: GatewayConfiguration
  readonly router: Router
  readonly subscriptions: SubscriptionCheck
  pipeline(context: Context): Pipeline
  /** The back end of an API; undefined when it has no service URL. @throws TypeError when that is not a URL. */
  target(api: GatewayApi): BackEndTarget | undefined
}

export function createSnapshot(configuration: GatewayConfiguration, state: GatewayState): Snapshot {
  const pipelines = new Map<GatewayOperation | GatewayApi | undefined, Map<GatewayProduct | undefined, Pipeline>>()
  const targets = new Map<GatewayApi, BackEndTarget | undefined>()

  return {
    configuration,
    router: createRouter(configuration.apis),
    subscriptions: createSubscriptionCheck(configuration),
    pipeline({ product, api, operation }) {
      const subject = operation ?? api
      let byProduct = pipelines.get(subject)
      if (!byProduct) {
        byProduct = new Map()
        pipelines.set(subject, byProduct)
      }
      let pipeline = byProduct.get(product)
      if (!pipeline) {
        pipeline = compilePipeline({ state, configuration, product, api, operation })
        byProduct.set(product, pipeline)
      }
      return pipeline
    },
    target(api) {
      if (targets.has(api)) return targets.get(api)
      const target = api.serviceUrl === undefined || api.serviceUrl === '' ? undefined : backEndTarget(api.serviceUrl)
      targets.set(api, target)
      return target
    },
  }
}
