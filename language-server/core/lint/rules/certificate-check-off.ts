import { attribute } from '../../syntax/query.ts'
import { removeAttribute } from '../fixes/attributes.ts'
import { literal } from '../reading.ts'
import { rule } from '../rule.ts'

const checks: Readonly<Record<string, { readonly off: string; readonly effect: string }>> = {
  'validate-trust': { off: 'false', effect: 'certificates that anybody made are accepted' },
  'validate-not-after': { off: 'false', effect: 'expired certificates are accepted' },
  'validate-revocation': { off: 'false', effect: 'revoked certificates are accepted' },
  'ignore-error': { off: 'true', effect: 'callers whose certificate was refused get in all the same' },
}

export default rule({
  id: 'certificate-check-off',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'A check of client certificates looks at trust, expiry and revocation, and refuses what fails.',
  why: 'A certificate that is not checked in full proves nothing: everybody can make one with the subject that the policy asks for.',
  remedy:
    'Leave the checks on. Where the callers use certificates of your own making, pin them by thumbprint in <identities>, or upload the authority that issued them.',
  examples: {
    bad: `<fragment>
  <validate-client-certificate validate-trust="false">
                               ^^^^^^^^^^^^^^^^^^^^^^ certificate-check-off
    <identities>
      <identity subject="CN=orders" />
    </identities>
  </validate-client-certificate>
</fragment>`,
    good: `<fragment>
  <validate-client-certificate>
    <identities>
      <identity subject="CN=orders" />
    </identities>
  </validate-client-certificate>
</fragment>`,
  },
  check: (cx) => ({
    'validate-client-certificate'(meaning) {
      const { element } = meaning
      // With a thumbprint for every identity, there is nobody but their owners.
      const isPinned =
        /<identity\b/.test(cx.analysis.text) &&
        everyIdentityIsPinned(cx.analysis.text.slice(element.start, element.end))
      for (const [name, { off, effect }] of Object.entries(checks)) {
        const found = attribute(element, name)
        if (found === undefined || literal(meaning, name)?.toLowerCase() !== off) continue
        if (isPinned && name !== 'ignore-error') continue
        cx.report({
          element,
          span: { start: found.start, end: found.end },
          severity: name === 'validate-revocation' ? 'info' : 'warning',
          message: `With ${name}="${off}", ${effect}.`,
          fixes: () => [
            { title: `Remove ${name}`, edits: [removeAttribute(found, cx.analysis.text)], preferred: true },
          ],
        })
      }
    },
  }),
})

function everyIdentityIsPinned(text: string): boolean {
  const identities = text.match(/<identity\b[^>]*>/g) ?? []
  return identities.length > 0 && identities.every((tag) => /\bthumbprint\s*=/.test(tag))
}
