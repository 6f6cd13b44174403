import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ArmError } from '../management/arm-error.ts'
import type { ManagementRequest } from '../management/management-server.ts'
import { localNames } from './names.ts'

/** Puts one resource; throws ArmError as the service would refuse it. */
export type Put = (request: ManagementRequest) => Promise<unknown>

interface Step {
  readonly path: string
  readonly file: string
  readonly body: { readonly properties: Readonly<Record<string, unknown>> }
}

/**
 * Publishes a folder in the APIOps layout, resources before those that name them, through the same checks as any PUT.
 * @throws Error naming the file that cannot be read or is refused, and why.
 */
export async function publishSample(folder: string, put: Put, { serviceId } = localNames): Promise<void> {
  for (const step of await readSteps(folder)) {
    try {
      await put({ method: 'PUT', path: `${serviceId}${step.path}`, body: step.body })
    } catch (error) {
      if (!(error instanceof ArmError)) throw error
      const why = error.details.map(({ message }) => message).join(' ') || error.message
      throw new Error(`${step.file} was refused: ${why}`)
    }
  }
}

async function readSteps(folder: string): Promise<readonly Step[]> {
  const entries = await readdir(folder).catch((error: Error) => {
    throw new Error(`The sample folder ${folder} cannot be read: ${error.message}.`)
  })
  if (!entries.includes('apis')) throw new Error(`The folder ${folder} holds no API: there is no folder apis in it.`)
  const namedValues = await items(folder, 'named values', 'namedValues', 'namedValueInformation.json')
  const backends = await items(folder, 'backends', 'backends', 'backendInformation.json')
  const versionSets = await items(folder, 'version sets', 'apiVersionSets', 'apiVersionSetInformation.json')
  const loggers = await items(folder, 'loggers', 'loggers', 'loggerInformation.json')
  const fragments = await fragmentSteps(folder)
  const apis = await apiSteps(folder)
  const products = await productSteps(folder)
  const subscriptions = await items(folder, 'subscriptions', 'subscriptions', 'subscriptionInformation.json')
  const global = await policySteps(folder, '')
  return [
    ...namedValues,
    ...backends,
    ...versionSets,
    ...loggers,
    ...fragments,
    ...global,
    ...apis,
    ...products,
    ...subscriptions,
  ]
}

async function items(folder: string, kind: string, collection: string, information: string): Promise<Step[]> {
  const names = await namesIn(join(folder, kind))
  return Promise.all(
    names.map(async (name) => {
      const file = join(folder, kind, name, information)
      return { path: `/${collection}/${encodeURIComponent(name)}`, file, body: await readInformation(file) }
    }),
  )
}

async function fragmentSteps(folder: string): Promise<Step[]> {
  const fragments = await items(folder, 'policy fragments', 'policyFragments', 'policyFragmentInformation.json')
  return Promise.all(
    fragments.map(async ({ body, file, path }) => {
      const policy = join(file, '..', 'policy.xml')
      const value = await readFile(policy, 'utf8')
      return { path, file: policy, body: { properties: { ...body.properties, format: 'rawxml', value } } }
    }),
  )
}

async function apiSteps(folder: string): Promise<Step[]> {
  const apis = await items(folder, 'apis', 'apis', 'apiInformation.json')
  const steps = apis.map(async ({ body, file, path }) => {
    const home = join(file, '..')
    const specification = await readIfThere(join(home, 'specification.json'))
    const imported = specification === undefined ? {} : { format: 'openapi+json', value: specification }
    const operations = await namesIn(join(home, 'operations'))
    const policies = await Promise.all(
      operations.map((name) =>
        policySteps(join(home, 'operations', name), `${path}/operations/${encodeURIComponent(name)}`),
      ),
    )
    const api: Step = { path, file, body: { properties: { ...imported, ...body.properties } } }
    return [api, ...(await policySteps(home, path)), ...policies.flat()]
  })
  return (await Promise.all(steps)).flat()
}

async function productSteps(folder: string): Promise<Step[]> {
  const products = await items(folder, 'products', 'products', 'productInformation.json')
  const steps = products.map(async (product) => {
    const home = join(product.file, '..')
    const apis = await namesIn(join(home, 'apis'))
    const links = apis.map((api) => ({
      path: `${product.path}/apis/${encodeURIComponent(api)}`,
      file: join(home, 'apis', api),
      body: { properties: {} },
    }))
    return [product, ...links, ...(await policySteps(home, product.path))]
  })
  return (await Promise.all(steps)).flat()
}

async function policySteps(home: string, path: string): Promise<Step[]> {
  const file = join(home, 'policy.xml')
  const value = await readIfThere(file)
  if (value === undefined) return []
  return [{ path: `${path}/policies/policy`, file, body: { properties: { format: 'rawxml', value } } }]
}

async function readInformation(file: string): Promise<Step['body']> {
  const text = await readFile(file, 'utf8')
  try {
    const { properties } = JSON.parse(text) as { properties?: Record<string, unknown> }
    return { properties: properties ?? {} }
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}.`)
  }
}

const readIfThere = (file: string): Promise<string | undefined> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
