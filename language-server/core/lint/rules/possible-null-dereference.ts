import { isValueType } from '../../expression/registry.ts'
import { isNullLiteral } from '../../model/flow-facts.ts'
import type { NamedRead } from '../../model/flow-reads.ts'
import { contextReads, type Judged, typeOf } from '../context-reads.ts'
import type { Fix } from '../finding.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'possible-null-dereference',
  severity: 'warning',
  category: 'expressions',
  summary: 'A value that may be missing is not used without a test.',
  why: 'GetValueOrDefault without a default gives null for what is not there, and a member of null throws a NullReferenceException: the caller gets status 500.',
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
        const { consumer } = read
        if (read.use !== 'default' || consumer.kind !== 'member' || read.isTested || read.isCaught) continue
        if (read.defaultValue !== undefined && !isNullLiteral(read.defaultValue)) continue
        if (!mayBeMissing(one)) continue
        const type = typeOf(one, read.term)
        if (type === undefined || isValueType(type)) continue
        cx.report({
          element: use.meaning.element,
          span: toDocument(consumer.nameSpan),
          message: `This throws when there is no ${nouns[read.dictionary] ?? 'value'} '${read.name}': GetValueOrDefault then gives null.`,
          fixes: () => (type.name === 'System.String' ? defaults(one) : []),
        })
      }
    },
  }),
})

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
