import type { Meaning } from '../../model/analysis.ts'
import { contentSpan, hasAttribute, literalContent } from '../reading.ts'
import { type Context, rule } from '../rule.ts'
import { isSample } from '../secret-likeness.ts'

export default rule({
  id: 'jwt-key-in-document',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A symmetric key that checks or decrypts tokens does not stand in the document.',
  why: 'Whoever can read the policy, or the repository that it is kept in, can make tokens with the key that pass every check.',
  remedy:
    'Keep the key in a secret named value or in Key Vault and write {{its-name}}, or check with the public key of a certificate (certificate-id, or n and e).',
  examples: {
    bad: `<fragment>
  <validate-jwt header-name="Authorization">
    <issuer-signing-keys>
      <key>bGV0IG1lIGluLCBJIGFtIHRoZSBpc3N1ZXIgaW5kZWVk</key>
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ jwt-key-in-document
    </issuer-signing-keys>
    <audiences>
      <audience>orders</audience>
    </audiences>
    <issuers>
      <issuer>https://login.contoso.com</issuer>
    </issuers>
  </validate-jwt>
</fragment>`,
    good: `<fragment>
  <validate-jwt header-name="Authorization">
    <issuer-signing-keys>
      <key>{{signing-key}}</key>
    </issuer-signing-keys>
    <audiences>
      <audience>orders</audience>
    </audiences>
    <issuers>
      <issuer>https://login.contoso.com</issuer>
    </issuers>
  </validate-jwt>
</fragment>`,
  },
  check: (cx) => ({
    key: (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const { element, parent } = meaning
  if (parent?.name !== 'issuer-signing-keys' && parent?.name !== 'decryption-keys') return
  if (hasAttribute(meaning, 'certificate-id') || hasAttribute(meaning, 'n')) return
  const key = literalContent(element, cx.analysis)
  if (key === undefined || key.length < 16 || isSample(key)) return
  cx.report({
    element,
    span: contentSpan(element, cx.analysis.text),
    message: 'The key that tokens are checked with stands in the document.',
  })
}
