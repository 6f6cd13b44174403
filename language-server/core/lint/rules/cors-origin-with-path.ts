import { contentSpan, literalContent } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'cors-origin-with-path',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'An origin is a scheme, a host and a port, with nothing behind them.',
  why: 'Browsers send `https://shop.contoso.com`, without a slash or a path. An origin with a path is not one that a browser sends.',
  examples: {
    bad: `<policies>
  <inbound>
    <cors>
      <allowed-origins>
        <origin>https://shop.contoso.com/basket</origin>
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cors-origin-with-path
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
    origin({ element, parent }) {
      if (parent?.name !== 'allowed-origins') return
      const origin = literalContent(element, cx.analysis) ?? ''
      const match = /^(https?:\/\/[^/\s]+)(\/\S*)$/i.exec(origin)
      const [, right, path] = match ?? []
      if (right === undefined || path === undefined) return
      const span = contentSpan(element, cx.analysis.text)
      cx.report({
        element,
        span,
        // Whether the service drops a mere slash is not documented.
        severity: path === '/' ? 'info' : 'warning',
        message: `Browsers send the origin '${right}', never '${origin}'.`,
        fixes: () => [{ title: `Change to '${right}'`, edits: [{ span, newText: right }], preferred: true }],
      })
    },
  }),
})
