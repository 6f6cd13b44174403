import type { InstancePort, PolicyRef } from '../azure/apim-port.ts'
import { describeRef } from './apiops-layout.ts'
import { UnknownNameError } from './choose-operation.ts'
import type { Ports } from './ports.ts'
import type { Step } from './steps.ts'

/** What may be chosen: policies of an API alone, or of every scope that a request runs through. */
export type TargetScopes = 'apis' | 'every-scope'

export interface TargetQuestion {
  readonly ports: Ports
  readonly instance: InstancePort
  /** Of the first question. */
  readonly title: string
  /** What answers it on a command line. */
  readonly option?: string
  readonly scopes: TargetScopes
}

export type ChosenScope =
  | { readonly kind: 'api'; readonly id: string; readonly name: string }
  | { readonly kind: 'product' }
  | { readonly kind: 'global' }

/** Asks for an API, a product or the whole instance. @returns undefined when the user gave up. */
export async function askScope({
  ports,
  instance,
  title,
  option = 'the argument API',
  scopes,
}: TargetQuestion): Promise<ChosenScope | undefined> {
  const apis = await ports.progress('Reading the APIs', (signal) => instance.listApis({ signal }))
  const wider = [
    {
      label: 'A product…',
      detail: 'One policy covers what is called with a key of the product.',
      value: { kind: 'product' },
    },
    { label: 'Every API of the instance', detail: 'The global policy covers them all.', value: { kind: 'global' } },
  ] as const
  return ports.choose<ChosenScope>({
    title,
    option,
    remember: `target/${instance.address.serviceName}`,
    choices: [
      ...apis.map((one) => ({
        label: one.displayName,
        description: `/${one.path}`,
        value: { kind: 'api', id: one.id, name: one.displayName } as const,
      })),
      ...(scopes === 'every-scope' ? wider : []),
    ],
  })
}

/** Asks for what the scope leaves open: all operations of the API or one, or which product. */
export async function askWithin(
  { ports, instance }: TargetQuestion,
  first: ChosenScope,
): Promise<PolicyRef | undefined> {
  if (first.kind === 'global') return { kind: 'global' }
  if (first.kind === 'product') {
    const products = await ports.progress('Reading the products', (signal) => instance.listProducts({ signal }))
    return ports.choose<PolicyRef>({
      title: 'Which product?',
      option: '--product ID',
      ...(products.length === 0 ? { placeholder: 'The instance has no product.' } : {}),
      choices: products.map((one) => ({
        label: one.displayName,
        description: one.state === 'published' ? one.id : `${one.id}, not published`,
        value: { kind: 'product', product: one.id } as const,
      })),
    })
  }
  const { id: api, name } = first
  const operations = await ports.progress('Reading the operations', (signal) =>
    instance.listOperations(api, { signal }),
  )
  return ports.choose<PolicyRef>({
    title: `Which operations of ${name}?`,
    choices: [
      { label: 'All operations', detail: 'One policy covers the whole API.', value: { kind: 'api', api } },
      ...operations.map((one) => ({
        label: one.displayName,
        description: `${one.method} ${one.urlTemplate}`,
        value: { kind: 'operation', api, operation: one.id } as const,
      })),
    ],
  })
}

export interface TargetDraft {
  readonly scope?: ChosenScope
  readonly target?: PolicyRef | undefined
}

export interface TargetSteps extends Omit<TargetQuestion, 'ports'> {
  /** `any`: what was given may be published later. */
  readonly given?: 'there' | 'any'
}

/**
 * Both questions, unless the target is known; then it must be there.
 * @throws UnknownNameError
 */
export const targetSteps = (question: TargetSteps): readonly Step<TargetDraft>[] => [
  async (ports, { target }) => {
    if (target !== undefined) {
      if (question.given !== 'any') await mustBeThere(ports, question.instance, target)
      return {}
    }
    const scope = await askScope({ ...question, ports })
    return scope && { scope }
  },
  async (ports, { scope, target }) => {
    if (target !== undefined || scope === undefined) return {}
    const chosen = await askWithin({ ...question, ports }, scope)
    return chosen && { target: chosen }
  },
]

/** Nothing is begun for a name that was mistyped. Revisions and what belongs to a workspace are not listed, and so not looked for. */
async function mustBeThere(ports: Ports, instance: InstancePort, target: PolicyRef): Promise<void> {
  if ('workspace' in target || !('api' in target || 'product' in target)) return
  const { known, wanted, what } = await ports.progress(`Looking for ${describeRef(target)}`, async (signal) => {
    if ('product' in target)
      return { known: await instance.listProducts({ signal }), wanted: target.product, what: 'product' }
    const apis = await instance.listApis({ signal })
    const isThere = target.api.includes(';rev=') || apis.some(({ id }) => id.toLowerCase() === target.api.toLowerCase())
    return target.kind === 'operation' && isThere
      ? {
          known: await instance.listOperations(target.api, { signal }),
          wanted: target.operation,
          what: `operation of API ${target.api}`,
        }
      : { known: isThere ? [{ id: target.api }] : apis, wanted: target.api, what: 'API' }
  })
  if (!known.some(({ id }) => id.toLowerCase() === wanted.toLowerCase()))
    throw new UnknownNameError(
      `There is no ${what} "${wanted}" on ${instance.address.serviceName}. ${known.length === 0 ? 'There is none at all.' : `There is: ${known.map(({ id }) => id).join(', ')}.`}`,
    )
}
