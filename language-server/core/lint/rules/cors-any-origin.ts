import { contentSpan, descendants, literal, literalContent } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'cors-any-origin',
  severity: 'info',
  category: 'security',
  set: 'strict',
  reach: 'element',
  summary: 'Origins are named, unless the API is for everybody.',
  why: 'With `*`, scripts of every web site can call the API from the browsers of its visitors and read the answers. For an API that only your own pages use, nobody needs that.',
  examples: {
    bad: `<policies>
  <inbound>
    <cors>
      <allowed-origins>
        <origin>*</origin>
                ^ cors-any-origin
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
    cors(meaning) {
      // With credentials another rule says worse.
      if (literal(meaning, 'allow-credentials')?.toLowerCase() === 'true') return
      for (const { element } of descendants(meaning, cx.analysis, 'origin')) {
        if (literalContent(element, cx.analysis) !== '*') continue
        cx.report({ element, span: contentSpan(element, cx.analysis.text), message: 'Any origin is allowed.' })
      }
    },
  }),
})
