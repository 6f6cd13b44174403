import { isUnconditional } from '../../model/pipeline.ts'
import { firstChild } from '../../syntax/query.ts'
import { hasAttribute, literal } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'error-turned-success',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'on-error does not answer every failure with a success.',
  why: 'Callers, monitors and retries go by the status. A 200 for a refused token or a dead back end hides the failure from all of them. return-response without set-status answers 200.',
  remedy: 'Answer with a status of 400 or more, or say in a <when> which failures are none.',
  examples: {
    bad: `<policies>
  <on-error>
    <return-response>
      <set-status code="200" reason="OK" />
       ^^^^^^^^^^ error-turned-success
    </return-response>
  </on-error>
</policies>`,
    good: `<policies>
  <on-error>
    <return-response>
      <set-status code="502" reason="Bad Gateway" />
    </return-response>
  </on-error>
</policies>`,
  },
  check: (cx) => ({
    'return-response'(meaning) {
      const { element, section } = meaning
      if (section !== 'on-error' || !isUnconditional(element) || hasAttribute(meaning, 'response-variable-name')) return
      const status = firstChild(element, 'set-status')
      if (status === undefined) {
        cx.report({ element, message: 'Without set-status, every failure is answered with 200.' })
        return
      }
      const statusMeaning = cx.analysis.meaningOf(status)
      const code = statusMeaning === undefined ? undefined : literal(statusMeaning, 'code')
      if (code === undefined || !/^2\d\d$/.test(code)) return
      cx.report({ element: status, message: `Every failure is answered with ${code}.` })
    },
    'set-status'(meaning) {
      const code = literal(meaning, 'code')
      if (meaning.section !== 'on-error' || meaning.role !== 'policy' || !isUnconditional(meaning.element)) return
      if (code === undefined || !/^2\d\d$/.test(code)) return
      cx.report({ element: meaning.element, message: `Every failure is answered with ${code}.` })
    },
  }),
})
