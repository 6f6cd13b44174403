import { rule } from '../rule.ts'

export default rule({
  id: 'spoofable-address',
  severity: 'info',
  category: 'security',
  reach: 'element',
  summary: "A caller's address is not taken from a header where it decides.",
  why: 'X-Forwarded-For is a header like any other: unless a proxy in front of the gateway replaces it, callers write into it what they like.',
  remedy:
    'Use context.Request.IpAddress or ip-filter. Behind a proxy, take the entry that the proxy itself added, the last one, and let nobody pass the proxy by.',
  examples: {
    bad: `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="@(context.Request.Headers.GetValueOrDefault("X-Forwarded-For") == "203.0.113.7")">
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ spoofable-address
        <set-backend-service backend-id="internal" />
      </when>
    </choose>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="@(context.Request.IpAddress == "203.0.113.7")">
        <set-backend-service backend-id="internal" />
      </when>
    </choose>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    element(meaning) {
      for (const { expression, attribute, source } of cx.analysis.expressionsOf(meaning)) {
        const decides = attribute?.name === 'condition' || meaning.name === 'ip-filter' || meaning.name === 'address'
        const match = /"(X-Forwarded-For|X-Real-IP|X-Client-IP)"/i.exec(source.code)
        if (!decides || match === null) continue
        // The last entry is the one that the nearest proxy added.
        if (/\.Last(?:OrDefault)?\s*\(|ContainsKey/.test(source.code)) continue
        cx.report({
          element: meaning.element,
          span: expression,
          message: `Callers can write any address into the header '${match[1]}'.`,
        })
      }
    },
  }),
})
