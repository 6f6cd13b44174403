import { describe, expect, test } from 'vitest'
import { type CloudName, clouds } from '../../azure/clouds.ts'
import { ruleSettings } from '../../language-server/core/configuration/levels.ts'
import { check } from '../../language-server/core/lint/check.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import { authenticateBackend } from '../../language-server/core/recipes/authenticate-backend.ts'
import { backEndKinds } from '../../language-server/core/recipes/back-end-kinds.ts'
import { type SecureInbound, secureInbound } from '../../language-server/core/recipes/secure-inbound.ts'
import { applyEdits } from '../../language-server/core/text/edit.ts'

const tenantId = '11111111-2222-4333-8444-555555555555'
const audience = 'dddddddd-0000-4000-8000-000000000001'
const findings = (text: string, scope: SecureInbound['scope']): readonly string[] =>
  check(analyse(text, { scope, resources: { namedValues: [{ name: 'tenantId', displayName: 'tenantId' }] } }), {
    settings: ruleSettings({}),
  }).map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`)

const texts = {
  'no document': undefined,
  'an empty one': '<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>\n',
  'one with a token of our own':
    '<policies>\n\t<inbound>\n\t\t<base />\n\t\t<authentication-managed-identity resource="api://x" />\n\t</inbound>\n</policies>\n',
}

/** What a recipe writes must satisfy the editor: no finding that was not there before. */
describe.each(Object.entries(texts))('%s', (_name, text) => {
  describe.each<CloudName>(['public', 'us-government', 'china'])('%s', (name) => {
    const { authority, managementAudiences } = clouds[name]
    const cloud = { authority, managementAudiences, isPublic: name === 'public' }
    const base: SecureInbound = {
      policy: 'validate-jwt',
      scope: 'api',
      cloud,
      tenant: { kind: 'named-value', displayName: 'tenantId', tenantId },
      audiences: [audience],
      authorizationHeader: 'remove',
      refusal: { kind: 'text', text: 'Unauthorized.' },
    }
    const changes: readonly Partial<SecureInbound>[] = [
      {},
      { tenant: { kind: 'literal', tenantId } },
      { audiences: managementAudiences.slice(0, 1), callers: [{ name: 'factory', objectId: tenantId }] },
      { callers: [{ name: 'app', clientId: tenantId }], roles: ['Orders.Read', 'Orders.Write'] },
      { refusal: { kind: 'reason' }, authorizationHeader: 'pass-on' },
      { tokenVersions: 'v2', scope: 'operation' },
      { status: 403, scheme: 'none', scope: 'product' },
      { scheme: 'DPoP', scope: 'global' },
    ]
    for (const policy of ['validate-jwt', 'validate-azure-ad-token'] as const)
      test.each(changes.map((change) => [JSON.stringify(change), change] as const))(
        `${policy} %s`,
        (_words, change) => {
          const wanted = { ...base, policy, ...change }
          const result = secureInbound(text, wanted)
          const before = text === undefined ? [] : findings(text, wanted.scope)
          expect(result.problems).toEqual([])
          expect(
            findings(applyEdits(result.text, result.edits), wanted.scope).filter((one) => !before.includes(one)),
          ).toEqual([])
        },
      )
  })

  test.each(backEndKinds.map((kind) => [kind.name, kind] as const))('authenticate to %s', (_kind, kind) => {
    const resource = kind.resource?.public ?? audience
    const result = authenticateBackend(text, { scope: 'api', resource, clientId: tenantId, kind })
    const before = text === undefined ? [] : findings(text, 'api')
    expect(findings(applyEdits(result.text, result.edits), 'api').filter((one) => !before.includes(one))).toEqual([])
  })
})
