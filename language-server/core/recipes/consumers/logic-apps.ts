import { consumer, json } from '../consumer.ts'
import { amendLogicAppWorkflow } from '../logic-app-workflow.ts'

/** https://learn.microsoft.com/azure/logic-apps/authenticate-with-managed-identity */
export default consumer({
  name: 'logic-apps',
  label: 'Logic Apps: HTTP action',
  settings: ({ url, audience, identity, keyHeader }) => ({
    language: 'json',
    text: json({
      Call_protected_API: {
        type: 'Http',
        inputs: {
          method: 'GET',
          uri: url,
          ...(keyHeader === undefined ? {} : { headers: { [keyHeader]: "@parameters('subscriptionKey')" } }),
          authentication: {
            type: 'ManagedServiceIdentity',
            ...(identity.kind === 'user' ? { identity: identity.resourceId ?? 'RESOURCE-ID' } : {}),
            audience,
          },
        },
        runAfter: {},
      },
    }),
    notes: [
      ...(identity.kind === 'user' && identity.resourceId === undefined
        ? ['Put the resource id of the user-assigned identity where RESOURCE-ID stands.']
        : []),
      ...(keyHeader === undefined
        ? []
        : ['The API asks for a subscription key too: declare the parameter subscriptionKey as a securestring.']),
    ],
  }),
  amend: amendLogicAppWorkflow,
})
