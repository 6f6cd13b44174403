import { type ConsumerOrder, credentialNotes, credentialReference, json } from './consumer.ts'
import { restKey, restKeyNotes } from './linked-service-key.ts'

export type AmendedLinkedService =
  | { readonly kind: 'amended'; readonly text: string; readonly notes: readonly string[] }
  /** The file is left as it is, and why. */
  | { readonly kind: 'refused'; readonly reason: string }

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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
export function amendLinkedService(text: string, order: ConsumerOrder): AmendedLinkedService {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    return { kind: 'refused', reason: `The file is not valid JSON: ${(error as Error).message}.` }
  }
  if (!isRecord(document) || !isRecord(document.properties) || typeof document.properties.type !== 'string')
    return { kind: 'refused', reason: 'The file is not a linked service: it has no properties.type.' }
  const { properties } = document
  const { type } = properties
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
    text: json({
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
    }),
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
