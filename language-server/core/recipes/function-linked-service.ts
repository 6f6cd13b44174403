import { type ConsumerOrder, credentialNotes, credentialReference } from './consumer.ts'
import { type AmendedFile, type CallerFile, isRecord, printJson, readJson } from './file-amendment.ts'

/**
 * Gives an Azure Function linked service of a Data Factory or Synapse workspace the managed identity in place of a key.
 * https://learn.microsoft.com/azure/data-factory/control-flow-azure-function-activity#azure-function-linked-service
 */
export function amendFunctionLinkedService({ text }: CallerFile, order: ConsumerOrder): AmendedFile | undefined {
  const document = readJson(text)
  if (document === undefined || !isRecord(document.properties)) return undefined
  const { properties } = document
  if (properties.type !== 'AzureFunction') return undefined
  const old = isRecord(properties.typeProperties) ? properties.typeProperties : {}
  const { functionKey, encryptedCredential, credential: _credential, ...kept } = old
  const origin = /^https?:\/\/[^/]+/.exec(order.url)?.[0] ?? order.url
  return {
    kind: 'amended',
    text: printJson(
      {
        ...document,
        properties: {
          ...properties,
          typeProperties: {
            ...kept,
            functionAppUrl: old.functionAppUrl ?? origin,
            authentication: 'MSI',
            resourceId: order.audience,
            ...credentialReference(order.identity),
          },
        },
      },
      text,
    ),
    notes: [
      ...(functionKey === undefined && encryptedCredential === undefined
        ? []
        : ['The key that stood there is taken out; when it was a secret written out, renew it.']),
      ...credentialNotes(order.identity),
    ],
  }
}
