import { type ConsumerOrder, credentialNotes, credentialReference } from './consumer.ts'
import { type AmendedFile, type CallerFile, isRecord, printJson, readJson } from './file-amendment.ts'
import { restKey, restKeyNotes } from './linked-service-key.ts'

/** Members that belong to other ways of authentication; a secret among them would stay in the file for nothing. */
const OTHER_WAYS = [
  'userName',
  'password',
  'servicePrincipalId',
  'servicePrincipalKey',
  'servicePrincipalCredentialType',
  'servicePrincipalEmbeddedCert',
  'servicePrincipalEmbeddedCertPassword',
  'tenant',
  'azureCloudType',
  'clientId',
  'clientSecret',
  'tokenEndpoint',
  'resource',
  'scope',
  'certThumbprint',
  'embeddedCertData',
  'encryptedCredential',
  'credential',
]

/**
 * Gives a linked service of a Data Factory or Synapse workspace the managed identity, keeping what else it says. An HTTP linked service
 * (HttpServer) knows Anonymous, Basic, Digest, Windows and ClientCertificate only, so that it becomes a REST linked service.
 * https://learn.microsoft.com/azure/data-factory/connector-http and https://learn.microsoft.com/azure/data-factory/connector-rest
 */
export function amendLinkedService({ text }: CallerFile, order: ConsumerOrder): AmendedFile | undefined {
  const document = readJson(text)
  if (document === undefined || !isRecord(document.properties)) return undefined
  const { properties } = document
  const { type } = properties
  if (typeof type !== 'string' || !isRecord(properties.typeProperties) || 'activities' in properties) return undefined
  if (type !== 'RestService' && type !== 'HttpServer')
    return {
      kind: 'refused',
      reason: `The linked service is of the type ${type}; the managed identity is for RestService, and for HttpServer, which becomes one.`,
    }
  const old = isRecord(properties.typeProperties) ? properties.typeProperties : {}
  const kept = Object.fromEntries(Object.entries(old).filter(([name]) => !OTHER_WAYS.includes(name)))
  const written = isRecord(old.authHeaders) ? old.authHeaders : {}
  // A token that stands there would win over the identity's.
  const headers = Object.fromEntries(Object.entries(written).filter(([name]) => name.toLowerCase() !== 'authorization'))
  const key = restKey(order) as { readonly authHeaders?: Readonly<Record<string, unknown>> }
  const authHeaders = { ...key.authHeaders, ...headers }
  return {
    kind: 'amended',
    text: printJson(
      {
        ...document,
        properties: {
          ...properties,
          type: 'RestService',
          typeProperties: {
            ...kept,
            url: old.url ?? order.url,
            enableServerCertificateValidation: true,
            authenticationType: 'ManagedServiceIdentity',
            aadResourceId: order.audience,
            ...credentialReference(order.identity),
            ...(Object.keys(authHeaders).length === 0 ? {} : { authHeaders }),
          },
        },
      },
      text,
    ),
    notes: [
      ...(type === 'HttpServer'
        ? [
            'An HTTP linked service has no managed identity, so this one becomes a REST linked service. Data sets that use it must become RestResource, and copy activities RestSource.',
          ]
        : []),
      ...(old.url !== undefined && old.url !== order.url ? [`Its url stays as it is; the API's is ${order.url}.`] : []),
      ...(Object.keys(headers).length < Object.keys(written).length
        ? ['The Authorization header that stood in authHeaders is taken out; when it was a secret, revoke it.']
        : []),
      ...credentialNotes(order.identity),
      ...(order.keyHeader !== undefined && headers[order.keyHeader] !== undefined ? [] : restKeyNotes(order)),
    ],
  }
}
