import { type Rule, rule } from './rule.ts'

/** These look at what the other rules have found, so that `check` asks them in its own way: `reportSuppressions`. */
const askedLast = () => ({})

/** The rules about the comments that hide findings. */
export const suppressionRules = {
  unused: rule({
    id: 'unused-suppression',
    severity: 'warning',
    category: 'style',
    summary: 'A comment that hides findings should hide at least one.',
    why: 'What it was written for is no longer there, and the next finding of its kind would be hidden unseen.',
    remedy: 'Remove the comment, or the name of the rule from its list.',
    examples: {
      options: { scope: 'api' },
      bad: `<policies>
  <!-- policywright-disable-next-line missing-base: answers by itself -->
                                      ^^^^^^^^^^^^ unused-suppression
  <inbound>
    <base />
  </inbound>
</policies>`,
      good: `<policies>
  <!-- policywright-disable-next-line missing-base: answers by itself -->
  <inbound>
    <return-response />
  </inbound>
</policies>`,
    },
    check: askedLast,
  }),
  invalid: rule({
    id: 'invalid-suppression',
    severity: 'warning',
    category: 'style',
    summary:
      'A comment for Policywright says disable-next-line, disable, enable or disable-file, and names rules that exist.',
    why: 'Otherwise it hides nothing, or not what its author meant.',
    examples: {
      options: { scope: 'api' },
      bad: `<policies>
  <!-- policywright-disable-next-line missing-bse: answers by itself -->
                                      ^^^^^^^^^^^ invalid-suppression
  <inbound>
    <base />
  </inbound>
</policies>`,
      good: `<policies>
  <!-- policywright-disable-next-line missing-base: answers by itself -->
  <inbound>
    <return-response />
  </inbound>
</policies>`,
    },
    check: askedLast,
  }),
  withoutReason: rule({
    id: 'suppression-without-reason',
    severity: 'warning',
    category: 'style',
    summary: "A comment that hides findings gives a reason behind a ':'.",
    why: 'Whoever reads the document later cannot tell a decision from a shortcut.',
    examples: {
      options: { scope: 'api' },
      bad: `<policies>
  <!-- policywright-disable-next-line missing-base -->
                    ^^^^^^^^^^^^^^^^^ suppression-without-reason
  <inbound>
    <return-response />
  </inbound>
</policies>`,
      good: `<policies>
  <!-- policywright-disable-next-line missing-base: answers by itself -->
  <inbound>
    <return-response />
  </inbound>
</policies>`,
    },
    check: askedLast,
  }),
  refused: rule({
    id: 'suppressed-error',
    severity: 'warning',
    category: 'style',
    summary: 'What the service refuses cannot be hidden.',
    why: 'The document cannot be published as it is, so that hiding the error only moves it into the deployment.',
    remedy: 'Correct the document and remove the comment. If the service does take it, please report that as a bug.',
    examples: {
      bad: `<fragment>
  <!-- policywright-disable-next-line missing-attribute: set elsewhere -->
                                      ^^^^^^^^^^^^^^^^^ suppressed-error
  <set-header exists-action="delete" />
   ^^^^^^^^^^ missing-attribute
</fragment>`,
      good: `<fragment>
  <set-header name="X-Trace" exists-action="delete" />
</fragment>`,
    },
    check: askedLast,
  }),
} as const satisfies Readonly<Record<string, Rule>>
