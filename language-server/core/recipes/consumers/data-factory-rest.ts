import { consumer, credentialNotes, credentialReference, json } from '../consumer.ts'
import { amendLinkedService } from '../linked-service.ts'
import { restKey, restKeyNotes } from '../linked-service-key.ts'

/** https://learn.microsoft.com/azure/data-factory/connector-rest#managed-identity */
export default consumer({
  name: 'data-factory-rest',
  label: 'Data Factory or Synapse: REST linked service',
  settings: (order) => ({
    language: 'json',
    text: json({
      name: 'ProtectedApi',
      properties: {
        type: 'RestService',
        typeProperties: {
          url: order.url,
          enableServerCertificateValidation: true,
          authenticationType: 'ManagedServiceIdentity',
          aadResourceId: order.audience,
          ...credentialReference(order.identity),
          ...restKey(order),
        },
      },
    }),
    notes: [
      'An HTTP linked service (HttpServer) has no managed identity; a REST linked service takes its place.',
      ...credentialNotes(order.identity),
      ...restKeyNotes(order),
    ],
  }),
  amend: amendLinkedService,
})
