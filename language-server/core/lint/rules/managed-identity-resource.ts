import { literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'managed-identity-resource',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'The resource of authentication-managed-identity is an application id or an App ID URI, not a scope.',
  why: 'A managed identity asks for a resource. Scopes, which end in `/.default` or in the name of a permission, are for the v2 endpoints that client libraries use; Entra knows no resource of such a name, and the caller gets a bare 500.',
  remedy: 'Write the client id of the back end, or its App ID URI without anything behind it.',
  examples: {
    bad: `<fragment>
  <authentication-managed-identity resource="api://orders/.default" />
                                             ^^^^^^^^^^^^^^^^^^^^^ managed-identity-resource
</fragment>`,
    good: `<fragment>
  <authentication-managed-identity resource="api://orders" />
</fragment>`,
  },
  check: (cx) => ({
    'authentication-managed-identity'(meaning) {
      const { element } = meaning
      const resource = literal(meaning, 'resource')
      const span = valueSpan(element, 'resource')
      if (resource === undefined || span === undefined) return
      const right = rightForm(resource)
      if (right === undefined) return
      cx.report({
        element,
        span,
        message: `'${resource}' is not the name of a resource; '${right}' is.`,
        fixes: () => [{ title: `Change to '${right}'`, edits: [{ span, newText: right }], preferred: true }],
      })
    },
  }),
})

function rightForm(resource: string): string | undefined {
  const scope = /^(.+?)\/+(?:\.default|user_impersonation|access_as_user)$/i.exec(resource)?.[1]
  if (scope !== undefined) return scope
  // Microsoft's own resources have names with and without a slash at the end; an App ID URI of one's own has none.
  return /^(api:\/\/.*[^/])\/+$/i.exec(resource)?.[1]
}
