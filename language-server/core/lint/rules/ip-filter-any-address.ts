import type { Meaning } from '../../model/analysis.ts'
import { literal } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'ip-filter-any-address',
  severity: 'warning',
  category: 'security',
  summary: 'A range of an IP filter begins before it ends and is not the whole internet.',
  why: 'A range of every address allows or forbids everybody, which is seldom what a filter is for; a range that ends before it begins holds nobody.',
  examples: {
    bad: `<fragment>
  <ip-filter action="allow">
    <address-range from="0.0.0.0" to="255.255.255.255" />
     ^^^^^^^^^^^^^ ip-filter-any-address
  </ip-filter>
</fragment>`,
    good: `<fragment>
  <ip-filter action="allow">
    <address-range from="203.0.113.0" to="203.0.113.255" />
  </ip-filter>
</fragment>`,
  },
  check: (cx) => ({ 'address-range': (meaning) => look(cx, meaning) }),
})

function look(cx: Context, meaning: Meaning): void {
  const { element } = meaning
  const [from, to] = [numberOf(literal(meaning, 'from')), numberOf(literal(meaning, 'to'))]
  if (from === undefined || to === undefined) return
  const action = meaning.parent === undefined ? undefined : literal(meaning.parent, 'action')
  if (from > to) {
    cx.report({ element, message: 'The range ends before it begins, so that it holds no address.' })
  } else if (from <= 0x01000000 && to >= 0xfe000000) {
    cx.report({
      element,
      message: `The range holds every address, so that everybody is ${action === 'forbid' ? 'refused' : 'let in'}.`,
    })
  }
}

/** An IPv4 address as a number; undefined for anything else. */
function numberOf(address: string | undefined): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
    .exec(address ?? '')
    ?.slice(1)
    .map(Number)
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined
}
