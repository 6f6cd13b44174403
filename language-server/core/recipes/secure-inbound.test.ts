import { describe, expect, test } from 'vitest'
import { parse } from '../syntax/parse.ts'
import { applyEdits } from '../text/edit.ts'
import { type SecureInbound, secureInbound } from './secure-inbound.ts'

const wanted: SecureInbound = {
  policy: 'validate-jwt',
  scope: 'api',
  cloud: {
    authority: 'https://login.microsoftonline.us',
    isPublic: false,
    managementAudiences: ['https://management.usgovcloudapi.net', 'https://management.usgovcloudapi.net/'],
  },
  tenant: { kind: 'named-value', displayName: 'tenantId', tenantId: '11111111-2222-4333-8444-555555555555' },
  audiences: ['https://management.usgovcloudapi.net'],
  callers: [{ name: 'factory', objectId: 'aaaaaaaa-0000-4000-8000-000000000001' }],
  authorizationHeader: 'remove',
  refusal: { kind: 'reason' },
}

const apply = (text: string | undefined, change: Partial<SecureInbound> = {}) => {
  const result = secureInbound(text, { ...wanted, ...change })
  return { ...result, after: applyEdits(result.text, result.edits) }
}

const names = (text: string): string[] => {
  const inbound = parse(text).root?.children.find((one) => one.kind === 'element' && one.name === 'inbound')
  return inbound?.kind === 'element'
    ? inbound.children.flatMap((one) => (one.kind === 'element' ? [one.name] : []))
    : []
}

test('a scope without a policy gets a whole document', () => {
  const { after, namedValues, problems } = apply(undefined)
  expect(problems).toEqual([])
  expect(namedValues).toEqual([
    { displayName: 'tenantId', value: '11111111-2222-4333-8444-555555555555', secret: false },
  ])
  expect(after).toBe(`<policies>
  <inbound>
    <base />
    <validate-jwt id="policywright-validate-token" header-name="Authorization" failed-validation-httpcode="401" failed-validation-error-message="@((string)context.LastError.Message)" require-scheme="Bearer">
      <openid-config url="https://login.microsoftonline.us/{{tenantId}}/.well-known/openid-configuration" />
      <openid-config url="https://login.microsoftonline.us/{{tenantId}}/v2.0/.well-known/openid-configuration" />
      <audiences>
        <audience>https://management.usgovcloudapi.net</audience>
        <audience>https://management.usgovcloudapi.net/</audience>
      </audiences>
      <required-claims>
        <claim name="oid" match="any">
          <value>aaaaaaaa-0000-4000-8000-000000000001</value>
        </claim>
      </required-claims>
    </validate-jwt>
    <set-header id="policywright-remove-authorization" name="Authorization" exists-action="delete" />
  </inbound>
  <backend>
    <base />
  </backend>
  <outbound>
    <base />
  </outbound>
  <on-error>
    <base />
  </on-error>
</policies>
`)
})

const places: readonly (readonly [string, string, readonly string[]])[] = [
  ['behind base', '<base /><set-variable name="a" value="b" />', ['base', 'CHECK', 'set-variable']],
  [
    'behind cors',
    '<base /><cors /><rate-limit calls="1" renewal-period="1" />',
    ['base', 'cors', 'CHECK', 'rate-limit'],
  ],
  [
    'before a token of our own',
    '<base /><authentication-managed-identity resource="x" />',
    ['base', 'CHECK', 'authentication-managed-identity'],
  ],
  [
    'before a header that is set inside a choice',
    '<base /><choose><when condition="@(true)"><set-header name="authorization"><value>x</value></set-header></when></choose><cors />',
    ['base', 'CHECK', 'choose', 'cors'],
  ],
  [
    'a request of its own does not count',
    '<send-request mode="new" response-variable-name="r"><authentication-managed-identity resource="x" /></send-request><base />',
    ['send-request', 'base', 'CHECK'],
  ],
  ['an empty section', '', ['CHECK']],
]

test.each(places)('%s', (_name, inbound, expected) => {
  for (const text of [
    `<policies><inbound>${inbound}</inbound></policies>`,
    `<policies>\n\t<inbound>\n\t\t${inbound.replaceAll('><', '>\n\t\t<')}\n\t</inbound>\n</policies>`,
    `<policies>\r\n  <inbound>\r\n    ${inbound}\r\n  </inbound>\r\n</policies>`,
  ]) {
    const { after } = apply(text)
    expect(parse(after).mistakes).toEqual([])
    const flat = names(after).filter((name) => name !== 'set-header')
    expect(flat).toEqual(expected.map((name) => (name === 'CHECK' ? 'validate-jwt' : name)))
    expect(apply(after).edits).toEqual([])
  }
})

test.each(['<policies><inbound /></policies>', '<policies></policies>', '<policies />', '<fragment />'])(
  '%s',
  (text) => {
    const { after } = apply(text)
    expect(parse(after).mistakes).toEqual([])
    expect(after).toContain('<validate-jwt id=')
    expect(apply(after).edits).toEqual([])
  },
)

describe('behind what a wider scope does to the header', () => {
  const document = '<policies>\n  <inbound>\n    <base />\n    <cors />\n  </inbound>\n</policies>'
  const wider = (inbound: string): string => `<policies><inbound><base />${inbound}</inbound></policies>`
  const identity = '<authentication-managed-identity resource="x" />'
  const fragments = new Map([['token', `<fragment>${identity}</fragment>`]])

  test.each([
    ['nothing', '', ['base', 'cors', 'validate-jwt', 'set-header']],
    ['a token of its own', identity, ['validate-jwt', 'set-header', 'base', 'cors']],
    [
      'a token in a fragment',
      '<include-fragment fragment-id="token" />',
      ['validate-jwt', 'set-header', 'base', 'cors'],
    ],
    [
      'a token in a variable',
      '<authentication-managed-identity resource="x" output-token-variable-name="t" />',
      ['base', 'cors', 'validate-jwt', 'set-header'],
    ],
    [
      'a check and a removal, which need the header',
      '<validate-jwt header-name="Authorization" /><set-header name="Authorization" exists-action="delete" />',
      ['validate-jwt', 'base', 'cors'],
    ],
    [
      'a key made of the header, and a token',
      `<set-variable name="k" value='@(context.Request.Headers.GetValueOrDefault("Authorization"))' />${identity}`,
      ['validate-jwt', 'base', 'cors'],
    ],
  ])('%s', (_what, inbound, expected) => {
    const { after, notes } = apply(document, { wider: [wider(inbound)], fragments })
    expect(names(after)).toEqual(expected)
    expect(notes.some((note) => note.includes('stands before <base />'))).toBe(expected[0] !== 'base')
    expect(apply(after, { wider: [wider(inbound)], fragments }).edits).toEqual([])
    const first = apply(undefined, { scope: 'operation', wider: [wider(inbound)], fragments }).after
    expect(names(first)).toEqual(expected.filter((name) => name !== 'cors'))
    expect(names(apply('<policies />', { wider: [wider(inbound)], fragments }).after)).toEqual(names(first))
  })

  test('a check that stands behind it is moved', () => {
    const late = apply(document).after
    expect(names(apply(late, { wider: [wider(identity)] }).after)).toEqual([
      'validate-jwt',
      'set-header',
      'base',
      'cors',
    ])
  })

  test('cors there is told', () => {
    const { warnings } = apply(document, { wider: [wider(`<cors />${identity}`)] })
    expect(warnings.join()).toContain('refuses preflight requests')
  })
})

describe('running it again', () => {
  const first = apply('<policies>\n  <inbound>\n    <base />\n  </inbound>\n</policies>').after

  test('changes the kind of check in place', () => {
    const { after } = apply(first, { policy: 'validate-azure-ad-token' })
    expect(names(after)).toEqual(['base', 'validate-azure-ad-token', 'set-header'])
    expect(after).toContain('authentication-endpoint="https://login.microsoftonline.us"')
  })
  test('takes the removal of the header back', () => {
    expect(names(apply(first, { authorizationHeader: 'pass-on' }).after)).toEqual(['base', 'validate-jwt'])
  })
  test('adds the removal of the header again', () => {
    const without = apply(first, { authorizationHeader: 'pass-on' }).after
    expect(apply(without).after).toBe(first)
  })
  test.each(['cors', 'base'])('moves a check that has got in front of %s', (name) => {
    const moved = first.replace('<base />', '').replace(/<set-header id[^>]*>/, `$&<${name} />`)
    expect(names(apply(moved).after)).toEqual([name, 'validate-jwt', 'set-header'])
    expect(apply(apply(moved).after).edits).toEqual([])
  })
  test('moves a check that has got behind a token of our own', () => {
    const moved = first.replace('<base />', '<base />\n    <authentication-managed-identity resource="x" />')
    expect(names(apply(moved).after)).toEqual(['base', 'validate-jwt', 'set-header', 'authentication-managed-identity'])
  })
})

test('what somebody else wrote is kept and named', () => {
  const { after, warnings, notes } = apply(
    '<policies>\n<inbound>\n<base />\n<validate-azure-ad-token tenant-id="t" />\n<set-header name="Authorization" exists-action="delete" />\n</inbound>\n</policies>',
  )
  expect(names(after)).toEqual(['base', 'validate-jwt', 'validate-azure-ad-token', 'set-header'])
  expect(warnings.join()).toContain('line 4')
  expect(notes.join()).toContain('already deletes')
})

test('client ids are checked in the claim of one token version, and that is said', () => {
  const byClient = { callers: [{ name: 'app', clientId: 'cccccccc-0000-4000-8000-000000000001' }] }
  const v1 = apply(undefined, byClient)
  expect(v1.after).toContain('<claim name="appid"')
  expect(v1.after).not.toContain('v2.0')
  expect(v1.warnings.join()).toContain('only v1')
  const v2 = apply(undefined, { ...byClient, audiences: ['dddddddd-0000-4000-8000-000000000001'] })
  expect(v2.after).toContain('<claim name="azp"')
  const entra = apply(undefined, { ...byClient, policy: 'validate-azure-ad-token' })
  expect(entra.after).toContain('<application-id>cccccccc-0000-4000-8000-000000000001</application-id>')
  expect(entra.warnings).toEqual([])
})

test('the management audience without callers is warned about', () => {
  expect(apply(undefined, { callers: [] }).warnings.join()).toContain('Every identity of the tenant')
  expect(apply(undefined, { callers: [], audiences: ['api://orders'] }).warnings).toEqual([])
})

test.each([
  ['<policies><inbound><base></policies>', 'cannot be changed safely'],
  ['<http-data-source></http-data-source>', 'neither <policies>'],
])('%s', (text, problem) => {
  const { edits, problems } = apply(text)
  expect(edits).toEqual([])
  expect(problems.join()).toContain(problem)
})

test('no audience is no protection', () => {
  expect(apply(undefined, { audiences: [] }).problems.join()).toContain('No audience')
})

test('a refusal text is escaped', () => {
  expect(apply(undefined, { refusal: { kind: 'text', text: 'No "token" & <none>' } }).after).toContain(
    'failed-validation-error-message="No &quot;token&quot; &amp; &lt;none>"',
  )
})

describe('fragments that the document includes', () => {
  const text =
    '<policies><inbound><base /><include-fragment fragment-id="a" /><rate-limit calls="1" renewal-period="1" /></inbound></policies>'
  const known = (fragment: string) => apply(text, { fragments: new Map([['a', `<fragment>${fragment}</fragment>`]]) })

  test.each([
    ['unknown', undefined, ['base', 'CHECK', 'include-fragment']],
    [
      'one that gets a token',
      '<authentication-managed-identity resource="x" />',
      ['base', 'CHECK', 'include-fragment'],
    ],
    ['one with cors', '<cors />', ['base', 'include-fragment', 'CHECK']],
    [
      'one with cors, and with a token',
      '<cors /><authentication-basic username="u" password="p" />',
      ['base', 'CHECK'],
    ],
  ])('%s', (_what, fragment, expected) => {
    const { after } = fragment === undefined ? apply(text) : known(fragment)
    const flat = names(after).filter((name) => name !== 'set-header')
    expect(flat.slice(0, expected.length)).toEqual(expected.map((name) => (name === 'CHECK' ? 'validate-jwt' : name)))
  })

  test('one that checks a token is named', () => {
    expect(known('<validate-jwt header-name="Authorization" />').warnings.join()).toMatch(
      /fragment that line 1 includes checks a token/,
    )
  })
})

test('a check in some cases only is named', () => {
  const { after, warnings } = apply(
    '<policies><inbound><base /><choose><when condition="@(true)"><validate-jwt header-name="Authorization" /></when></choose></inbound></policies>',
  )
  expect(names(after)).toEqual(['base', 'validate-jwt', 'set-header', 'choose'])
  expect(warnings.join()).toContain('<choose> on line 1 checks a token in some cases too')
})

test.each([
  ['status and scheme', { status: 403, scheme: 'DPoP' }, 'failed-validation-httpcode="403"', 'require-scheme="DPoP"'],
  [
    'no scheme',
    { scheme: 'none' },
    'failed-validation-httpcode="401"',
    'message="@((string)context.LastError.Message)">',
  ],
] as const)('%s', (_what, change, status, end) => {
  const { after } = apply(undefined, change)
  expect(after).toContain(status)
  expect(after).toContain(end)
})
