import { flowOf } from '../../model/variables.ts'
import { distance } from '../../text/nearest.ts'
import { contextReads } from '../context-reads.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'misspelt-variable',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'A context variable is read by the name that it was set by.',
  why: 'A name with a slip in it is another variable: reading it throws, or gives the default, and nobody says so before a request comes.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="customerId" value="@(context.Request.MatchedParameters.GetValueOrDefault("id", ""))" />
    <set-header name="X-Customer" exists-action="override">
      <value>@(context.Variables.GetValueOrDefault<string>("custommerId", ""))</value>
                                                            ^^^^^^^^^^^ misspelt-variable
    </set-header>
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="customerId" value="@(context.Request.MatchedParameters.GetValueOrDefault("id", ""))" />
    <set-header name="X-Customer" exists-action="override">
      <value>@(context.Variables.GetValueOrDefault<string>("customerId", ""))</value>
    </set-header>
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      const { setters, setsAny } = flowOf(cx.analysis)
      if (setsAny || setters.length === 0) return
      const set = new Map(setters.map(({ name }) => [name.toLowerCase(), name]))
      const reads = [...contextReads(cx, 'entry')].filter(({ read }) => read.dictionary === 'context.variables')
      const read = new Set(reads.map((one) => one.read.name.toLowerCase()))
      const known = new Map<string, readonly [string, string] | undefined>()
      const meantBy = (name: string) => {
        if (!known.has(name))
          known.set(
            name,
            [...set].find(([other]) => isSlip(name, other)),
          )
        return known.get(name)
      }
      for (const { read: one, entry, use, isUnknownBefore, toDocument } of reads) {
        const name = one.name.toLowerCase()
        if (set.has(name) || (entry !== undefined && entry.setters.length > 0)) continue
        const meant = meantBy(name)
        if (meant === undefined) continue
        // Another scope may set the name as it stands. It does not look so when nobody else reads what is set here.
        if (isUnknownBefore && read.has(meant[0])) continue
        const span = toDocument(one.nameSpan)
        cx.report({
          element: use.meaning.element,
          span,
          message: `Nothing sets the context variable '${one.name}', but '${meant[1]}' is set.`,
          fixes: () => [{ title: `Change to '${meant[1]}'`, edits: [{ span, newText: meant[1] }], preferred: true }],
        })
      }
    },
  }),
})

/** So many characters, separators included, one name may be longer. */
const MORE = 4

/** One letter too many, too few, wrong or swapped, or another separator; names that differ in their digits are meant to. */
function isSlip(name: string, other: string): boolean {
  if (Math.abs(name.length - other.length) > MORE) return false
  const bareName = name.replace(/[-_.\s]/g, '')
  const bareOther = other.replace(/[-_.\s]/g, '')
  if (bareName.replace(/\D/g, '') !== bareOther.replace(/\D/g, '')) return false
  if (bareName === bareOther) return true
  const length = Math.min(bareName.length, bareOther.length)
  return length >= 5 && distance(bareName, bareOther) <= (length >= 10 ? 2 : 1) && !isNumberOf(bareName, bareOther)
}

/** `token` and `tokens` are mostly two variables. */
const isNumberOf = (a: string, b: string): boolean => `${a}s` === b || `${b}s` === a
