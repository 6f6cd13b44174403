import { type Families, inbound } from './refused.ts'

const operation = { method: 'GET', urlTemplate: '/orders/{id}' }

/** What a document names and the instance does not have. */
export const references: Families = {
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
}
