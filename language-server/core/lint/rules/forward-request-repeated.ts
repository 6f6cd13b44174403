import { isInPipeline, isUnconditional, policiesBefore } from '../../model/pipeline.ts'
import { ancestors } from '../../syntax/query.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'forward-request-repeated',
  severity: 'warning',
  category: 'reliability',
  summary: 'A request is forwarded once.',
  why: 'A second forward-request on the same path calls the back end again: an order is placed twice, and only the second answer reaches the caller. To try again after a failure there is retry.',
  examples: {
    bad: `<fragment>
  <forward-request />
  <choose>
    <when condition="@(context.Response.StatusCode == 503)">
      <set-variable name="busy" value="true" />
    </when>
  </choose>
  <forward-request />
   ^^^^^^^^^^^^^^^ forward-request-repeated
</fragment>`,
    good: `<fragment>
  <retry condition="@(context.Response.StatusCode == 503)" count="2" interval="1">
    <forward-request buffer-request-body="true" />
  </retry>
</fragment>`,
  },
  check: (cx) => ({
    'forward-request'({ element }) {
      // In a branch it is a second try that was thought about.
      if (!isInPipeline(element) || !isUnconditional(element)) return
      const around = ancestors(element)
      const earlier = [...policiesBefore(element)].find(
        (each) => each.name === 'forward-request' && isUnconditional(each) && !around.includes(each),
      )
      if (earlier === undefined) return
      const { line } = cx.analysis.lines.positionAt(earlier.start)
      cx.report({
        element,
        message: `The request was forwarded in line ${line + 1} already; the back end is called again.`,
      })
    },
  }),
})
