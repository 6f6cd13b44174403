import { literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'
import { isSample } from '../secret-likeness.ts'

export default rule({
  id: 'hardcoded-certificate',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A client certificate with its private key does not stand in the document.',
  why: 'The body of a PFX file holds the private key. Everybody who can read the policy can speak in the name of this instance, until the certificate is revoked.',
  remedy:
    'Upload the certificate to the instance, or take it from Key Vault, and name it by certificate-id or thumbprint. Where body is needed, read the certificate from context.Deployment.Certificates.',
  examples: {
    bad: `<fragment>
  <authentication-certificate body="MIIKaQIBAzCCCi8GCSqGSIb3DQEHAaCCCiAEggocMIIKGDCCBg8GCSqGSIb3DQEHAaCCBgAEggX8" />
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hardcoded-certificate
</fragment>`,
    good: `<fragment>
  <authentication-certificate certificate-id="orders-client" />
</fragment>`,
  },
  check: (cx) => ({
    'authentication-certificate'(meaning) {
      const { element } = meaning
      for (const name of ['body', 'password']) {
        const value = literal(meaning, name)
        const span = valueSpan(element, name)
        if (value === undefined || span === undefined || value.length < (name === 'body' ? 40 : 4)) continue
        if (name === 'password' && isSample(value)) continue
        cx.report({
          element,
          span,
          message:
            name === 'body'
              ? 'The certificate stands in the document, with its private key.'
              : 'The password of the certificate stands in the document.',
        })
      }
    },
  }),
})
