import { fieldError } from './arm-error.ts'
import { type EntitySpec, entityResource } from './entity.ts'
import { preparePolicy, presentPolicy } from './policy-entity.ts'
import { documentsThatUse, usesFragment } from './references.ts'
import { type Call, containerOf, nameOf, type Resource } from './resource.ts'

const spec: Omit<EntitySpec, 'pattern' | 'type'> = {
  title: 'Policy fragment',
  longRunning: 'status',
  prepare(call, incoming) {
    const { id = '' } = call.parameters
    if (id.length > 80 || !/^\w(?:[\w-]*\w)?$/.test(id))
      throw fieldError(
        'id',
        `'${id}' is not a name for a fragment: 1 to 80 letters, digits, underscores and inner hyphens.`,
      )
    return preparePolicy(call, incoming, 'fragment')
  },
  // The service does not tell the format of a fragment (Azure/azure-rest-api-specs#25306).
  present(content, call) {
    const { format: _format, ...properties } = presentPolicy(content, call).properties
    return { ...content, properties: { ...properties, provisioningState: 'Succeeded' } }
  },
  beforeDelete(call) {
    const [user] = usersOf(call, call.id)
    if (user) throw fieldError('id', `The policy fragment is in use by ${user.id}.`)
  },
  actions: {
    listReferences: (call) => {
      const value = usersOf(call, call.id).map(({ id }) => ({ id, name: nameOf(id), type: typeOf(id) }))
      return { status: 200, body: { value, count: value.length } }
    },
  },
}

/** The policy fragments of an instance or of a workspace. */
export const fragmentResource = (of: { readonly pattern: string; readonly type: string }): Resource =>
  entityResource({ ...spec, pattern: `${of.pattern}/policyFragments/{id}`, type: `${of.type}/policyFragments` })

const usersOf = (call: Call, id: string) => documentsThatUse(call.cx.store, containerOf(id), usesFragment(nameOf(id)))

/** `Microsoft.ApiManagement/service/apis/policies` of `…/service/x/apis/orders/policies/policy`. */
const typeOf = (id: string): string =>
  [
    'Microsoft.ApiManagement',
    ...id
      .split('/')
      .slice(7)
      .filter((_segment, at) => at % 2 === 0),
  ].join('/')
