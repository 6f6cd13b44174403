import { rule } from '../rule.ts'

export default rule({
  id: 'jsonp-response',
  severity: 'info',
  category: 'security',
  set: 'strict',
  reach: 'element',
  summary: 'Pages of other origins get data by CORS, not by JSONP.',
  why: 'A script tag of any page can load an answer in JSONP, with the cookies of its visitor; no origin is asked. Every browser of the last ten years has CORS.',
  remedy: 'Name the origins in cors, and remove jsonp.',
  examples: {
    bad: `<policies>
  <outbound>
    <base />
    <jsonp callback-parameter-name="callback" />
     ^^^^^ jsonp-response
  </outbound>
</policies>`,
    good: `<policies>
  <inbound>
    <cors>
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
      <allowed-headers>
        <header>Content-Type</header>
      </allowed-headers>
    </cors>
    <base />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    jsonp: ({ element }) => cx.report({ element, message: 'Pages of every origin can load this answer as a script.' }),
  }),
})
