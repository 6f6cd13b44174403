import type { AttributeSpec } from '../../catalog/policy.ts'
import { readValue, textParts } from '../../model/value.ts'
import { isDoubtful } from '../doubt.ts'
import { rule } from '../rule.ts'
import { invalidValueWords } from '../schema-words.ts'

/** Types that the service reads before it looks for an expression, so that it takes the expression for a wrong value. */
const typed: readonly AttributeSpec['type'][] = ['integer', 'boolean']

export default rule({
  id: 'expression-not-allowed',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'A policy expression stands only where its policy takes one.',
  why: 'The service reads such a value once, when the policy is saved, and refuses an expression there.',
  remedy: 'Write the value itself, or use a named value: {{name}} is replaced before the policy is read.',
  examples: {
    bad: `<fragment>
  <rate-limit calls="@(10)" renewal-period="60" />
                     ^^^^^ expression-not-allowed
</fragment>`,
    good: `<fragment>
  <rate-limit calls="{{calls-per-minute}}" renewal-period="60" />
</fragment>`,
  },
  check: (cx) => ({
    element({ element, attributes, spec, role }) {
      if (spec === undefined || role === 'unknown-child') return
      const { text } = cx.analysis
      for (const { name, spec: expected, value } of attributes) {
        if (expected?.expression !== false || value?.kind !== 'expression') continue
        cx.report({
          element,
          span: { start: value.expression.start, end: value.expression.end },
          ...(isDoubtful(expected, 'expression') || spec.undocumented ? { severity: 'warning' } : {}),
          message: `'${name}' of '${element.name}' takes no policy expression.`,
          ...(typed.includes(expected.type) && {
            serviceMessage: invalidValueWords({ kind: 'attribute', name, value: value.expression.raw, spec: expected }),
          }),
        })
      }
      if (spec.text?.expression !== false) return
      const value = readValue(textParts(element), text)
      if (value.kind !== 'expression') return
      cx.report({
        element,
        span: { start: value.expression.start, end: value.expression.end },
        ...(spec.disputed || spec.undocumented ? { severity: 'warning' } : {}),
        message: `The text of '${element.name}' takes no policy expression.`,
      })
    },
  }),
})
