import { shortType } from '../../expression/clr/clr-type.ts'
import { isValueType } from '../../expression/registry.ts'
import { canUnbox } from '../../expression/unboxing.ts'
import { isNullLiteral } from '../../model/flow-facts.ts'
import type { MemberUse, NamedRead } from '../../model/flow-reads.ts'
import { contextReads, type Judged, placeOf, typeOf } from '../context-reads.ts'
import type { Fix } from '../finding.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'possible-null-dereference',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'A value that may be missing is not used without a test.',
  why: 'GetValueOrDefault without a default, `as` with a value of another type, and the user of a call without a subscription give null, and a member of null throws a NullReferenceException: the caller gets status 500.',
  remedy: 'Give a default, ask with ?. or test for null first.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="key" value="@(context.Request.Headers.GetValueOrDefault("X-Key").Trim())" />
                                                                                         ^^^^ possible-null-dereference
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="key" value="@(context.Request.Headers.GetValueOrDefault("X-Key", "").Trim())" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const one of contextReads(cx, 'entry')) {
        const { read, use, toDocument } = one
        const used = usedMember(read)
        if (used === undefined || read.use === 'test' || read.isTested || read.isCaught) continue
        if (takesNull.test(used.name)) continue
        const type = typeOf(one, read.consumer.kind === 'cast' ? read.consumer.term : read.term)
        if (type === undefined || isValueType(type)) continue
        const message = read.use === 'default' ? missing(one) : otherType(cx, one)
        if (message === undefined) continue
        const isText = read.consumer.kind === 'member' && type.name === 'System.String'
        cx.report({
          element: use.meaning.element,
          span: toDocument(used.nameSpan),
          message,
          fixes: () => (isText && read.use === 'default' ? defaults(one) : []),
        })
      }
      if (cx.analysis.options.resources?.subscriptionRequired !== false) return
      for (const { read, use, entry, toDocument } of contextReads(cx, 'part')) {
        const { part, used } = read
        if (part !== 'user' && part !== 'subscription' && part !== 'product') continue
        if (used === undefined || read.isTested || read.isCaught || entry?.isCertain) continue
        // A document of a product runs for calls through it.
        if (part === 'product' && cx.analysis.options.scope === 'product') continue
        cx.report({
          element: use.meaning.element,
          span: toDocument(used.nameSpan),
          message: `This throws for calls without a subscription key, which need none here: context.${read.term.name.name} is then null.`,
        })
      }
    },
  }),
})

/** The member that is used of a read value, past a cast. */
const usedMember = ({ consumer }: NamedRead): MemberUse | undefined =>
  consumer.kind === 'other' ? undefined : consumer.kind === 'member' ? consumer : consumer.used

/** Methods of the context that are made for null too. https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
const takesNull = /^(?:As|TryParse)(?:Jwt|Basic)$/

function missing(one: Judged<NamedRead>): string | undefined {
  const { read } = one
  if (read.defaultValue !== undefined && !isNullLiteral(read.defaultValue)) return undefined
  if (!mayBeMissing(one)) return undefined
  return `This throws when there is no ${nouns[read.dictionary] ?? 'value'} '${read.name}': GetValueOrDefault then gives null.`
}

/** `as` gives null for values of another type; where all are of another, variable-cast-cannot-succeed says so. */
function otherType(cx: Context, one: Judged<NamedRead>): string | undefined {
  const { read, entry, isWhole } = one
  const { consumer } = read
  if (consumer.kind !== 'as' || entry === undefined || !isWhole) return undefined
  const to = typeOf(one, consumer.term)
  if (to === undefined) return undefined
  const wrong = entry.setters.filter((setter) => {
    const type = setter.type()
    return type !== undefined && !canUnbox(type, to)
  })
  const [first] = wrong
  if (first === undefined || wrong.length === entry.setters.length) return undefined
  const held = first.type()
  return `This throws when '${read.name}' holds ${held === undefined ? 'another type' : `a value of type ${shortType(held)}`} (${placeOf(cx, first)}): 'as ${shortType(to)}' then gives null.`
}

const nouns: Readonly<Record<string, string>> = {
  'context.variables': 'context variable',
  'context.request.headers': 'header',
  'context.response.headers': 'header',
  'context.request.url.query': 'query parameter',
  'context.request.originalurl.query': 'query parameter',
}

/** A parameter of the template may be one that always matches; a variable may come from where nothing is known. */
function mayBeMissing({ read, entry, isUnknownBefore }: Judged<NamedRead>): boolean {
  if (entry?.isCertain || read.dictionary === 'context.request.matchedparameters') return false
  if (read.dictionary === 'context.variables') return !isUnknownBefore
  const name = read.name.toLowerCase()
  return name !== 'host' && !(name === 'authorization' && isUnknownBefore)
}

function defaults({ read, use, toDocument }: Judged<NamedRead>): readonly Fix[] {
  const { term, defaultValue } = read
  // Quotes in C# with entities would have to be entities too.
  if (use.source.code.length !== use.expression.code.end - use.expression.code.start) return []
  const end = toDocument(term).end - 1
  const edit =
    defaultValue === undefined
      ? { span: { start: end, end }, newText: ', ""' }
      : { span: toDocument(defaultValue), newText: '""' }
  return [{ title: 'Give an empty text as default', edits: [edit], preferred: true }]
}
