import { backend, type Families, inbound, outbound } from './refused.ts'

/** Elements where they may not stand, with what they may not hold, and documents that are too large. */
export const elements: Families = {
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
}
