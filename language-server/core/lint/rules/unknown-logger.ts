import { missingResources } from '../missing-resource.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unknown-logger',
  severity: 'error',
  category: 'workspace',
  summary: 'A logger that a policy names exists on the instance.',
  why: 'The service refuses a policy that names a logger it does not have. Nothing is said when the loggers are not known.',
  remedy: 'Create the logger first, or correct its id.',
  examples: {
    options: { resources: { loggers: ['hub'] } },
    bad: `<fragment>
  <log-to-eventhub logger-id="hubb">@(context.RequestId.ToString())</log-to-eventhub>
                              ^^^^ unknown-logger
</fragment>`,
    good: `<fragment>
  <log-to-eventhub logger-id="hub">@(context.RequestId.ToString())</log-to-eventhub>
</fragment>`,
  },
  check: (cx) => ({
    document() {
      const known = cx.analysis.options.resources?.loggers
      missingResources(cx, {
        references: known === undefined ? [] : cx.analysis.references().loggers,
        known: known ?? [],
        noun: 'logger',
        // Seen in https://learn.microsoft.com/powershell/azure/release-notes-azureps
        serviceMessage: () => 'Logger not found',
      })
    },
  }),
})
