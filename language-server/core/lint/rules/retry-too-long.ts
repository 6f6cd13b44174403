import type { Meaning } from '../../model/analysis.ts'
import { literal } from '../reading.ts'
import { rule } from '../rule.ts'

/** Clients and networks give up an idle connection after about four minutes. */
const LIMIT = 240

export default rule({
  id: 'retry-too-long',
  severity: 'info',
  category: 'reliability',
  reach: 'element',
  summary: 'The waits of a retry end before the caller gives up.',
  why: 'The caller waits as long as the retries do. The network drops idle connections after about four minutes; later retries are for nobody.',
  remedy: 'Retry less often or sooner, and answer 503 with Retry-After when it does not help.',
  examples: {
    bad: `<policies>
  <backend>
    <retry condition="@(context.Response.StatusCode == 503)" count="10" interval="60">
     ^^^^^ retry-too-long
      <forward-request buffer-request-body="true" />
    </retry>
  </backend>
</policies>`,
    good: `<policies>
  <backend>
    <retry condition="@(context.Response.StatusCode == 503)" count="3" interval="2" delta="2">
      <forward-request buffer-request-body="true" />
    </retry>
  </backend>
</policies>`,
  },
  check: (cx) => ({
    retry(meaning) {
      const seconds = waitOf(meaning)
      if (seconds === undefined || seconds <= LIMIT) return
      cx.report({
        element: meaning.element,
        message: `The waits between the retries add up to ${seconds} seconds.`,
      })
    },
  }),
})

/**
 * How long all waits are together, in seconds: a fixed interval, one that grows by delta, or with max-interval one that doubles
 * (https://learn.microsoft.com/azure/api-management/retry-policy). Undefined when a number is not known.
 */
function waitOf(meaning: Meaning): number | undefined {
  const number = (name: string, otherwise: number): number =>
    meaning.attributes.some((each) => each.name === name) ? Number(literal(meaning, name) ?? Number.NaN) : otherwise
  const [count, interval, delta] = [number('count', 0), number('interval', 0), number('delta', 0)]
  const longest = number('max-interval', Number.POSITIVE_INFINITY)
  if ([count, interval, delta, longest].some(Number.isNaN) || count > 50) return undefined
  let total = 0
  for (let attempt = 0; attempt < count; attempt++) {
    const grown = Number.isFinite(longest) ? interval + delta * (2 ** attempt - 1) : interval + delta * attempt
    total += Math.min(longest, grown)
  }
  return total
}
