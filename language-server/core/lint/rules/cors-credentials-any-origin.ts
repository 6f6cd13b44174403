import { contentSpan, descendants, literal, literalContent } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'cors-credentials-any-origin',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'Credentials are allowed only for origins that are named.',
  why: "With any origin allowed and credentials on top, every web site that a user visits can call the API with the user's cookies and read the answers; where the gateway answers with a bare `*`, browsers refuse every such call instead.",
  remedy: 'Name the origins, or leave out allow-credentials.',
  examples: {
    bad: `<policies>
  <inbound>
    <cors allow-credentials="true">
      <allowed-origins>
        <origin>*</origin>
                ^ cors-credentials-any-origin
      </allowed-origins>
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
      for (const { element } of descendants(meaning, cx.analysis, 'origin')) {
        if (literalContent(element, cx.analysis) !== '*') continue
        cx.report({
          element,
          span: contentSpan(element, cx.analysis.text),
          message: 'Any origin is allowed, together with credentials.',
        })
      }
    },
  }),
})
