import { type ConsumerOrder, keyParameterNotes } from './consumer.ts'
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
 * Gives the HTTP actions of a workflow that call the API the managed identity, wherever the definition stands: `workflow.json` of a Standard
 * app, an export of a Consumption app, a template; actions inside of others too.
 * https://learn.microsoft.com/azure/logic-apps/authenticate-with-managed-identity
 */
export function amendLogicAppWorkflow({ text }: CallerFile, order: ConsumerOrder): AmendedFile | undefined {
  const document = readJson(text)
  if (document === undefined || !/"actions"\s*:/.test(text) || !/"(?:definition|triggers)"\s*:/.test(text))
    return undefined
  const changed: string[] = []
  const { identity, audience } = order
  const change = (inputs: JsonRecord): JsonRecord => ({
    ...inputs,
    authentication: {
      type: 'ManagedServiceIdentity',
      ...(identity.kind === 'user' ? { identity: identity.resourceId ?? 'RESOURCE-ID' } : {}),
      audience,
    },
  })
  const visit = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => visit(one, name))
    if (!isRecord(value)) return value
    if (value.type === 'Http' && isRecord(value.inputs) && isBelow(value.inputs.uri, order.url)) {
      changed.push(name)
      return { ...value, inputs: change(value.inputs) }
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, visit(inner, key)]))
  }
  const after = visit(document, 'the workflow')
  if (changed.length === 0)
    return { kind: 'refused', reason: `The workflow has no HTTP action that calls ${order.url}.` }
  return {
    kind: 'amended',
    text: printJson(after, text),
    notes: [
      `HTTP actions: ${changed.join(', ')}.`,
      ...keyParameterNotes(order),
      ...(identity.kind === 'user' && identity.resourceId === undefined
        ? ['Put the resource id of the user-assigned identity where RESOURCE-ID stands.']
        : []),
    ],
  }
}
