import { describe, expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import type { DocumentOptions } from '../model/options.ts'
import { check } from './check.ts'

/**
 * Every family of words in which the service refuses documents, by examples of our own: the rule that says it, on the element that the
 * service names. What cannot be known without the service stands at the end, with the reason.
 */
interface Refused {
  readonly what: string
  readonly text: string
  readonly rule: string
  /** The element that the service names; absent where it names a line only. */
  readonly element?: string
  readonly options?: DocumentOptions
}

const inbound = (content: string): string => `<policies>\n<inbound>\n${content}\n</inbound>\n</policies>`
const backend = (content: string): string => `<policies>\n<backend>\n${content}\n</backend>\n</policies>`
const outbound = (content: string): string => `<policies>\n<outbound>\n${content}\n</outbound>\n</policies>`
const variable = (value: string): string => inbound(`<set-variable name="v" value="${value}" />`)

const operation = { method: 'GET', urlTemplate: '/orders/{id}' }
const empty = { namedValues: [], backends: [], fragments: [], loggers: [], certificates: [] }

const families: Readonly<Record<string, readonly Refused[]>> = {
  'only parameters of the URL template can be used in the rewrite template': [
    {
      what: 'a parameter in another case',
      text: inbound('<rewrite-uri template="/stores/{Id}" />'),
      rule: 'rewrite-template-parameter',
      element: 'rewrite-uri',
      options: { scope: 'operation', resources: { operation } },
    },
  ],
  'something with this id could not be found': [
    {
      what: 'a back end',
      text: inbound('<set-backend-service backend-id="orders" />'),
      rule: 'unknown-backend',
      element: 'set-backend-service',
    },
    {
      what: 'a fragment',
      text: inbound('<include-fragment fragment-id="auth" />'),
      rule: 'unknown-fragment',
      element: 'include-fragment',
    },
    {
      what: 'a logger',
      text: inbound('<log-to-eventhub logger-id="audit">called</log-to-eventhub>'),
      rule: 'unknown-logger',
      element: 'log-to-eventhub',
    },
    {
      what: 'a certificate',
      text: inbound('<authentication-certificate certificate-id="client" />'),
      rule: 'unknown-certificate',
      element: 'authentication-certificate',
    },
  ],
  'cannot find a property': [
    {
      what: 'in an attribute',
      text: inbound('<set-backend-service base-url="https://{{orders-host}}/api" />'),
      rule: 'unknown-named-value',
      element: 'set-backend-service',
    },
    {
      what: 'in text',
      text: inbound('<set-header name="x"><value>{{x-key}}</value></set-header>'),
      rule: 'unknown-named-value',
      element: 'value',
    },
    {
      what: 'within a C# string',
      text: inbound(
        '<choose><when condition="@(context.Request.Method == "{{method}}")"><set-method>GET</set-method></when></choose>',
      ),
      rule: 'unknown-named-value',
      element: 'when',
    },
  ],
  'expression return type is not allowed, or no expression may stand there': [
    {
      what: 'an expression for a count that is literal',
      text: inbound('<rate-limit calls="@(10)" renewal-period="60" />'),
      rule: 'expression-not-allowed',
      element: 'rate-limit',
      options: { scope: 'product' },
    },
    {
      what: 'the id of a fragment',
      text: inbound('<include-fragment fragment-id="@("auth")" />'),
      rule: 'expression-not-allowed',
      element: 'include-fragment',
    },
    {
      what: 'the client id of a managed identity',
      text: inbound('<authentication-managed-identity resource="https://vault.azure.net" client-id="@("id")" />'),
      rule: 'expression-not-allowed',
      element: 'authentication-managed-identity',
    },
    // https://github.com/MicrosoftDocs/azure-docs/issues/103071
    {
      what: 'the status of a mocked response',
      text: inbound('<mock-response status-code="@(200)" content-type="application/json" />'),
      rule: 'expression-not-allowed',
      element: 'mock-response',
    },
    // https://github.com/MicrosoftDocs/azure-docs/issues/112150
    {
      what: 'the id of a caller',
      text: inbound(
        '<validate-azure-ad-token tenant-id="{{tenant}}"><client-application-ids><application-id>@("a")</application-id></client-application-ids></validate-azure-ad-token>',
      ),
      rule: 'expression-not-allowed',
      element: 'application-id',
      options: { resources: { namedValues: [{ name: 'tenant', displayName: 'tenant' }] } },
    },
    ...['int.Parse("5")', 'context.Request.Method'].map((code) => ({
      what: `${code} where a long is needed`,
      text: inbound(
        `<llm-token-limit counter-key="all" token-quota="@(${code})" token-quota-period="Daily" estimate-prompt-tokens="false" />`,
      ),
      rule: 'expression-return-type',
      element: 'llm-token-limit',
    })),
    ...['new List<string>()', 'context.Request.Headers', 'context.Request.Body', 'context.Variables["a"]'].map(
      (code) => ({
        what: `${code}, which no variable can hold`,
        text: variable(`@(${code})`),
        rule: 'expression-return-type',
        element: 'set-variable',
      }),
    ),
    ...['context.Variables["a"]', '"5"', 'context.Product?.SubscriptionsLimit'].map((code) => ({
      what: `${code} where a whole number is needed`,
      text: inbound(`<return-response><set-status code="@(${code})" reason="a" /></return-response>`),
      rule: 'expression-return-type',
      element: 'set-status',
    })),
    {
      what: 'a truth value that may be null',
      text: inbound(
        '<choose><when condition="@(context.Product?.SubscriptionRequired)"><set-method>GET</set-method></when></choose>',
      ),
      rule: 'expression-return-type',
      element: 'when',
    },
    {
      what: 'a child of the policy that holds the object',
      text: inbound(
        '<set-header name="a" exists-action="override"><value>@(context.Variables["a"])</value></set-header>',
      ),
      rule: 'expression-return-type',
      element: 'set-header',
    },
    {
      what: 'an object where a URL is needed',
      text: inbound('<set-backend-service base-url="@(context.Variables["url"])" />'),
      rule: 'expression-return-type',
      element: 'set-backend-service',
    },
    {
      what: 'the body itself for the text of the body',
      text: inbound('<set-body>@(context.Request.Body)</set-body>'),
      rule: 'expression-return-type',
      element: 'set-body',
    },
    {
      what: 'a text where a truth value is needed',
      text: inbound('<choose><when condition="@("yes")"><set-method>GET</set-method></when></choose>'),
      rule: 'expression-return-type',
      element: 'when',
    },
  ],
  'expected a brace': [
    {
      what: 'if without braces',
      text: variable('@{ if (context.Request.Method == "GET") return 1; return 2; }'),
      rule: 'unbraced-statement',
      element: 'set-variable',
    },
    {
      what: 'else without braces',
      text: variable('@{ if (context.Request.Method == "GET") { return 1; } else return 2; }'),
      rule: 'unbraced-statement',
      element: 'set-variable',
    },
    {
      what: 'foreach without braces',
      text: variable('@{ var all = ""; foreach (var key in context.Request.Headers.Keys) all += key; return all; }'),
      rule: 'unbraced-statement',
      element: 'set-variable',
    },
  ],
  'usage of this type or member is not supported within expressions': [
    ...[
      'System.Globalization.CultureInfo.InvariantCulture.Name',
      'System.Globalization.CultureInfo.CurrentCulture.TextInfo.ToTitleCase("a")',
      'System.Text.Json.JsonSerializer.Serialize("a")',
      'new System.Net.Http.HttpClient().ToString()',
      'System.IO.File.ReadAllText("a")',
      'Environment.MachineName',
      'System.Threading.Tasks.Task.Delay(1).ToString()',
      'System.Diagnostics.Process.GetCurrentProcess().Id',
      'System.Reflection.Assembly.GetExecutingAssembly().FullName',
    ].map((code) => ({
      what: code,
      text: variable(`@(${code})`),
      rule: 'expression-not-supported',
      element: 'set-variable',
    })),
  ],
  'C# that does not compile': [
    {
      what: 'a quote too few',
      text: variable('@("a + 1)'),
      rule: 'syntax-unterminated-expression',
    },
    // https://github.com/Azure/azure-api-management-devops-resource-kit/issues/350
    {
      what: 'a line break that a named value brings into a string',
      text: inbound(
        '<choose><when condition="@("{{is-live}}" == "true")"><set-method>GET</set-method></when></choose>',
      ),
      rule: 'expression-syntax',
      element: 'when',
      options: { resources: { namedValues: [{ name: 'is-live', displayName: 'is-live', value: 'true\n' }] } },
    },
    // https://github.com/MicrosoftDocs/azure-docs/issues/24190
    {
      what: 'single quotes in the condition of a policy',
      text: inbound(
        `<set-backend-service backend-id="a" sf-resolve-condition="@(context.LastError?.Reason == 'BackendConnectionFailure')" />`,
      ),
      rule: 'expression-syntax',
      element: 'set-backend-service',
    },
    {
      what: 'single quotes',
      text: variable("@(context.Request.Method == 'GET')"),
      rule: 'expression-syntax',
      element: 'set-variable',
    },
    {
      what: 'a missing semicolon',
      text: variable('@{ var a = 1 return a; }'),
      rule: 'expression-syntax',
      element: 'set-variable',
    },
    {
      what: 'a path without return',
      text: variable('@{ var a = 1; }'),
      rule: 'expression-flow',
      element: 'set-variable',
    },
    {
      what: 'a member that is not there',
      text: variable('@(context.Request.Path)'),
      rule: 'expression-unknown-member',
      element: 'set-variable',
    },
    {
      what: 'a name that is not there',
      text: variable('@(request.Method)'),
      rule: 'expression-unknown-name',
      element: 'set-variable',
    },
    {
      what: 'an argument too many',
      text: variable('@(context.Request.Headers.GetValueOrDefault("a", "b", "c"))'),
      rule: 'expression-wrong-arguments',
      element: 'set-variable',
    },
    {
      what: 'an object compared as text with an int',
      text: variable('@(context.Response.StatusCode == "200")'),
      rule: 'expression-type-mismatch',
      element: 'set-variable',
    },
    {
      what: 'a // comment in an attribute, whose line breaks are read as spaces',
      text: variable('@{\n  // a comment\n  return 1;\n}'),
      rule: 'comment-in-attribute',
      element: 'set-variable',
      options: { dialect: 'xml' },
    },
  ],
  'the attribute is not declared': [
    {
      what: 'on a policy',
      text: inbound(
        '<cache-lookup vary-by-developer="false" vary-by-developer-groups="false" cache-preference="internal" />',
      ),
      rule: 'unknown-attribute',
      element: 'cache-lookup',
    },
    // https://github.com/MicrosoftDocs/azure-docs/issues/15164, https://github.com/MicrosoftDocs/azure-docs/issues/85769
    ...['api', 'operation'].map((element) => ({
      what: `the period of a quota on ${element}`,
      text: inbound(
        '<quota calls="9" renewal-period="3600"><api name="a" calls="5" renewal-period="3600"><operation name="b" calls="1" renewal-period="3600" /></api></quota>',
      ),
      rule: 'unknown-attribute',
      element,
      options: { scope: 'product' } as const,
    })),
    // https://github.com/MicrosoftDocs/azure-docs/issues/122842
    {
      what: 'as the documentation once had it',
      text: inbound(
        '<azure-openai-token-limit counter-key="a" tokens-per-minute="5" estimate-prompt-tokens="true" consumed-tokens-header-name="a" />',
      ),
      rule: 'unknown-attribute',
      element: 'azure-openai-token-limit',
    },
    {
      what: 'on a child',
      text: inbound('<set-header name="x"><value kind="a">b</value></set-header>'),
      rule: 'unknown-attribute',
      element: 'value',
    },
  ],
  'the required attribute is missing': [
    {
      what: 'the variable of send-request',
      text: inbound('<send-request mode="new"><set-url>https://orders.example</set-url></send-request>'),
      rule: 'missing-attribute',
      element: 'send-request',
    },
    {
      what: 'the name of a header',
      text: inbound('<set-header><value>a</value></set-header>'),
      rule: 'missing-attribute',
      element: 'set-header',
    },
    // https://github.com/MicrosoftDocs/azure-docs/pull/3214
    {
      what: 'by what cached answers differ',
      text: inbound('<cache-lookup vary-by-developer="false" />'),
      rule: 'missing-attribute',
      element: 'cache-lookup',
    },
    ...[
      '<ip-filter><address>10.0.0.1</address></ip-filter>',
      '<authentication-managed-identity />',
      '<quota-by-key calls="10" counter-key="all" />',
      '<retry count="3" condition="@(true)"><set-method>GET</set-method></retry>',
    ].map((policy) => ({
      what: policy,
      text: inbound(policy),
      rule: 'missing-attribute',
      element: /\w[\w-]*/.exec(policy)?.[0] ?? '',
    })),
    {
      what: 'the code of a status',
      text: inbound('<return-response><set-status reason="OK" /></return-response>'),
      rule: 'missing-attribute',
      element: 'set-status',
    },
    {
      what: 'how long a limit counts',
      text: inbound('<rate-limit calls="10" />'),
      rule: 'missing-attribute',
      element: 'rate-limit',
      options: { scope: 'product' },
    },
  ],
  'the attribute is invalid': [
    {
      what: 'a word that is none of the choices',
      text: inbound('<set-header name="x" exists-action="replace"><value>a</value></set-header>'),
      rule: 'invalid-value',
      element: 'set-header',
    },
    {
      what: 'no number',
      text: inbound('<rate-limit calls="ten" renewal-period="60" />'),
      rule: 'invalid-value',
      element: 'rate-limit',
      options: { scope: 'product' },
    },
    {
      what: 'a window that is too long',
      text: inbound('<rate-limit-by-key calls="10" renewal-period="3600" counter-key="all" />'),
      rule: 'invalid-value',
      element: 'rate-limit-by-key',
    },
    {
      what: 'more tries than are allowed',
      text: inbound('<retry count="51" interval="1" condition="@(true)"><set-method>GET</set-method></retry>'),
      rule: 'invalid-value',
      element: 'retry',
    },
    {
      what: 'a range where one address belongs',
      text: inbound('<ip-filter action="allow"><address>10.0.0.0/8</address></ip-filter>'),
      rule: 'invalid-value',
      element: 'address',
    },
    {
      what: 'an octet that is too large',
      text: inbound('<ip-filter action="allow"><address-range from="10.0.0.1" to="10.0.0.256" /></ip-filter>'),
      rule: 'invalid-value',
      element: 'address-range',
    },
    {
      what: 'metadata without a scheme',
      text: inbound(
        '<validate-jwt header-name="a"><openid-config url="login.example/.well-known/openid-configuration" /></validate-jwt>',
      ),
      rule: 'invalid-value',
      element: 'openid-config',
    },
    {
      what: 'an empty name',
      text: inbound('<set-header name=""><value>a</value></set-header>'),
      rule: 'invalid-value',
      element: 'set-header',
    },
    {
      what: 'an empty id',
      text: inbound('<set-backend-service backend-id="" />'),
      rule: 'invalid-value',
      element: 'set-backend-service',
    },
    {
      what: 'no truth value',
      text: inbound('<forward-request follow-redirects="yes" />').replaceAll('inbound', 'backend'),
      rule: 'invalid-value',
      element: 'forward-request',
    },
  ],
  'the element cannot contain text': [
    {
      what: 'in set-header',
      text: inbound('<set-header name="x">a</set-header>'),
      rule: 'unexpected-text',
      element: 'set-header',
    },
    { what: 'in a section', text: inbound('hello'), rule: 'unexpected-text', element: 'inbound' },
  ],
  'the element has an invalid child element, or its content is incomplete': [
    {
      what: 'children in the wrong order',
      text: inbound(
        '<validate-jwt header-name="a"><required-claims><claim name="b"><value>c</value></claim></required-claims><issuer-signing-keys><key>{{k}}</key></issuer-signing-keys></validate-jwt>',
      ),
      rule: 'child-order',
      element: 'validate-jwt',
    },
    {
      what: 'a child of another policy',
      text: inbound('<send-one-way-request mode="new"><url>https://orders.example</url></send-one-way-request>'),
      rule: 'unknown-element',
      element: 'send-one-way-request',
    },
    {
      what: 'a child twice',
      text: inbound('<return-response><set-body>a</set-body><set-body>b</set-body></return-response>'),
      rule: 'too-many-children',
      element: 'return-response',
    },
    {
      what: 'choose without when',
      text: inbound('<choose><otherwise><set-method>GET</set-method></otherwise></choose>'),
      rule: 'missing-child',
      element: 'choose',
    },
    {
      what: 'a quota of tokens without its period',
      text: inbound('<llm-token-limit counter-key="all" token-quota="1000" estimate-prompt-tokens="false" />'),
      rule: 'attribute-group',
      element: 'llm-token-limit',
    },
    {
      what: 'neither of two attributes',
      text: inbound('<set-backend-service />'),
      rule: 'attribute-group',
      element: 'set-backend-service',
    },
  ],
  'policy is not allowed in the specified scope': [
    {
      what: 'quota for an API',
      text: inbound('<quota calls="10" renewal-period="3600" />'),
      rule: 'wrong-scope',
      element: 'quota',
      options: { scope: 'api' },
    },
    {
      what: 'rate-limit for everything',
      text: inbound('<rate-limit calls="10" renewal-period="60" />'),
      rule: 'wrong-scope',
      element: 'rate-limit',
      options: { scope: 'global' },
    },
    // https://github.com/MicrosoftDocs/azure-docs/pull/88173
    {
      what: 'cross-domain for an API',
      text: inbound('<cross-domain />'),
      rule: 'wrong-scope',
      element: 'cross-domain',
      options: { scope: 'api' },
    },
    {
      what: '<base /> for everything',
      text: inbound('<base />'),
      rule: 'base-misuse',
      element: 'base',
      options: { scope: 'global' },
    },
  ],
  'policy section is not allowed in the specified scope': [
    {
      what: 'a section without <policies>',
      text: '<inbound>\n<cors />\n</inbound>',
      rule: 'unknown-root',
      element: 'cors',
    },
    {
      what: 'an invented section',
      text: '<policies><before><base /></before></policies>',
      rule: 'unknown-section',
      element: 'before',
    },
    {
      what: 'a fragment where a definition belongs',
      text: '<fragment><set-method>GET</set-method></fragment>',
      rule: 'unknown-root',
      element: 'fragment',
      options: { scope: 'api' },
    },
    {
      what: 'a definition where a fragment belongs',
      text: inbound('<base />'),
      rule: 'unknown-root',
      element: 'policies',
      options: { scope: 'fragment' },
    },
    {
      what: 'sections in a fragment',
      text: '<fragment><inbound><set-method>GET</set-method></inbound></fragment>',
      rule: 'unknown-policy',
      element: 'inbound',
    },
  ],
  'policy is not allowed in this section': [
    {
      what: 'a limit behind the call',
      text: outbound('<rate-limit-by-key calls="10" renewal-period="60" counter-key="all" />'),
      rule: 'wrong-section',
      element: 'rate-limit-by-key',
    },
    {
      what: 'storing before the call',
      text: inbound('<cache-store duration="10" />'),
      rule: 'wrong-section',
      element: 'cache-store',
    },
    {
      what: 'forwarding in inbound',
      text: inbound('<forward-request />'),
      rule: 'wrong-section',
      element: 'forward-request',
    },
  ],
  'backend section allows only one policy to be specified': [
    {
      what: 'two policies',
      text: backend('<set-backend-service backend-id="a" />\n<forward-request />'),
      rule: 'single-backend-policy',
      element: 'backend',
    },
    {
      what: 'a policy and <base />',
      text: backend('<base />\n<forward-request />'),
      rule: 'single-backend-policy',
      element: 'backend',
    },
  ],
  'policy is not allowed in this sku': [
    {
      what: 'a limit by key in the Consumption tier',
      text: inbound('<rate-limit-by-key calls="10" renewal-period="60" counter-key="all" />'),
      rule: 'wrong-gateway',
      element: 'rate-limit-by-key',
      options: { gateway: 'consumption' },
    },
  ],
  'there is no policy matching the element name': [
    {
      what: 'a misspelt policy',
      text: inbound('<set-headers name="x" />'),
      rule: 'unknown-policy',
      element: 'set-headers',
    },
    {
      what: 'a policy in another case',
      text: inbound('<Set-Header name="x"><value>a</value></Set-Header>'),
      rule: 'unknown-policy',
      element: 'Set-Header',
    },
  ],
  'policy size exceeds the limit': [
    {
      what: 'in the Consumption tier',
      text: inbound(`<set-body>${'x'.repeat(17_000)}</set-body>`),
      rule: 'document-size',
      options: { gateway: 'consumption' },
    },
    { what: 'everywhere', text: inbound(`<set-body>${'x'.repeat(263_000)}</set-body>`), rule: 'document-size' },
  ],
  'the document is no well-formed XML': [
    {
      what: 'unexpected token, expecting white space',
      text: inbound('<set-header name="x"exists-action="override"><value>a</value></set-header>'),
      rule: 'syntax-missing-space',
    },
    {
      what: 'unexpected token, expected is a semicolon',
      text: inbound('<rewrite-uri template="/orders?a=1&b=2" />'),
      rule: 'syntax-raw-ampersand',
      options: { dialect: 'xml' },
    },
    ...(['xml', 'rawxml'] as const).map((dialect) => ({
      what: `a bare & in a template of the body, as ${dialect}`,
      text: inbound('<set-body template="liquid">{ "next": "/orders?page=2&size=5" }</set-body>'),
      rule: 'syntax-raw-ampersand',
      options: { dialect },
    })),
    {
      what: 'a quote within an attribute',
      text: inbound('<set-variable name="v" value="a"b" />'),
      rule: 'syntax-text-after-value',
    },
    { what: 'a name that begins with a brace', text: inbound('<{name} />'), rule: 'syntax-raw-less-than' },
    {
      what: 'an end tag that matches no start tag',
      text: inbound('<choose><when condition="@(true)"></choose></when>'),
      rule: 'syntax-missing-close-tag',
    },
    { what: 'data at the root level', text: 'policies', rule: 'syntax-missing-root' },
    { what: 'two roots', text: '<policies />\n<policies />', rule: 'syntax-several-roots' },
    {
      what: 'an attribute twice',
      text: inbound('<set-header name="x" name="y"><value>a</value></set-header>'),
      rule: 'syntax-duplicate-attribute',
    },
    {
      what: 'an undeclared entity',
      text: inbound('<set-header name="x"><value>&nbsp;</value></set-header>'),
      rule: 'syntax-invalid-entity',
    },
    { what: 'a comment with two hyphens', text: inbound('<!-- a -- b -->'), rule: 'syntax-not-well-formed' },
    {
      what: 'an XML declaration that does not stand first',
      text: '\n<?xml version="1.0"?>\n<policies />',
      rule: 'syntax-not-well-formed',
    },
    { what: 'nothing at all', text: '', rule: 'syntax-missing-root' },
  ],
}

describe.each(Object.entries(families))('%s', (_family, cases) => {
  test.each(cases)('$what', ({ text, rule, element, options }) => {
    const resources = { ...empty, ...options?.resources }
    const errors = check(analyse(text, { ...options, resources })).filter(({ severity }) => severity === 'error')
    expect(errors.map((each) => each.rule)).toContain(rule)
    if (element !== undefined) {
      expect(errors.filter((each) => each.rule === rule).map((each) => each.element?.name)).toContain(element)
    }
  })
})

test.each([
  ['<send-request response-variable-name="r"><set-method>GET</set-method></send-request>', true],
  ['<send-request mode="new" response-variable-name="r"><set-method>GET</set-method></send-request>', true],
  ['<send-one-way-request mode="new"><set-method>GET</set-method></send-one-way-request>', true],
  ['<send-one-way-request mode="copy"><set-method>GET</set-method></send-one-way-request>', false],
  ['<send-request mode="{{mode}}" response-variable-name="r"><set-method>GET</set-method></send-request>', false],
  ['<send-request mode="@("copy")" response-variable-name="r"><set-method>GET</set-method></send-request>', false],
  [
    '<send-request mode="new" response-variable-name="r"><set-url>@("https://a.example")</set-url></send-request>',
    false,
  ],
])('%s misses its URL, of which a warning tells: %s', (policy, missed) => {
  const found = check(analyse(inbound(policy))).filter(({ rule }) => rule === 'missing-child')
  expect(found.map(({ severity, element }) => [severity, element?.name])).toEqual(
    missed ? [['warning', policy.slice(1, policy.indexOf(' '))]] : [],
  )
})

test.each([
  ['<set-method>${is_read && !is_write ? "GET" : "POST"}</set-method>', []],
  ['<set-method>${retries < 2 ? "GET" : "POST"}</set-method>', []],
  ['%{ if is_read && !is_write ~}<set-method>GET</set-method>%{ endif ~}', []],
  ['<rewrite-uri template="/${path}?a=1&b=2" />', ['syntax-raw-ampersand']],
  ['<set-method>${method}</set-method><set-body>1 < 2</set-body>', ['syntax-raw-less-than']],
])('in %s no character is refused that a templating tool replaces', (policy, refused) => {
  const found = check(analyse(inbound(policy))).filter(({ rule }) => rule.startsWith('syntax-raw-'))
  expect(found.map(({ rule }) => rule)).toEqual(refused)
})

test.each(['203.0.113.10', '2001:db8::1', '::ffff:10.0.0.1', '{{office}}', '@(context.Request.IpAddress)'])(
  'the address %s is right',
  (address) => {
    const text = inbound(`<ip-filter action="allow"><address>${address}</address></ip-filter>`)
    expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
  },
)

test.each([
  ['Bearer @(context.RequestId)', true],
  ['Bearer @((string)context.Variables["token"])', true],
  ['key-@{ return context.RequestId; }', true],
  ['key-@{id}', true],
  ['  @(context.RequestId.ToString())', false],
  ['call us @(09:00)', false],
  ['orders@contoso.example', false],
])('%s holds an expression that stays text: %s', (value, partial) => {
  const text = inbound(`<set-header name="a" exists-action="override"><value>${value}</value></set-header>`)
  expect(check(analyse(text)).some(({ rule }) => rule === 'partial-expression')).toBe(partial)
})

test('an attribute is not missed behind an expression that does not end', () => {
  const text = inbound(
    '<retry condition="@((context.Response.StatusCode == 500)\n" interval="1" count="2"><base /></retry>',
  )
  expect(check(analyse(text)).filter(({ rule }) => rule === 'missing-attribute')).toEqual([])
})

test('the source of a trace may be an expression', () => {
  const text = inbound('<trace source="@(context.Api.Name)" severity="verbose"><message>called</message></trace>')
  expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
})

test.each([
  ...[
    '5L',
    '1.5m',
    'Guid.NewGuid()',
    'DateTime.UtcNow',
    'new byte[2]',
    'new JArray()',
    '"a".AsJwt()',
    '(int?)null',
  ].map((code): [string] => [`<set-variable name="v" value="@(${code})" />`]),
  ['<set-body>@(new byte[] { 1 })</set-body>'],
  ['<cache-store-value key="a" value="@(new JObject())" duration="5" />'],
  ['<set-variable name="v" value="@(context.Variables["a"] as IResponse)" />'],
])('the type of %s is right', (policy) => {
  const found = check(analyse(inbound(policy))).filter(({ rule }) => rule === 'expression-return-type')
  expect(found).toEqual([])
})

// https://learn.microsoft.com/azure/api-management/set-graphql-resolver-policy
test('resolvers of fields beside <base /> are right', () => {
  const resolver = (field: string): string =>
    `<set-graphql-resolver parent-type="Query" field="${field}"><http-data-source><http-request><set-method>GET</set-method><set-url>https://orders.example</set-url></http-request></http-data-source></set-graphql-resolver>`
  const text = backend(`${resolver('order')}\n${resolver('orders')}\n<base />`)
  expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
})

// https://learn.microsoft.com/azure/api-management/llm-token-limit-policy, as the portal writes it for an API of Microsoft Foundry.
test('a quota of tokens by the deployed model that the call is for is right', () => {
  const text = inbound(
    '<llm-token-limit counter-key="@(context.Request.Foundry.Deployment)" token-quota="@(long.Parse("5"))" token-quota-period="Daily" estimate-prompt-tokens="false" />',
  )
  expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
})

/** Refused by what only the service, the network or a call knows: check has no ground to say anything, and says no error. */
test.each([
  [
    'metadata that the service cannot fetch: the network tells',
    inbound(
      '<validate-jwt header-name="a"><openid-config url="https://unreachable.example/.well-known/openid-configuration" /></validate-jwt>',
    ),
  ],
  [
    'a header value with a line break: only the call knows the text',
    inbound('<set-header name="x"><value>@(context.Request.Url.Path + "\\r\\n")</value></set-header>'),
  ],
  ['a limit of -1 KB, or a bad request without words: a state of the service', inbound('<base />')],
  [
    'a document type: the reader of the service may refuse it, which nobody has seen',
    '<!DOCTYPE policies>\n<policies><inbound><base /></inbound></policies>',
  ],
])('%s', (_reason, text) => {
  expect(check(analyse(text)).filter(({ severity }) => severity === 'error')).toEqual([])
})
