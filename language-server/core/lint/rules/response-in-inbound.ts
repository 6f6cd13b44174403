import { contextReads } from '../context-reads.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'response-in-inbound',
  severity: 'warning',
  category: 'expressions',
  reach: 'late',
  summary: 'context.Response is used where there is a response.',
  why: 'In inbound the back end has not answered yet: there is no response, and what asks for its status or body fails.',
  remedy: 'Move the policy to outbound, or use the variable that send-request has set.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="status" value="@(context.Response.StatusCode)" />
                                         ^^^^^^^^^^^^^^^^ response-in-inbound
  </inbound>
</policies>`,
    good: `<policies>
  <inbound />
  <outbound>
    <set-variable name="status" value="@(context.Response.StatusCode)" />
  </outbound>
</policies>`,
  },
  check: (cx) => ({
    document() {
      for (const { read, use, section, owner, toDocument } of contextReads(cx, 'part')) {
        if (read.part !== 'response' || section !== 'inbound' || read.isTested || read.isCaught) continue
        if (evaluatedLater.has(owner.name)) continue
        cx.report({
          element: use.meaning.element,
          span: toDocument(read.term),
          message: 'There is no response yet in inbound.',
        })
      }
    },
  }),
})

/** Policies whose expressions are evaluated when the response is there, or that build the response themselves. */
const evaluatedLater: ReadonlySet<string> = new Set([
  'rate-limit-by-key',
  'quota-by-key',
  'return-response',
  'mock-response',
  'emit-metric',
  'llm-emit-token-metric',
  'azure-openai-emit-token-metric',
  'llm-token-limit',
  'azure-openai-token-limit',
  'cache-lookup',
  'cors',
])
