import { appendChild } from '../fixes/elements.ts'
import { descendants, isHeader, literal, literalContent, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'cache-authenticated-response',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'Answers to requests with a token are cached for that token only.',
  why: 'allow-private-response-caching stores answers to requests that carry an Authorization header. Unless the header is a part of the key, one caller is given what another one asked for.',
  remedy: 'Add <vary-by-header>Authorization</vary-by-header>, or leave out allow-private-response-caching.',
  examples: {
    bad: `<policies>
  <inbound>
    <cache-lookup vary-by-developer="false" vary-by-developer-groups="false" allow-private-response-caching="true" />
                                                                                                             ^^^^ cache-authenticated-response
  </inbound>
  <outbound>
    <cache-store duration="60" />
  </outbound>
</policies>`,
    good: `<policies>
  <inbound>
    <cache-lookup vary-by-developer="false" vary-by-developer-groups="false" allow-private-response-caching="true">
      <vary-by-header>Authorization</vary-by-header>
    </cache-lookup>
  </inbound>
  <outbound>
    <cache-store duration="60" />
  </outbound>
</policies>`,
  },
  check: (cx) => ({
    'cache-lookup'(meaning) {
      const { element } = meaning
      const { text } = cx.analysis
      if (literal(meaning, 'allow-private-response-caching')?.toLowerCase() !== 'true') return
      if (literal(meaning, 'vary-by-developer')?.toLowerCase() !== 'false') return
      for (const vary of descendants(meaning, cx.analysis, 'vary-by-header')) {
        const header = literalContent(vary.element, cx.analysis)
        if (header === undefined || isHeader(header, 'Authorization', 'Cookie')) return
      }
      const span = valueSpan(element, 'allow-private-response-caching')
      cx.report({
        element,
        ...(span && { span }),
        message: 'Answers to requests with a token are cached, and the token is no part of the key.',
        fixes: () => [
          {
            title: 'Add <vary-by-header>Authorization</vary-by-header>',
            edits: [appendChild(element, '<vary-by-header>Authorization</vary-by-header>', text)],
            preferred: true,
          },
        ],
      })
    },
  }),
})
