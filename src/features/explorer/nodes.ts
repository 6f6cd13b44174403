import type { Api, InstancePort, NamedValue, Operation, PolicyRef, Product } from '../../../azure/apim-port.ts'
import type { KnownInstance } from '../../instances/known-instance.ts'
import type { Node } from './node.ts'

interface Parent {
  readonly known: KnownInstance
  readonly connect: () => Promise<InstancePort>
}

const FETCH = { id: 'policywright.fetchPolicy', title: 'Fetch Policy' }

const idOf = ({ known }: Parent, ...parts: string[]): string =>
  [known.address.subscriptionId, known.address.resourceGroup, known.address.serviceName, ...parts].join('/')

const policyRow = (parent: Parent, label: string, policy: PolicyRef, id: string): Node => ({
  id: idOf(parent, id),
  label,
  icon: 'shield',
  context: `${policy.kind} policy`,
  command: FETCH,
  instance: parent.known,
  policy,
})

const group = (
  parent: Parent,
  label: string,
  icon: string,
  list: (instance: InstancePort, signal: AbortSignal) => Promise<readonly Node[]>,
): Node => ({
  id: idOf(parent, label),
  label,
  icon,
  context: 'group',
  instance: parent.known,
  children: async (signal) => list(await parent.connect(), signal),
})

/** What stands below one instance. Each list is asked for when its row is opened. */
export const instanceChildren = (parent: Parent): readonly Node[] => [
  policyRow(parent, 'Global policy', { kind: 'global' }, 'policy'),
  group(parent, 'APIs', 'symbol-interface', async (instance, signal) =>
    (await instance.listApis({ signal })).filter(({ isCurrent }) => isCurrent).map((api) => apiRow(parent, api)),
  ),
  group(parent, 'Products', 'package', async (instance, signal) =>
    (await instance.listProducts({ signal })).map((product) => productRow(parent, product)),
  ),
  group(parent, 'Policy fragments', 'extensions', async (instance, signal) =>
    (await instance.listFragments({ signal })).map(({ id }) =>
      policyRow(parent, id, { kind: 'fragment', fragment: id }, `fragments/${id}`),
    ),
  ),
  group(parent, 'Named values', 'symbol-constant', async (instance, signal) =>
    (await instance.listNamedValues({ signal })).map((namedValue) => namedValueRow(parent, namedValue)),
  ),
]

const apiRow = (parent: Parent, api: Api): Node => ({
  id: idOf(parent, 'apis', api.id),
  label: api.displayName,
  description: `/${api.path}${api.version ? ` ${api.version}` : ''}`,
  icon: 'symbol-interface',
  context: 'api policy',
  instance: parent.known,
  policy: { kind: 'api', api: api.id },
  children: async (signal) => {
    const operations = await (await parent.connect()).listOperations(api.id, { signal })
    const all = policyRow(parent, 'All operations', { kind: 'api', api: api.id }, `apis/${api.id}/policy`)
    return [all, ...operations.map((operation) => operationRow(parent, api, operation))]
  },
})

const operationRow = (parent: Parent, api: Api, operation: Operation): Node => ({
  id: idOf(parent, 'apis', api.id, operation.id),
  label: operation.displayName,
  description: `${operation.method} ${operation.urlTemplate}`,
  icon: 'symbol-method',
  context: 'operation policy',
  command: FETCH,
  instance: parent.known,
  policy: { kind: 'operation', api: api.id, operation: operation.id },
})

const productRow = (parent: Parent, product: Product): Node => ({
  id: idOf(parent, 'products', product.id),
  label: product.displayName,
  description: product.state === 'published' ? '' : 'not published',
  icon: 'package',
  context: 'product policy',
  command: FETCH,
  instance: parent.known,
  policy: { kind: 'product', product: product.id },
})

/** A secret's value is not asked for, so it cannot be shown. */
const namedValueRow = (parent: Parent, { id, displayName, secret, value, keyVault }: NamedValue): Node => ({
  id: idOf(parent, 'named-values', id),
  label: displayName,
  description: keyVault ? 'Key Vault' : secret ? 'secret' : (value ?? ''),
  icon: keyVault ? 'key' : secret ? 'lock' : 'symbol-constant',
  context: 'named-value',
  instance: parent.known,
})
