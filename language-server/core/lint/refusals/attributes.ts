import { type Families, inbound } from './refused.ts'

/** Attributes that are not declared, missing or wrong. */
export const attributes: Families = {
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
}
