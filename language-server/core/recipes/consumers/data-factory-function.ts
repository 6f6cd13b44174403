import { consumer, credentialNotes, credentialReference, json } from '../consumer.ts'
import { amendFunctionLinkedService } from '../function-linked-service.ts'

/** https://learn.microsoft.com/azure/data-factory/control-flow-azure-function-activity#azure-function-linked-service */
export default consumer({
  name: 'data-factory-function',
  label: 'Data Factory or Synapse: Azure Function linked service',
  settings: ({ url, audience, identity, keyHeader }) => ({
    language: 'json',
    text: json({
      name: 'ProtectedFunction',
      properties: {
        type: 'AzureFunction',
        typeProperties: {
          functionAppUrl: /^https?:\/\/[^/]+/.exec(url)?.[0] ?? url,
          authentication: 'MSI',
          resourceId: audience,
          ...credentialReference(identity),
        },
      },
    }),
    notes: [
      'This linked service is for a Function app itself; for an API of API Management use the REST linked service or a Web activity.',
      ...credentialNotes(identity),
      ...(keyHeader === undefined ? [] : [`It sends no header of its own, so that ${keyHeader} cannot be given.`]),
    ],
  }),
  amend: amendFunctionLinkedService,
})
