import type { InstancePort, PolicyRef } from '../../../azure/apim-port.ts'
import type { Choice, Ports } from '../../../workflows/ports.ts'

/** Asks which policy of an instance is meant: all of them in one searchable list. Undefined when the user changed their mind. */
export async function choosePolicy(ports: Ports, instance: InstancePort): Promise<PolicyRef | undefined> {
  const choices = await ports.progress('Listing the policies', async (signal) => {
    const [apis, products, fragments] = await Promise.all([
      instance.listApis({ signal }),
      instance.listProducts({ signal }),
      instance.listFragments({ signal }),
    ])
    const current = apis.filter(({ isCurrent }) => isCurrent)
    const operations = await Promise.all(current.map(({ id }) => instance.listOperations(id, { signal })))
    const list: Choice<PolicyRef>[] = [{ label: 'Global policy', description: 'all APIs', value: { kind: 'global' } }]
    current.forEach((api, index) => {
      list.push({
        label: `${api.displayName}: all operations`,
        description: `API ${api.id}`,
        value: { kind: 'api', api: api.id },
      })
      for (const operation of operations[index] ?? [])
        list.push({
          label: `${api.displayName}: ${operation.displayName}`,
          description: `${operation.method} ${operation.urlTemplate}`,
          value: { kind: 'operation', api: api.id, operation: operation.id },
        })
    })
    for (const product of products)
      list.push({
        label: product.displayName,
        description: `product ${product.id}`,
        value: { kind: 'product', product: product.id },
      })
    for (const { id } of fragments)
      list.push({ label: id, description: 'policy fragment', value: { kind: 'fragment', fragment: id } })
    return list
  })
  return ports.choose({ title: 'Fetch Policy', placeholder: 'Which policy?', choices })
}
