import { consumer, credentialNotes, credentialReference, json } from '../consumer.ts'
import { amendWebActivities } from '../web-activity.ts'

/** https://learn.microsoft.com/azure/data-factory/control-flow-web-activity#authentication */
export default consumer({
  name: 'data-factory-web-activity',
  label: 'Data Factory or Synapse: Web activity',
  settings: ({ url, audience, identity, keyHeader }) => ({
    language: 'json',
    text: json({
      name: 'CallProtectedApi',
      type: 'WebActivity',
      typeProperties: {
        method: 'GET',
        url,
        ...(keyHeader === undefined ? {} : { headers: { [keyHeader]: '@pipeline().parameters.subscriptionKey' } }),
        authentication: {
          type: identity.kind === 'system' ? 'MSI' : 'UserAssignedManagedIdentity',
          resource: audience,
          ...credentialReference(identity),
        },
      },
    }),
    notes: [
      'A Web activity waits for one minute at most and reads JSON answers only.',
      ...(identity.kind === 'system'
        ? []
        : [
            'The name of the type of a user-assigned identity is taken from examples; when the service does not take it, choose the identity in the designer.',
          ]),
      ...credentialNotes(identity),
      ...(keyHeader === undefined
        ? []
        : [
            'The API asks for a subscription key too: give it as the secure parameter subscriptionKey of the pipeline.',
          ]),
    ],
  }),
  amend: amendWebActivities,
})
