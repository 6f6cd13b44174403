import type { NamedRead } from '../../model/flow-reads.ts'
import { contextReads, type Judged } from '../context-reads.ts'
import type { Fix } from '../finding.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'header-indexer',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'A header or query parameter that a caller may leave out is not read by an index.',
  why: 'Headers["x"] throws a KeyNotFoundException when the message has no such header, so a caller who leaves it out gets status 500.',
  remedy: 'Read it with GetValueOrDefault, which joins several values by commas, or test it with ContainsKey first.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="tenant" value="@(context.Request.Headers["X-Tenant"][0])" />
                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ header-indexer
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="tenant" value="@(context.Request.Headers.GetValueOrDefault("X-Tenant", ""))" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const one of contextReads(cx, 'entry')) {
        const { read, entry, use, toDocument } = one
        const source = sources[read.dictionary]
        if (source === undefined || read.use !== 'index' || read.isTested || read.isCaught || isSure(one)) continue
        cx.report({
          element: use.meaning.element,
          span: toDocument(read.term),
          message: `This throws when ${source} '${read.name}'${entry === undefined ? '' : ', which is there on some paths only'}.`,
          fixes: () => fixesFor(one),
        })
      }
    },
  }),
})

const sources: Readonly<Record<string, string>> = {
  'context.request.headers': 'the request has no header',
  'context.response.headers': 'the response has no header',
  'context.request.url.query': 'the URL has no query parameter',
  'context.request.originalurl.query': 'the URL has no query parameter',
}

/** Every request has a host; who has checked a token has seen the header it came in. */
function isSure({ read, entry, isUnknownBefore }: Judged<NamedRead>): boolean {
  const name = read.name.toLowerCase()
  if (entry?.isCertain || name === 'host') return true
  return isUnknownBefore && name === 'authorization'
}

function fixesFor({ read, use, toDocument, textOf }: Judged<NamedRead>): readonly Fix[] {
  const { term, consumer } = read
  if (term.kind !== 'element' || use.source.toRaw === undefined) return []
  const written = textOf(term)
  // The first value of several is not what they are joined to; with one value both are the same.
  const whole = consumer.kind === 'member' ? textOf(consumer.term) : ''
  const isFirst = consumer.kind === 'member' && /^\[\s*0\s*\]$/.test(whole.slice(written.length))
  const taken = isFirst && consumer.kind === 'member' ? consumer.term : undefined
  const dictionary = textOf(term.target)
  const quoted = textOf({ start: read.nameSpan.start - 1, end: read.nameSpan.end + 1 })
  if (taken === undefined || !quoted.startsWith('"') || isEncoded(use)) return []
  const newText = `${dictionary}.GetValueOrDefault(${quoted}, "")`
  return [{ title: `Read it with GetValueOrDefault`, edits: [{ span: toDocument(taken), newText }], preferred: true }]
}

/** Entities in the C#: what is written into it would have to be encoded too. */
const isEncoded = ({ expression, source }: Judged<NamedRead>['use']): boolean =>
  source.code.length !== expression.code.end - expression.code.start
