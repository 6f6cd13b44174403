import { describe, expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { check } from './check.ts'
import { ruleNamed } from './rules.ts'

/** What the examples of the rules leave out: other ways to make the mistake, and look-alikes that are none. */

const found = (id: string, text: string): number => {
  const rule = ruleNamed(id)
  if (rule === undefined) throw new Error(`there is no rule ${id}`)
  return check(analyse(text), { rules: [rule] }).length
}

const inbound = (policies: string): string => `<policies><inbound>${policies}</inbound></policies>`
const jwt = (content: string, attributes = 'header-name="Authorization"'): string =>
  `<fragment><validate-jwt ${attributes}>${content}</validate-jwt></fragment>`
const metadata = (path: string): string =>
  `<openid-config url="https://login.microsoftonline.com/${path}.well-known/openid-configuration" />`
const audience = (value: string): string => `<audiences><audience>${value}</audience></audiences>`
const claim = (name: string, ...values: string[]): string =>
  `<required-claims><claim name="${name}">${values.map((value) => `<value>${value}</value>`).join('')}</claim></required-claims>`
const header = (name: string, value: string): string =>
  `<fragment><set-header name="${name}"><value>${value}</value></set-header></fragment>`
const variable = (name: string, code: string): string => `<set-variable name="${name}" value="${code}" />`
const request = (url: string, more = ''): string =>
  `<send-request response-variable-name="r"><set-url>${url}</set-url><set-method>GET</set-method>${more}</send-request>`
const backend = (code: string, before = ''): string =>
  `<fragment>${before}<set-backend-service base-url="${code}" /></fragment>`
const query = 'context.Request.Url.Query.GetValueOrDefault("to")'

const mistakes: readonly (readonly [rule: string, text: string])[] = [
  ['jwt-no-audience', '<fragment><validate-azure-ad-token tenant-id="t" /></fragment>'],
  ['jwt-no-audience', jwt(metadata('t/v2.0/') + claim('roles', 'Orders.Read'))],
  ['jwt-any-tenant', jwt(metadata('organizations/v2.0/') + audience('a'))],
  ['jwt-one-issuer-version', jwt(metadata('t/') + audience('a'))],
  ['jwt-audience-never-matches', jwt(metadata('t/v2.0/') + claim('aud', 'https://contoso.com/orders'))],
  ['jwt-impossible-issuer', jwt('<issuers><issuer>https://sts.windows.net/{{tenant}}</issuer></issuers>')],
  ['jwt-impossible-issuer', jwt('<issuers><issuer>https://login.microsoftonline.com/t/v2.0/</issuer></issuers>')],
  ['jwt-status-code', jwt('', 'header-name="Authorization" failed-validation-httpcode="200"')],
  ['jwt-claim-list', jwt(claim('roles', 'a;b'))],
  ['jwt-scope-separator', jwt(claim('scp', 'Orders.Read'))],
  [
    'jwt-after-own-token',
    inbound(
      '<set-header name="authorization"><value>Bearer {{token}}</value></set-header><validate-jwt header-name="Authorization" />',
    ),
  ],
  [
    'jwt-after-own-token',
    inbound(
      '<choose><when condition="@(true)"><authentication-managed-identity resource="a" /></when></choose><validate-jwt header-name="Authorization" />',
    ),
  ],
  [
    'token-in-query',
    '<fragment><set-query-parameter name="access_token"><value>x</value></set-query-parameter></fragment>',
  ],
  [
    'managed-identity-resource',
    '<fragment><authentication-managed-identity resource="https://vault.azure.net/.default" /></fragment>',
  ],
  ['managed-identity-resource', '<fragment><authentication-managed-identity resource="api://orders/" /></fragment>'],
  [
    'managed-identity-wrong-host',
    inbound(
      '<authentication-managed-identity resource="https://storage.azure.com/" /><set-backend-service base-url="https://api.contoso.com" />',
    ),
  ],
  [
    'hardcoded-secret',
    header('x', 'Endpoint=sb://a.servicebus.windows.net/;SharedAccessKey=q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0gAo4iQzVxKrM='),
  ],
  [
    'hardcoded-secret',
    `<fragment>${request('https://a.azurewebsites.net/api/f?code=q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0gAo4iQzVxKrMuPlWs==')}</fragment>`,
  ],
  [
    'hardcoded-secret',
    '<fragment><!-- eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJvcmRlcnMiLCJuIjo3fQ.q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0g --></fragment>',
  ],
  ['hardcoded-secret', `<fragment>${variable('k', '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA')}</fragment>`],
  ['hardcoded-secret', header('x-login', 'Xa18Q~q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0gAo')],
  ['hardcoded-api-key', header('api-key', '4f9c2e7ab81d4036a5e97c1bd2f68e03')],
  ['hardcoded-api-key', header('Ocp-Apim-Subscription-Key', '4f9c2e7a-b81d-4036-a5e9-7c1bd2f68e03')],
  ['hardcoded-api-key', header('Authorization', 'Bearer q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0g')],
  [
    'hardcoded-api-key',
    '<fragment><set-query-parameter name="code"><value>q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0g</value></set-query-parameter></fragment>',
  ],
  [
    'hardcoded-api-key',
    '<fragment><choose><when condition="@(context.Request.Headers.GetValueOrDefault("x-api-key", "") == "q9Zk3vR7mX1pLw8sUe5tHy2n")"><set-method>GET</set-method></when></choose></fragment>',
  ],
  [
    'hardcoded-api-key',
    `<fragment>${variable('b', '@("grant_type=client_credentials&client_secret=q9Zk3vR7mX1pLw8sUe5tHy2n&scope=a")')}</fragment>`,
  ],
  ['hardcoded-password', header('Authorization', 'Basic b3JkZXJzOmdyNG5kLXBpYW5v')],
  ['hardcoded-password', `<fragment>${request('https://orders:gr4nd-piano@contoso.com/')}</fragment>`],
  [
    'hardcoded-password',
    '<fragment><proxy url="http://p.contoso.com" username="u" password="gr4nd-piano" /></fragment>',
  ],
  [
    'cors-after-authentication',
    inbound(
      '<validate-jwt header-name="Authorization" /><cors><allowed-origins><origin>*</origin></allowed-origins></cors>',
    ),
  ],
  [
    'request-without-tls',
    '<fragment><send-one-way-request><set-url>http://logs.contoso.com</set-url></send-one-way-request></fragment>',
  ],
  ['certificate-check-off', '<fragment><validate-client-certificate ignore-error="true" /></fragment>'],
  [
    'certificate-subject-only',
    '<fragment><choose><when condition="@(context.Request.Certificate.Issuer == "CN=a")"><set-method>GET</set-method></when></choose></fragment>',
  ],
  ['backend-from-request', backend('@(context.Request.Headers["X-Host"].First())')],
  ['backend-from-request', backend('@($"https://{context.Request.Headers.GetValueOrDefault("X-Host", "a")}/v1")')],
  ['backend-from-request', backend(`@(string.Format("https://{0}.contoso.com", ${query}))`)],
  [
    'backend-from-request',
    backend('@{ var host = context.Request.Body.As<JObject>(true)["host"].ToString(); return "https://" + host; }'),
  ],
  [
    'backend-from-request',
    backend(
      '@((string)context.Variables["u"])',
      variable('h', `@(${query}.ToLower())`) +
        variable('u', '@("https://" + context.Variables.GetValueOrDefault<string>("h"))'),
    ),
  ],
  ['request-url-from-request', `<fragment>${request(`@("https://api.contoso.com" + ${query})`)}</fragment>`],
  ['redirect-from-request', header('Location', `@(context.Request.Url?.Query.GetValueOrDefault("to", "/"))`)],
  ['redirect-from-request', header('Location', `@("/" + ${query})`)],
  [
    'secret-in-log',
    '<fragment><trace source="a"><message>@(context.Request.Headers["Authorization"][0])</message></trace></fragment>',
  ],
  [
    'secret-in-log',
    '<fragment><trace source="a"><message>b</message><metadata name="key" value="@(context.Subscription.PrimaryKey)" /></trace></fragment>',
  ],
  [
    'secret-in-log',
    '<fragment><log-to-eventhub logger-id="a">@(string.Join(",", context.Request.Headers.Select(h => h.Key + string.Join(",", h.Value))))</log-to-eventhub></fragment>',
  ],
  [
    'secret-in-log',
    '<fragment><authentication-managed-identity resource="a" output-token-variable-name="t" /><trace source="a"><message>@((string)context.Variables["t"])</message></trace></fragment>',
  ],
  [
    'ip-filter-any-address',
    '<fragment><ip-filter action="allow"><address-range from="10.0.0.9" to="10.0.0.1" /></ip-filter></fragment>',
  ],
  [
    'validation-without-effect',
    '<fragment><validate-headers specified-header-action="ignore" unspecified-header-action="ignore" /></fragment>',
  ],
  [
    'rate-limit-spoofable-key',
    '<fragment><rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers.GetValueOrDefault("X-Forwarded-For"))" /></fragment>',
  ],
  [
    'request-copies-credentials',
    '<fragment><send-one-way-request mode="copy"><set-url>https://logs.fabrikam.com</set-url></send-one-way-request></fragment>',
  ],
]

const soundness: readonly (readonly [rule: string, text: string])[] = [
  ['jwt-no-audience', jwt(metadata('t/v2.0/') + claim('aud', 'a'))],
  [
    'jwt-no-audience',
    '<fragment><validate-azure-ad-token tenant-id="t"><client-application-ids><application-id>a</application-id></client-application-ids></validate-azure-ad-token></fragment>',
  ],
  ['jwt-no-audience', jwt('%{ for a in audiences ~}')],
  ['jwt-any-tenant', jwt(metadata('common/v2.0/') + audience('a') + claim('tid', 't'))],
  ['jwt-one-issuer-version', jwt(metadata('t/') + audience('https://management.azure.com'))],
  [
    'jwt-one-issuer-version',
    jwt(
      `<openid-config url="https://contoso.b2clogin.com/contoso.onmicrosoft.com/v2.0/.well-known/openid-configuration?p=signin" />${audience('a')}`,
    ),
  ],
  ['jwt-audience-never-matches', jwt(metadata('t/v2.0/') + audience('{{audience}}'))],
  ['jwt-audience-never-matches', jwt(metadata('t/v2.0/') + metadata('t/') + audience('api://a'))],
  ['jwt-impossible-issuer', jwt('<issuers><issuer>https://contoso.com/t/v2.0/</issuer></issuers>')],
  ['jwt-status-code', jwt('', 'header-name="Authorization" failed-validation-httpcode="@(401)"')],
  ['jwt-claim-list', jwt(claim('name', 'Doe, Jane'))],
  [
    'jwt-after-own-token',
    inbound(
      '<authentication-managed-identity resource="a" output-token-variable-name="t" /><validate-jwt header-name="Authorization" />',
    ),
  ],
  [
    'jwt-after-own-token',
    inbound(
      '<choose><when condition="@(true)"><authentication-managed-identity resource="a" /></when><otherwise><validate-jwt header-name="Authorization" /></otherwise></choose>',
    ),
  ],
  [
    'jwt-after-own-token',
    inbound(
      '<send-request response-variable-name="r"><authentication-managed-identity resource="a" /></send-request><validate-jwt header-name="Authorization" />',
    ),
  ],
  [
    'jwt-after-own-token',
    inbound(
      '<set-header name="Authorization"><value>@(context.Request.Headers.GetValueOrDefault("X-Token"))</value></set-header><validate-jwt header-name="Authorization" />',
    ),
  ],
  [
    'managed-identity-resource',
    '<fragment><authentication-managed-identity resource="https://management.azure.com/" /></fragment>',
  ],
  [
    'managed-identity-wrong-host',
    `<fragment>${request('https://a.blob.core.windows.net/x', '<authentication-managed-identity resource="https://storage.azure.com/" />')}</fragment>`,
  ],
  [
    'managed-identity-wrong-host',
    `<fragment>${request('{{url}}', '<authentication-managed-identity resource="https://vault.azure.net" />')}</fragment>`,
  ],
  ['hardcoded-secret', header('x', 'AccountKey=your-account-key-goes-here-in-base64-encoding==')],
  ['hardcoded-secret', header('x', 'AccountKey={{storage-key}};SharedAccessKey=${key}')],
  [
    'hardcoded-secret',
    header('x', 'AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='),
  ],
  [
    'hardcoded-secret',
    `<fragment>${variable('s', '@($"?sv=2020&sig={System.Net.WebUtility.UrlEncode((string)context.Variables["s"])}")')}</fragment>`,
  ],
  ['hardcoded-api-key', header('api-key', '{{openai-key}}')],
  ['hardcoded-api-key', header('api-key', '00000000-0000-0000-0000-000000000000')],
  ['hardcoded-api-key', header('api-key', 'your-api-key-goes-here-1')],
  ['hardcoded-api-key', header('x-correlation-id', 'q9Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0g')],
  ['hardcoded-api-key', header('x-api-key', '#{OrdersApiKey}#')],
  ['hardcoded-password', '<fragment><authentication-basic username="u" password="your-password" /></fragment>'],
  [
    'hardcoded-password',
    header('Authorization', '@("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("{{user}}:{{password}}")))'),
  ],
  ['hardcoded-password', `<fragment>${request('https://contoso.com:8443/a@b')}</fragment>`],
  [
    'cors-after-authentication',
    inbound(
      '<cors><allowed-origins><origin>*</origin></allowed-origins></cors><validate-jwt header-name="Authorization" />',
    ),
  ],
  [
    'cors-after-authentication',
    inbound('<choose><when condition="@(true)"><validate-jwt header-name="Authorization" /></when></choose><cors />'),
  ],
  ['backend-without-tls', backend('http://10.1.2.3/api')],
  ['backend-without-tls', backend('http://orders.svc.cluster.local')],
  ['backend-without-tls', backend('http://{{host}}')],
  [
    'certificate-check-off',
    '<fragment><validate-client-certificate validate-trust="false"><identities><identity thumbprint="a" /></identities></validate-client-certificate></fragment>',
  ],
  ['backend-from-request', backend(`@("https://contoso.com/" + ${query})`)],
  ['backend-from-request', backend(`@("{{host}}/" + ${query})`)],
  ['backend-from-request', backend(`@((string)context.Variables["unknown"] + ${query})`)],
  ['backend-from-request', backend(`@(${query} == "a" ? "https://a.contoso.com" : "https://b.contoso.com")`)],
  [
    'backend-from-request',
    backend(
      `@{ var to = ${query}; if (!new [] { "a.com" }.Contains(to)) { return "https://b.com"; } return "https://" + to; }`,
    ),
  ],
  ['backend-from-request', backend('@("https://" + context.Request.OriginalUrl.Host + "/a")')],
  [
    'backend-from-request',
    backend(
      '@("https://" + context.Request.Headers.GetValueOrDefault("X-Host"))',
      '<check-header name="X-Host" failed-check-httpcode="400" failed-check-error-message="no" ignore-case="true"><value>a.com</value></check-header>',
    ),
  ],
  [
    'request-url-from-request',
    `<fragment>${request('@("https://" + context.Request.MatchedParameters["account"] + ".blob.core.windows.net/a")')}</fragment>`,
  ],
  ['redirect-from-request', header('Location', `@("/login?returnUrl=" + ${query})`)],
  ['redirect-from-request', header('X-Echo', `@(${query})`)],
  [
    'secret-in-log',
    '<fragment><trace source="a"><message>@(context.Request.Headers["Authorization"][0].AsJwt()?.Subject)</message></trace></fragment>',
  ],
  [
    'secret-in-log',
    '<fragment><log-to-eventhub logger-id="a">@(string.Join(",", context.Request.Headers.Where(h => h.Key != "Authorization").Select(h => h.Key)))</log-to-eventhub></fragment>',
  ],
  [
    'secret-in-log',
    '<fragment><trace source="a"><message>@(context.Request.Headers.GetValueOrDefault("User-Agent"))</message></trace></fragment>',
  ],
  [
    'spoofable-address',
    '<fragment><choose><when condition="@(context.Request.Headers["X-Forwarded-For"].Last() == "1.2.3.4")"><set-method>GET</set-method></when></choose></fragment>',
  ],
  [
    'rate-limit-spoofable-key',
    '<fragment><rate-limit-by-key calls="1" renewal-period="1" counter-key="@(context.Request.Headers.GetValueOrDefault("Authorization", "").AsJwt()?.Subject)" /></fragment>',
  ],
  ['cookie-without-flags', header('Set-Cookie', 'a=1; secure; httponly')],
  [
    'request-copies-credentials',
    '<fragment><send-one-way-request mode="copy"><set-url>{{logs}}</set-url></send-one-way-request></fragment>',
  ],
]

describe('reports', () => {
  test.each(mistakes)('%s: %s', (rule, text) => expect(found(rule, text)).toBe(1))
})

describe('says nothing of', () => {
  test.each(soundness)('%s: %s', (rule, text) => expect(found(rule, text)).toBe(0))
})
