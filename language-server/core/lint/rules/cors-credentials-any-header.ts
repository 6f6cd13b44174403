import { contentSpan, descendants, literal, literalContent } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'cors-credentials-any-header',
  severity: 'info',
  category: 'security',
  set: 'strict',
  reach: 'element',
  summary: 'Where credentials are allowed, methods and headers are named.',
  why: 'A call with credentials acts in the name of a user. In the Fetch standard a `*` means no wildcard for such calls, and what is named is what a script of an allowed origin can do (https://fetch.spec.whatwg.org/#cors-protocol-and-credentials).',
  examples: {
    bad: `<policies>
  <inbound>
    <cors allow-credentials="true">
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
      <allowed-methods>
        <method>*</method>
                ^ cors-credentials-any-header
      </allowed-methods>
      <allowed-headers>
        <header>Content-Type</header>
      </allowed-headers>
    </cors>
    <base />
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <cors allow-credentials="true">
      <allowed-origins>
        <origin>https://shop.contoso.com</origin>
      </allowed-origins>
      <allowed-methods>
        <method>GET</method>
      </allowed-methods>
      <allowed-headers>
        <header>Content-Type</header>
      </allowed-headers>
    </cors>
    <base />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    cors(meaning) {
      if (literal(meaning, 'allow-credentials')?.toLowerCase() !== 'true') return
      for (const { element, name, parent } of descendants(meaning, cx.analysis, 'method', 'header')) {
        // What scripts may read of an answer is not what they may send.
        if (parent?.name === 'expose-headers' || literalContent(element, cx.analysis) !== '*') continue
        cx.report({
          element,
          span: contentSpan(element, cx.analysis.text),
          message: `Any ${name} is allowed, together with credentials.`,
        })
      }
    },
  }),
})
