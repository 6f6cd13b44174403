import { rawSpan } from '../../expression/tree.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'weak-hash',
  severity: 'info',
  category: 'security',
  set: 'strict',
  reach: 'element',
  summary: 'Signatures and keys are made with SHA-256 or better.',
  why: 'Texts with the same MD5 or SHA-1 hash can be made on purpose, so that neither proves anything about a text that others wrote. For a key of a cache they are good enough.',
  examples: {
    bad: `<fragment>
  <set-variable name="digest" value="@(Convert.ToBase64String(System.Security.Cryptography.MD5.Create().ComputeHash(context.Request.Body.As<byte[]>(true))))" />
                                                                                           ^^^ weak-hash
</fragment>`,
    good: `<fragment>
  <set-variable name="digest" value="@(Convert.ToBase64String(System.Security.Cryptography.SHA256.Create().ComputeHash(context.Request.Body.As<byte[]>(true))))" />
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      for (const { tree, source } of cx.analysis.expressionsOf(meaning)) {
        if (!/MD5|SHA1/.test(source.code)) continue
        const weak = tree?.tokens.find(
          ({ kind, text }) =>
            kind === 'identifier' && /^(?:HMAC)?(?:MD5|SHA1)(?:CryptoServiceProvider|Managed)?$/.test(text),
        )
        if (weak === undefined) continue
        cx.report({
          element: meaning.element,
          span: rawSpan(source, weak),
          message: `${weak.text} is no longer safe for signatures.`,
        })
      }
    },
  }),
})
