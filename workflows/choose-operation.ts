import type { Api, InstancePort, Operation } from '../azure/apim-port.ts'
import type { Ports } from './ports.ts'

/** A name that was given does not exist on the instance; the message lists those that do. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError'
}

export const absent = (what: string, known: readonly string[]): UnknownNameError =>
  new UnknownNameError(
    `There is no ${what} on the instance. ${known.length === 0 ? 'There is none at all.' : `There is: ${known.join(', ')}.`}`,
  )

export interface OperationChoice {
  readonly ports: Ports
  readonly instance: InstancePort
  /** Ids; asked for when absent. An API's may name a revision: `orders;rev=2`. */
  readonly api?: string | undefined
  readonly operation?: string | undefined
}

export interface ChosenOperation {
  readonly api: Api
  readonly operation: Operation
}

/** @returns undefined when the user gave up. @throws UnknownNameError */
export async function chooseOperation(options: OperationChoice): Promise<ChosenOperation | undefined> {
  const { ports, instance } = options
  const api = await chooseApi(options)
  if (api === undefined) return undefined
  const operations = await ports.progress('Reading the operations', (signal) =>
    instance.listOperations(api.id, { signal }),
  )
  const operation =
    options.operation === undefined
      ? await ports.choose({
          title: `Which operation of ${api.displayName}?`,
          option: 'the argument OPERATION',
          choices: operations.map((one) => ({
            label: one.displayName,
            description: `${one.method} ${one.urlTemplate}`,
            value: one,
          })),
        })
      : operations.find(({ id }) => id === options.operation)
  if (operation === undefined && options.operation !== undefined)
    throw absent(
      `operation "${options.operation}" in API "${api.id}"`,
      operations.map(({ id }) => id),
    )
  return operation && { api, operation }
}

async function chooseApi({ ports, instance, api: wanted }: OperationChoice): Promise<Api | undefined> {
  const apis = await ports.progress('Reading the APIs', (signal) => instance.listApis({ signal }))
  if (wanted === undefined)
    return ports.choose({
      title: 'Which API?',
      option: 'the argument API',
      choices: apis.map((one) => ({ label: one.displayName, description: `/${one.path}`, value: one })),
    })
  const listed = apis.find(({ id }) => id === wanted)
  if (listed !== undefined) return listed
  // The list holds current revisions; another one is there all the same, and told apart from a name that is not.
  const [, base, revision] = /^(.+);rev=(\d+)$/i.exec(wanted) ?? []
  const current = apis.find(({ id }) => id === base)
  if (current !== undefined && current.revision === revision) return current
  const found =
    current && (await ports.progress('Reading the revision', (signal) => instance.getApi(wanted, { signal })))
  if (found === undefined)
    throw absent(
      `API "${wanted}"`,
      apis.map(({ id }) => id),
    )
  return { ...found, id: wanted, isCurrent: false, revision: revision ?? found.revision }
}
