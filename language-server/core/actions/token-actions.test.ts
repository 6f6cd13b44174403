import { describe, expect, it } from 'vitest'
import { withSelections } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import type { DocumentOptions } from '../model/options.ts'
import { createPolicyService } from '../service.ts'
import { applyEdits } from '../text/edit.ts'
import { actions } from './index.gen.ts'

const service = createPolicyService()
const HEAD = '<policies>\n  <inbound>\n    <base />\n    '
const TAIL = '\n  </inbound>\n</policies>\n'

/** The title of an action and the policy after it, or why it does nothing. */
function converted(id: string, marked: string, options: DocumentOptions = {}): readonly string[] {
  const { text, spans } = withSelections(HEAD + marked + TAIL)
  const [span = { start: 0, end: 0 }] = spans
  const offer = actions.find((action) => action.id === id)?.offer({ analysis: analyse(text, options), span })
  if (offer === undefined) return ['nothing']
  if ('disabled' in offer) return [offer.disabled]
  const after = applyEdits(text, offer.edits)
  const refused = service
    .read(after, options)
    .findings()
    .filter(({ severity }) => severity === 'error')
  expect(refused).toEqual([])
  return [offer.title, after.slice(HEAD.length, -TAIL.length)]
}

const TENANT = 'aaaabbbb-0000-cccc-1111-dddd2222eeee'
const CLIENT = '00001111-aaaa-2222-bbbb-3333cccc4444'
const AUDIENCE = '\n      <audiences>\n        <audience>api://orders</audience>\n      </audiences>'
const metadata = (version: string, tenant = TENANT): string =>
  `\n      <openid-config url="https://login.microsoftonline.com/${tenant}${version}/.well-known/openid-configuration" />`
const jwt = (content: string, more = ''): string =>
  `<⟦⟧validate-jwt header-name="Authorization"${more}>${content}\n    </validate-jwt>`
const entra = (content: string, more = ''): string =>
  `<validate-azure-ad-token tenant-id="${TENANT}"${more} header-name="Authorization">${content}\n    </validate-azure-ad-token>`

describe('validate-jwt to validate-azure-ad-token', () => {
  const TITLE = 'Convert to <validate-azure-ad-token>'
  it.each<[string, string, readonly string[]]>([
    ['both versions', jwt(metadata('') + metadata('/v2.0') + AUDIENCE), [TITLE, entra(AUDIENCE)]],
    [
      'one version and things that are lost',
      jwt(metadata('/v2.0') + AUDIENCE, ' require-scheme="Bearer" clock-skew="60" require-signed-tokens="true"'),
      [`${TITLE} (loses require-scheme, clock-skew, that only v2 tokens are accepted)`, entra(AUDIENCE)],
    ],
    [
      'issuers of the tenant, claims and comments',
      jwt(
        `${metadata('')}\n      <!-- ours -->${AUDIENCE}\n      <issuers>\n        <issuer>https://login.microsoftonline.com/${TENANT}/v2.0</issuer>\n      </issuers>\n      <required-claims>\n        <claim name="roles" match="any">\n          <value>Read</value>\n        </claim>\n      </required-claims>`,
      ),
      [
        TITLE,
        entra(
          `\n      <!-- ours -->${AUDIENCE}\n      <required-claims>\n        <claim name="roles" match="any">\n          <value>Read</value>\n        </claim>\n      </required-claims>`,
        ),
      ],
    ],
    [
      'a national cloud',
      jwt(
        `\n      <openid-config url="https://login.microsoftonline.us/${TENANT}/.well-known/openid-configuration" />\n      <openid-config url="https://login.microsoftonline.us/${TENANT}/v2.0/.well-known/openid-configuration" />${AUDIENCE}`,
      ),
      [TITLE, entra(AUDIENCE, ' authentication-endpoint="https://login.microsoftonline.us"')],
    ],
    [
      'a named value',
      jwt(metadata('', '{{tenant}}') + metadata('/v2.0', '{{tenant}}') + AUDIENCE),
      [TITLE, entra(AUDIENCE).replace(TENANT, '{{tenant}}')],
    ],
    [
      'another issuer',
      jwt(`\n      <openid-config url="https://id.example/.well-known/openid-configuration" />${AUDIENCE}`),
      ['Its OpenID configuration is not one of a tenant of Microsoft Entra.'],
    ],
    ['no metadata', jwt(AUDIENCE), ['It names no OpenID configuration, which would tell the tenant.']],
    [
      'a foreign issuer',
      jwt(`${metadata('')}${AUDIENCE}\n      <issuers>\n        <issuer>https://id.example</issuer>\n      </issuers>`),
      ["The issuer 'https://id.example' is not the tenant that its metadata names."],
    ],
    [
      'no audience',
      jwt(metadata('')),
      ['It accepts every audience; validate-azure-ad-token asks for audiences or client applications.'],
    ],
    [
      'expiration not checked',
      jwt(metadata('') + AUDIENCE, ' require-expiration-time="false"'),
      ['require-expiration-time is not true, and validate-azure-ad-token has no such switch.'],
    ],
    [
      'keys',
      jwt(
        `${metadata('')}\n      <issuer-signing-keys>\n        <key>YQ==</key>\n      </issuer-signing-keys>${AUDIENCE}`,
      ),
      ['It has signing keys of its own, which validate-azure-ad-token does not take.'],
    ],
    [
      'any tenant',
      jwt(metadata('', 'common') + AUDIENCE),
      ["Its metadata is that of 'common', for which the issuers that it accepts cannot be carried over."],
    ],
    ['two tenants', jwt(metadata('') + metadata('', CLIENT) + AUDIENCE), ['It accepts tokens of several tenants.']],
  ])('%s', (_what, marked, expected) => expect(converted('jwt-to-azure-ad-token', marked)).toEqual(expected))
})

describe('validate-azure-ad-token to validate-jwt', () => {
  const TITLE = 'Convert to <validate-jwt>'
  const open = (content: string, more = '', tenant = TENANT): string =>
    `<⟦⟧validate-azure-ad-token tenant-id="${tenant}"${more}>${content}\n    </validate-azure-ad-token>`
  const clients = `\n      <client-application-ids>\n        <application-id>${CLIENT}</application-id>\n      </client-application-ids>`
  const both = metadata('') + metadata('/v2.0')
  const claim = (name: string): string =>
    `\n      <required-claims>\n        <claim name="${name}" match="any">\n          <value>${CLIENT}</value>\n        </claim>\n      </required-claims>`
  const plain = (content: string, more = ''): string => jwt(content, more).replace('⟦⟧', '')
  it.each<[string, string, readonly string[]]>([
    ['audiences', open(AUDIENCE), [TITLE, plain(both + AUDIENCE)]],
    [
      'attributes and another order',
      open(
        '\n      <required-claims>\n        <claim name="roles">\n          <value>Read</value>\n        </claim>\n      </required-claims>\n      <!-- ours -->' +
          AUDIENCE,
        ' header-name="Authorization" failed-validation-httpcode="403"',
      ),
      [
        TITLE,
        plain(
          `${both}\n      <!-- ours -->${AUDIENCE}\n      <required-claims>\n        <claim name="roles">\n          <value>Read</value>\n        </claim>\n      </required-claims>`,
          ' failed-validation-httpcode="403"',
        ),
      ],
    ],
    [
      'client applications: the version that the audiences tell',
      open(clients + AUDIENCE),
      [`${TITLE} (loses v2 tokens, whose client is in another claim)`, plain(metadata('') + AUDIENCE + claim('appid'))],
    ],
    [
      'client applications alone',
      open(clients),
      [`${TITLE} (loses v1 tokens, whose client is in another claim)`, plain(metadata('/v2.0') + claim('azp'))],
    ],
    [
      'client applications beside claims',
      open(
        `${clients}\n      <required-claims>\n        <claim name="roles">\n          <value>Read</value>\n        </claim>\n      </required-claims>`,
      ),
      [
        `${TITLE} (loses v1 tokens, whose client is in another claim)`,
        plain(
          `${metadata('/v2.0')}\n      <required-claims>\n        <claim name="roles">\n          <value>Read</value>\n        </claim>\n        <claim name="azp" match="any">\n          <value>${CLIENT}</value>\n        </claim>\n      </required-claims>`,
        ),
      ],
    ],
    [
      'any tenant',
      open(AUDIENCE, '', 'organizations'),
      ["It accepts tokens of every tenant ('organizations'), whose issuers validate-jwt cannot list."],
    ],
    [
      'a computed tenant',
      open(AUDIENCE, '', '@(context.RequestId.ToString())'),
      ['The tenant is known only when a request comes.'],
    ],
    [
      'back-end applications',
      open(
        `\n      <backend-application-ids>\n        <application-id>${CLIENT}</application-id>\n      </backend-application-ids>${AUDIENCE}`,
      ),
      ['validate-jwt has nothing like backend-application-ids.'],
    ],
  ])('%s', (_what, marked, expected) => expect(converted('azure-ad-token-to-jwt', marked)).toEqual(expected))
})

describe('azure-openai to llm', () => {
  it.each<[string, readonly string[], DocumentOptions?]>([
    [
      '<⟦⟧azure-openai-token-limit counter-key="a" tokens-per-minute="5" estimate-prompt-tokens="false" remaining-tokens-header-name="x-left" />',
      [
        'Convert to <llm-token-limit>',
        '<llm-token-limit counter-key="a" tokens-per-minute="5" estimate-prompt-tokens="false" remaining-tokens-header-name="x-left" />',
      ],
    ],
    [
      '<⟦⟧azure-openai-emit-token-metric namespace="a" value="1">\n      <dimension name="API ID" />\n    </azure-openai-emit-token-metric>',
      [
        'Convert to <llm-emit-token-metric> (loses value)',
        '<llm-emit-token-metric namespace="a">\n      <dimension name="API ID" />\n    </llm-emit-token-metric>',
      ],
    ],
    ['<⟦⟧llm-token-limit counter-key="a" tokens-per-minute="5" estimate-prompt-tokens="false" />', ['nothing']],
  ])('%s', (marked, expected, options) => expect(converted('azure-openai-to-llm', marked, options)).toEqual(expected))

  it('converts what is stored with what is looked up', () => {
    const lookup =
      '<⟦⟧azure-openai-semantic-cache-lookup score-threshold="0.1" embeddings-backend-id="a" embeddings-backend-auth="system-assigned" />'
    const text = `<fragment>${lookup}<azure-openai-semantic-cache-store duration="60" /></fragment>`
    const { text: before, spans } = withSelections(text)
    const offer = actions
      .find(({ id }) => id === 'azure-openai-to-llm')
      ?.offer({ analysis: analyse(before), span: spans[0] ?? { start: 0, end: 0 } })
    expect(offer?.title).toBe('Convert to <llm-semantic-cache-lookup> with its pair')
    const after = offer !== undefined && 'edits' in offer ? applyEdits(before, offer.edits) : ''
    expect(after).toBe(before.replaceAll('azure-openai-', 'llm-'))
  })
})

describe('content format', () => {
  const document = (condition: string): string =>
    `<policies>\n  <inbound>\n    <base />\n    <choose>\n      <when condition="${condition}" />\n    </choose>\n  </inbound>\n</policies>\n`
  const plain = document('@(context.Variables.ContainsKey("a") && 1 < 2)')
  const escaped = document('@(context.Variables.ContainsKey(&quot;a&quot;) &amp;&amp; 1 &lt; 2)')
  const at = (id: string, text: string, options: DocumentOptions = {}) => {
    const span = { start: 1, end: 1 }
    const offer = actions.find((action) => action.id === id)?.offer({ analysis: analyse(text, options), span })
    if (offer === undefined) return 'nothing'
    return 'disabled' in offer ? offer.disabled : applyEdits(text, offer.edits) + (offer.note ?? '')
  }
  it('goes to xml and back', () => {
    expect(at('content-format-xml', plain)).toBe(escaped)
    expect(at('content-format-rawxml', escaped)).toBe(plain)
    expect(at('content-format-rawxml', escaped, { dialect: 'xml' })).toBe(
      `${plain}The document is in the format rawxml now: set policywright.contentFormat, or contentFormat in policywright.json, to rawxml for it.`,
    )
    const commented = at('content-format-xml', document('@{ // why\n return true; }'))
    expect(
      service
        .read(commented, { dialect: 'xml' })
        .findings()
        .filter(({ severity }) => severity === 'error'),
    ).toEqual([])
    expect(at('content-format-xml', escaped, { dialect: 'xml' })).toBe('nothing')
    expect(at('content-format-xml', escaped)).toBe('No expression in it would be written in another way.')
    expect(at('content-format-xml', '<policies><inbound></policies>')).toMatch(/^The document has a fault: /)
  })
})
