import { alwaysEnds, policiesIn } from '../../model/pipeline.ts'
import { childElements } from '../../syntax/query.ts'
import { appendChild } from '../fixes/elements.ts'
import { sectionElement } from '../fixes/sections.ts'
import { rule } from '../rule.ts'

/** Policies after which the request needs no forwarding, or that may forward it themselves. */
const FORWARDING: ReadonlySet<string> = new Set([
  ...['base', 'forward-request', 'include-fragment', 'return-response', 'mock-response', 'send-request'],
  ...[
    'invoke-dapr-binding',
    'publish-to-dapr',
    'send-service-bus-message',
    'publish-event',
    'log-to-eventhub',
    'set-graphql-resolver',
  ],
])

export default rule({
  id: 'forward-request-missing',
  severity: 'warning',
  category: 'reliability',
  reach: 'late',
  summary: 'A backend section forwards the request.',
  why: 'A backend section with neither <base /> nor forward-request replaces the one of the wider scopes: the back end is never called, and the caller gets an empty answer (https://learn.microsoft.com/azure/api-management/forward-request-policy).',
  examples: {
    options: { scope: 'global' },
    bad: `<policies>
  <inbound />
  <backend />
   ^^^^^^^ forward-request-missing
  <outbound />
  <on-error />
</policies>`,
    good: `<policies>
  <inbound />
  <backend>
    <forward-request />
  </backend>
  <outbound />
  <on-error />
</policies>`,
  },
  check: (cx) => ({
    backend({ element, role }) {
      if (role !== 'section') return
      const isEmpty = childElements(element).length === 0
      // In narrower scopes another rule speaks about the empty section, which lacks <base />.
      if (isEmpty && cx.analysis.options.scope !== 'global') return
      if ([...policiesIn(element)].some(({ name }) => FORWARDING.has(name))) return
      const inbound = sectionElement(cx.analysis, 'inbound')
      if (inbound !== undefined && childElements(inbound).some(alwaysEnds)) return
      cx.report({
        element,
        message: 'Nothing here forwards the request, so that the back end is never called.',
        fixes: () =>
          isEmpty
            ? [
                {
                  title: 'Add <forward-request />',
                  edits: [appendChild(element, '<forward-request />', cx.analysis.text)],
                  preferred: true,
                },
              ]
            : [],
      })
    },
  }),
})
