import { attribute, childElements } from '../../syntax/query.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'duplicate-condition',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'Each <when> of a <choose> has a condition of its own.',
  why: 'Only the first branch whose condition holds runs. A second one with the same condition never does; one of the two was meant to ask for something else.',
  examples: {
    bad: `<fragment>
  <choose>
    <when condition="@(context.Request.Method == "GET")">
      <set-backend-service backend-id="reading" />
    </when>
    <when condition="@(context.Request.Method == "GET")">
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ duplicate-condition
      <set-backend-service backend-id="writing" />
    </when>
  </choose>
</fragment>`,
    good: `<fragment>
  <choose>
    <when condition="@(context.Request.Method == "GET")">
      <set-backend-service backend-id="reading" />
    </when>
    <when condition="@(context.Request.Method == "POST")">
      <set-backend-service backend-id="writing" />
    </when>
  </choose>
</fragment>`,
  },
  check: (cx) => ({
    choose({ element }) {
      const seen = new Set<string>()
      for (const branch of childElements(element)) {
        const value = attribute(branch, 'condition')?.value
        if (branch.name !== 'when' || value === undefined) continue
        const condition = value.raw.replace(/\s+/g, ' ').trim()
        // What is random or counts may differ from one call to the next.
        if (/Random|NewGuid|Now\b/.test(condition)) continue
        if (seen.has(condition) && condition !== '') {
          cx.report({
            element: branch,
            span: { start: value.start, end: value.end },
            message: 'An earlier branch has the same condition, so that this one never runs.',
          })
        }
        seen.add(condition)
      }
    },
  }),
})
