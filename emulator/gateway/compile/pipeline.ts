import type { Section } from '../../../language-server/core/catalog/policy.ts'
import type { GatewayApi, GatewayConfiguration, GatewayOperation, GatewayProduct } from '../configuration.ts'
import type { Pipeline } from '../pipeline/step.ts'
import type { GatewayState } from './compiler.ts'
import { compileSection, type ScopedDocument } from './section.ts'
import { policySource } from './source.ts'

/** What a fresh instance runs at global scope. https://learn.microsoft.com/azure/api-management/forward-request-policy */
const defaultGlobalPolicy =
  '<policies><inbound /><backend><forward-request /></backend><outbound /><on-error /></policies>'

export interface PipelineRequest {
  readonly state: GatewayState
  readonly configuration: GatewayConfiguration
  readonly product: GatewayProduct | undefined
  readonly api: GatewayApi | undefined
  readonly operation: GatewayOperation | undefined
}

/** The effective policy of one operation, ready to run. Products count only when the call came through one. */
export function compilePipeline(request: PipelineRequest): Pipeline {
  const { state, configuration } = request
  const chain = scopeChain(request)
  const section = (name: Section) => compileSection(chain, { state, configuration, section: name })
  const inbound = section('inbound')
  return {
    inbound,
    backend: section('backend'),
    outbound: section('outbound'),
    onError: section('on-error'),
    cors: inbound.find((step) => step.policy === 'cors'),
  }
}

function scopeChain({ configuration, product, api, operation }: PipelineRequest): readonly ScopedDocument[] {
  const documents: ScopedDocument[] = []
  const add = (entry: { scope: ScopedDocument['scope']; key: string; label: string }, text: string | undefined) => {
    if (text !== undefined)
      documents.push({ scope: entry.scope, key: entry.key, source: policySource(text, entry.label) })
  }
  add({ scope: 'global', key: 'global', label: 'global' }, configuration.policy ?? defaultGlobalPolicy)
  if (product) add({ scope: 'product', key: `product/${product.id}`, label: `product ${product.id}` }, product.policy)
  if (api) add({ scope: 'api', key: `api/${api.id}`, label: `api ${api.id}` }, api.policy)
  if (api && operation) {
    const id = `${api.id}/${operation.id}`
    add({ scope: 'operation', key: `operation/${id}`, label: `operation ${id}` }, operation.policy)
  }
  return documents
}
