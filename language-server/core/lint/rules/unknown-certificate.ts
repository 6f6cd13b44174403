import { missingResources } from '../missing-resource.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unknown-certificate',
  severity: 'error',
  category: 'workspace',
  summary: 'A certificate that a policy names exists on the instance.',
  why: 'The service refuses a policy that names a certificate it does not have. Nothing is said when the certificates are not known.',
  remedy: 'Upload the certificate first, or correct its id.',
  examples: {
    options: { resources: { certificates: ['client'] } },
    bad: `<fragment>
  <authentication-certificate certificate-id="clinet" />
                                              ^^^^^^ unknown-certificate
</fragment>`,
    good: `<fragment>
  <authentication-certificate certificate-id="client" />
</fragment>`,
  },
  check: (cx) => ({
    document() {
      const known = cx.analysis.options.resources?.certificates
      missingResources(cx, {
        references: known === undefined ? [] : cx.analysis.references().certificates,
        known: known ?? [],
        noun: 'certificate',
        serviceMessage: (name) => `Certificate with id '${name}' could not be found.`,
      })
    },
  }),
})
