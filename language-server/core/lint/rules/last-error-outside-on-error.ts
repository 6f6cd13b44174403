import { contextReads } from '../context-reads.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'last-error-outside-on-error',
  severity: 'hint',
  category: 'expressions',
  reach: 'late',
  summary: 'context.LastError is used in the error section.',
  why: 'It is filled when an error has sent the request to on-error; before that there is none, and what asks for its members fails.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="reason" value="@(context.LastError.Reason)" />
                                         ^^^^^^^^^^^^^^^^^ last-error-outside-on-error
  </inbound>
</policies>`,
    good: `<policies>
  <inbound />
  <on-error>
    <set-variable name="reason" value="@(context.LastError.Reason)" />
  </on-error>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const { read, use, section, toDocument } of contextReads(cx, 'part')) {
        if (read.part !== 'last-error' || read.isTested || read.isCaught) continue
        if (section === undefined || section === 'on-error') continue
        // This text is made after the validation failed, and tells why.
        if (use.attribute?.name === 'failed-validation-error-message') continue
        cx.report({
          element: use.meaning.element,
          span: toDocument(read.term),
          message: `There is no error in ${section}; only on-error has one.`,
        })
      }
    },
  }),
})
