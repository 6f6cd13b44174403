import { fieldError } from './arm-error.ts'
import { type EntitySpec, entityResource } from './entity.ts'
import { documentsThatUse, usesNamedValue } from './references.ts'
import { type Call, containerOf, type Resource } from './resource.ts'
import type { Content, Entity } from './store.ts'

const spec: Omit<EntitySpec, 'pattern' | 'type'> = {
  title: 'Named value',
  longRunning: 'location',
  prepare(call, incoming, existing) {
    const { value, ...given } = incoming.properties
    const secret = given.secret === true
    const displayName = given.displayName ?? existing?.content.properties.displayName
    checkName(call, displayName)
    if (given.keyVault)
      return { ...incoming, properties: { ...given, displayName, secret: true, keyVault: unread(given.keyVault) } }
    const wanted = value ?? call.cx.store.secrets(call.id).value
    if (typeof wanted !== 'string' || wanted.length < 1 || wanted.length > 4096)
      throw fieldError('value', 'Value is required and has 1 to 4096 characters.')
    return { ...incoming, properties: { ...given, displayName, secret, ...(secret ? {} : { value: wanted }) } }
  },
  stored(call, _entity, incoming) {
    const { secret, value } = incoming.properties
    if (secret !== true) call.cx.store.setSecrets(call.id, {})
    else if (typeof value === 'string') call.cx.store.setSecrets(call.id, { value })
  },
  present: (content) => ({ ...content, properties: { ...content.properties, provisioningState: 'Succeeded' } }),
  beforeDelete(call, entity) {
    const [user] = documentsThatUse(call.cx.store, containerOf(call.id), usesNamedValue(displayNameOf(entity)))
    if (user) throw fieldError('namedValueId', `The named value is in use by ${user.id}.`)
  },
  actions: {
    listValue: (call) => {
      const entity = call.cx.store.get(call.id)
      const value = call.cx.store.secrets(call.id).value ?? entity?.content.properties.value
      return { status: 200, headers: { etag: entity?.etag ?? '' }, body: value === undefined ? {} : { value } }
    },
  },
}

/** The named values of an instance or of a workspace. */
export const namedValueResource = (of: { readonly pattern: string; readonly type: string }): Resource =>
  entityResource({ ...spec, pattern: `${of.pattern}/namedValues/{namedValueId}`, type: `${of.type}/namedValues` })

const displayNameOf = (entity: Entity): string => String(entity.content.properties.displayName)

function checkName(call: Call, displayName: unknown): void {
  if (typeof displayName !== 'string' || displayName.length > 256 || !/^[\w.-]+$/.test(displayName))
    throw fieldError('displayName', 'DisplayName may contain only letters, digits, periods, hyphens and underscores.')
  const collection = call.id.slice(0, call.id.lastIndexOf('/'))
  const other = call.cx.store
    .list(collection)
    .find((entity) => displayNameOf(entity) === displayName && entity.id.toLowerCase() !== call.id.toLowerCase())
  if (other)
    throw fieldError('displayName', `The named value ${other.id} has the display name '${displayName}' already.`)
}

/** No vault is read here, and the resource says so where the service tells of its last attempt. */
function unread(keyVault: unknown): Content {
  const { secretIdentifier, identityClientId } = keyVault as Record<string, unknown>
  if (typeof secretIdentifier !== 'string')
    throw fieldError('keyVault.secretIdentifier', 'SecretIdentifier is required.')
  const lastStatus = { code: 'NotImplemented', message: 'The local instance does not read Key Vault.' }
  return { secretIdentifier, ...(identityClientId ? { identityClientId } : {}), lastStatus } as unknown as Content
}
