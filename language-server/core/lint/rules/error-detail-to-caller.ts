import { rule } from '../rule.ts'

export default rule({
  id: 'error-detail-to-caller',
  severity: 'info',
  category: 'security',
  set: 'strict',
  reach: 'element',
  summary: 'Callers are not told why the gateway failed.',
  why: 'The message of an error names hosts, certificates, variables and parts of expressions. It helps while testing, and it helps attackers in production.',
  remedy: 'Answer with a text of your own and context.RequestId, and log the message.',
  examples: {
    bad: `<policies>
  <on-error>
    <base />
    <set-body>@(context.LastError.Message)</set-body>
              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error-detail-to-caller
  </on-error>
</policies>`,
    good: `<policies>
  <on-error>
    <base />
    <set-body>@("Something failed. Tell us this number: " + context.RequestId)</set-body>
  </on-error>
</policies>`,
  },
  check: (cx) => ({
    element(meaning) {
      for (const { expression, source } of cx.analysis.expressionsOf(meaning)) {
        const { name, section, parent } = meaning
        const answer = name === 'value' ? parent : meaning
        // What is sent elsewhere, to a log, may say why.
        const isAnswer = answer?.role === 'policy' || answer?.parent?.name === 'return-response'
        const answers = isAnswer && (name === 'set-body' || (name === 'value' && parent?.name === 'set-header'))
        if (!answers || section !== 'on-error') continue
        const match = /LastError\s*\??\.\s*(?:Message|Source|Path)\b/.exec(source.code)
        if (match === null) continue
        cx.report({
          element: meaning.element,
          span: expression,
          message: 'Callers are told why the gateway failed.',
        })
      }
    },
  }),
})
