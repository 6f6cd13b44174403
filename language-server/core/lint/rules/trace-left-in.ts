import { isUnconditional } from '../../model/pipeline.ts'
import { removeElement } from '../fixes/elements.ts'
import { literal } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'trace-left-in',
  severity: 'hint',
  category: 'style',
  set: 'strict',
  reach: 'element',
  summary: 'Traces that helped to find a fault are removed again.',
  why: 'Every trace costs time and money in Application Insights at each request. One of severity error, or information, may be meant to stay.',
  examples: {
    bad: `<fragment>
  <trace source="orders">
   ^^^^^ trace-left-in
    <message>got here</message>
  </trace>
</fragment>`,
    good: `<fragment>
  <trace source="orders" severity="error">
    <message>There is no price list.</message>
  </trace>
</fragment>`,
  },
  check: (cx) => ({
    trace(meaning) {
      const { element } = meaning
      const severity = literal(meaning, 'severity') ?? 'verbose'
      // What depends on a condition, or on a failure, was thought about.
      if (severity !== 'verbose' || meaning.section === 'on-error' || !isUnconditional(element)) return
      cx.report({
        element,
        message: 'A verbose trace is written at each request.',
        fixes: () => [{ title: 'Remove <trace>', edits: [removeElement(element, cx.analysis.text)] }],
      })
    },
  }),
})
