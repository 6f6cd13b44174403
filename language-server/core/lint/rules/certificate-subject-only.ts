import { rule } from '../rule.ts'

const reading = /\bRequest\s*\.\s*Certificate\s*\??\.\s*(?:Subject(?:Name)?|Issuer(?:Name)?|SerialNumber|GetNameInfo)\b/

export default rule({
  id: 'certificate-subject-only',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary:
    'The subject, issuer or serial number of a client certificate decides nothing before the certificate was verified.',
  why: 'A caller can make a certificate with any names in it. The connection proves only that the caller has the private key of that certificate, not that a trusted authority issued it.',
  remedy: 'Use validate-client-certificate, call context.Request.Certificate.Verify(), or compare the thumbprint.',
  examples: {
    bad: `<policies>
  <inbound>
    <choose>
      <when condition="@(context.Request.Certificate == null || context.Request.Certificate.Subject != "CN=orders")">
                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ certificate-subject-only
        <return-response>
          <set-status code="403" reason="Forbidden" />
        </return-response>
      </when>
    </choose>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <choose>
      <when condition="@(context.Request.Certificate == null || !context.Request.Certificate.Verify() || context.Request.Certificate.Subject != "CN=orders")">
        <return-response>
          <set-status code="403" reason="Forbidden" />
        </return-response>
      </when>
    </choose>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { text } = cx.analysis
      if (
        !text.includes('.Certificate') ||
        /\bVerify(?:NoRevocation)?\s*\(|validate-client-certificate|Thumbprint/.test(text)
      )
        return
      for (const { expression, meaning, attribute } of cx.analysis.expressions()) {
        if (attribute?.name !== 'condition') continue
        const match = reading.exec(expression.raw)
        if (match === null) continue
        const start = expression.start + match.index
        cx.report({
          element: meaning.element,
          span: { start, end: start + match[0].length },
          message: 'The certificate decides here, but nothing in the document verifies it.',
        })
      }
    },
  }),
})
