import { missingResources } from '../missing-resource.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unknown-backend',
  severity: 'error',
  category: 'workspace',
  summary: 'A back end that a policy names exists on the instance.',
  why: 'The service refuses a policy that names a back end it does not have. Nothing is said when the back ends are not known.',
  remedy: 'Create the back end first, or correct its id.',
  examples: {
    options: { resources: { backends: ['orders'] } },
    bad: `<fragment>
  <set-backend-service backend-id="oders" />
                                   ^^^^^ unknown-backend
</fragment>`,
    good: `<fragment>
  <set-backend-service backend-id="orders" />
</fragment>`,
  },
  check: (cx) => ({
    document() {
      const known = cx.analysis.options.resources?.backends
      missingResources(cx, {
        references: known === undefined ? [] : cx.analysis.references().backends,
        known: known ?? [],
        noun: 'back end',
        serviceMessage: (name) => `Backend with id '${name}' could not be found.`,
      })
    },
  }),
})
