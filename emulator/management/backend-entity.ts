import { fieldError } from './arm-error.ts'
import { type EntitySpec, entityResource } from './entity.ts'
import { documentsThatUse, usesBackend } from './references.ts'
import { containerOf, nameOf, type Resource } from './resource.ts'

const spec: Omit<EntitySpec, 'pattern' | 'type'> = {
  title: 'Backend',
  prepare(call, incoming) {
    const { properties } = incoming
    const { protocol, type = 'Single', url } = properties
    if (type === 'Pool') throw fieldError('type', 'The local instance has no pools of back ends.')
    if (typeof url !== 'string' || !URL.canParse(url)) throw fieldError('url', 'Url is required and must be absolute.')
    if (protocol !== 'http' && protocol !== 'soap') throw fieldError('protocol', 'Protocol is required: http or soap.')
    requireNamedValues(call.cx.store.list(`${containerOf(call.id)}/namedValues`), properties)
    return incoming
  },
  beforeDelete(call, entity) {
    const [user] = documentsThatUse(call.cx.store, containerOf(call.id), usesBackend(nameOf(entity.id)))
    if (user) throw fieldError('backendId', `The back end is in use by ${user.id}.`)
  },
}

/** The back ends of an instance or of a workspace. */
export const backendResource = (of: { readonly pattern: string; readonly type: string }): Resource =>
  entityResource({ ...spec, pattern: `${of.pattern}/backends/{backendId}`, type: `${of.type}/backends` })

/** Credentials may hold named values: a missing one is refused in these words (Azure/apiops#491). */
function requireNamedValues(
  known: readonly { readonly content: { readonly properties: Readonly<Record<string, unknown>> } }[],
  { credentials }: Readonly<Record<string, unknown>>,
): void {
  const names = new Set(known.map(({ content }) => content.properties.displayName))
  for (const [, name] of JSON.stringify(credentials ?? {}).matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g))
    if (!names.has(name)) throw fieldError('credentials', `Property '${name}' not found.`)
}
