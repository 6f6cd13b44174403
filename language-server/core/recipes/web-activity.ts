import { type ConsumerOrder, credentialNotes, credentialReference, keyParameterNotes } from './consumer.ts'
import {
  type AmendedFile,
  type CallerFile,
  isBelow,
  isRecord,
  type JsonRecord,
  printJson,
  readJson,
} from './file-amendment.ts'

/**
 * Gives the Web activities of a pipeline that call the API the managed identity; activities inside of others too.
 * https://learn.microsoft.com/azure/data-factory/control-flow-web-activity#authentication
 */
export function amendWebActivities({ text }: CallerFile, order: ConsumerOrder): AmendedFile | undefined {
  const document = readJson(text)
  if (document === undefined || !isRecord(document.properties) || !Array.isArray(document.properties.activities))
    return undefined
  const changed: string[] = []
  const notes: string[] = []
  const change = (activity: JsonRecord, properties: JsonRecord): JsonRecord => {
    changed.push(String(activity.name))
    const headers = isRecord(properties.headers) ? properties.headers : {}
    // A token that stands there would win over the identity's.
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'))
    if (Object.keys(kept).length < Object.keys(headers).length)
      notes.push('The Authorization header that stood there is taken out; when it was a secret, revoke it.')
    return {
      ...activity,
      typeProperties: {
        ...properties,
        ...('headers' in properties ? { headers: kept } : {}),
        authentication: {
          type: order.identity.kind === 'system' ? 'MSI' : 'UserAssignedManagedIdentity',
          resource: order.audience,
          ...credentialReference(order.identity),
        },
      },
    }
  }
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isRecord(value)) return value
    const { typeProperties: properties } = value
    return value.type === 'WebActivity' && isRecord(properties) && isBelow(properties.url, order.url)
      ? change(value, properties)
      : Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner)]))
  }
  const after = visit(document)
  if (changed.length === 0)
    return { kind: 'refused', reason: `The pipeline has no Web activity that calls ${order.url}.` }
  return {
    kind: 'amended',
    text: printJson(after, text),
    notes: [
      `Web activities: ${changed.join(', ')}.`,
      ...keyParameterNotes(order),
      ...notes,
      ...credentialNotes(order.identity),
    ],
  }
}
