import type { Meaning } from '../../model/analysis.ts'
import { isInPipeline, policiesAfter, policiesBefore } from '../../model/pipeline.ts'
import { attribute, firstChild } from '../../syntax/query.ts'
import { literal, literalContent, valueSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

/** Resources of Azure's own services, and the hosts that take their tokens, all clouds (https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identities-status). */
const services: readonly (readonly [resource: RegExp, hosts: RegExp])[] = [
  [/^https:\/\/vault\.(?:azure\.(?:net|cn)|usgovcloudapi\.net)$/, /\.vault\.(?:azure\.(?:net|cn)|usgovcloudapi\.net)$/],
  [/^https:\/\/storage\.azure\.com$/, /\.(?:blob|queue|table|file|dfs|z\d+)\.(?:core\.|storage\.azure\.)/],
  [
    /^https:\/\/management\.(?:azure|core\.windows|usgovcloudapi|chinacloudapi)\.\w+$/,
    /\bmanagement\.|\.azure-api\.|\.logic\.azure\./,
  ],
  [/^https:\/\/graph\.microsoft\.(?:com|us)$/, /\bgraph\.microsoft\.(?:com|us)$/],
  [/^https:\/\/(?:servicebus|eventhubs)\.azure\.net$/, /\.servicebus\./],
  [/^https:\/\/search\.azure\.com$/, /\.search\.windows\.net$/],
  [/^https:\/\/database\.windows\.net$/, /\.database\.windows\.net$/],
]

export default rule({
  id: 'managed-identity-wrong-host',
  severity: 'warning',
  category: 'security',
  summary: "A token of the instance's identity is sent only to the service that it is made for.",
  why: 'Whoever receives a token for Key Vault or Storage can read there what the instance can read. The host that it was not made for refuses it at best.',
  remedy: 'Ask for a token for the host that is called, or call the host that the token is for.',
  examples: {
    bad: `<fragment>
  <send-request response-variable-name="answer">
    <set-url>https://api.contoso.com/orders</set-url>
    <set-method>GET</set-method>
    <authentication-managed-identity resource="https://vault.azure.net" />
                                               ^^^^^^^^^^^^^^^^^^^^^^^ managed-identity-wrong-host
  </send-request>
</fragment>`,
    good: `<fragment>
  <send-request response-variable-name="answer">
    <set-url>https://orders.vault.azure.net/secrets/price-list?api-version=7.4</set-url>
    <set-method>GET</set-method>
    <authentication-managed-identity resource="https://vault.azure.net" />
  </send-request>
</fragment>`,
  },
  check: (cx) => ({
    'authentication-managed-identity'(meaning) {
      const { element } = meaning
      const resource = literal(meaning, 'resource')?.replace(/\/+$/, '').toLowerCase()
      const hosts = services.find(([name]) => resource !== undefined && name.test(resource))?.[1]
      if (hosts === undefined || attribute(element, 'output-token-variable-name') !== undefined) return
      const host = hostOf(cx, meaning)
      if (host === undefined || hosts.test(host)) return
      const span = valueSpan(element, 'resource')
      cx.report({
        element,
        ...(span && { span }),
        message: `A token for '${resource}' is sent to ${host}, which it is not made for.`,
      })
    },
  }),
})

/** The host that the token goes to, where it stands in the document. */
function hostOf(cx: Context, { element, parent }: Meaning): string | undefined {
  if (parent?.name === 'send-request' || parent?.name === 'send-one-way-request') {
    const url = firstChild(parent.element, 'set-url')
    return url === undefined ? undefined : host(literalContent(url, cx.analysis))
  }
  if (!isInPipeline(element)) return undefined
  const chosen = [...policiesBefore(element), ...policiesAfter(element)].filter(
    ({ name }) => name === 'set-backend-service',
  )
  const [only] = chosen
  const backend = only === undefined || chosen.length > 1 ? undefined : cx.analysis.meaningOf(only)
  return backend === undefined ? undefined : host(literal(backend, 'base-url'))
}

const host = (url: string | undefined): string | undefined =>
  /^https?:\/\/([^/:?#\s]+)/i.exec(url ?? '')?.[1]?.toLowerCase()
