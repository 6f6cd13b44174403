import type { Api, ApimPort, Instance, InstancePort } from '../azure/apim-port.ts'
import { describeRef } from './apiops-layout.ts'
import type { AppServiceProtection } from './app-service-protection.ts'
import { type ExpectedToken, refusalOf, rolesOf } from './expected-token.ts'
import { audienceFor, readTokenChecks, type TokenCheck } from './token-checks.ts'

/** An API of another API Management instance that is a back end. */
export interface BackEndApi {
  readonly instance: Instance
  readonly port: InstancePort
  /** Undefined when no API of the instance has this path. */
  readonly api: Api | undefined
  /** What it asks of the token that arrives, widest scope first. */
  readonly checks: readonly TokenCheck[]
}

/** @returns undefined when no instance of this subscription has the host. */
export async function findBackEndApi(
  azure: ApimPort,
  address: string,
  signal?: AbortSignal,
): Promise<BackEndApi | undefined> {
  const url = new URL(address)
  const host = url.host.toLowerCase()
  const instance = (await azure.listInstances({ signal })).find(({ gatewayHosts }) =>
    gatewayHosts.some((one) => one.toLowerCase() === host),
  )
  if (instance === undefined) return undefined
  const port = azure.instance(instance.resourceGroup, instance.serviceName)
  const path = `${url.pathname}/`.toLowerCase()
  const api = (await port.listApis({ signal }))
    .filter((one) => one.isCurrent && path.startsWith(one.path === '' ? '/' : `/${one.path.toLowerCase()}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]
  if (api === undefined) return { instance, port, api, checks: [] }
  const [operation] = await port.listOperations(api.id, { signal })
  const checks =
    operation === undefined ? [] : await readTokenChecks(port, { api: api.id, operation: operation.id }, signal)
  return { instance, port, api, checks: checks.filter(({ runs }) => runs === 'always') }
}

/** The audience to ask a token for: a client id when there is one, since it is right in both token versions. */
export const resourceOf = ({ checks }: BackEndApi): string | undefined =>
  checks.flatMap(({ audiences }) => audiences).find((one) => /^[0-9a-f-]{36}$/i.test(one)) ?? audienceFor(checks)

/** What the policies of the other instance will do to the identity's token. */
export function assessBackEndApi(found: BackEndApi, expected: ExpectedToken | undefined): AppServiceProtection {
  const { api, checks, instance } = found
  const name = `${api?.displayName ?? 'The API'} on ${instance.serviceName}`
  const resource = resourceOf(found)
  if (api === undefined)
    return {
      withoutToken: 'refuses',
      identity: 'unchecked',
      resource: undefined,
      warnings: [`${instance.serviceName} has no API at this path; it will answer 404.`],
      notes: [],
      change: undefined,
    }
  const notes = api.subscriptionRequired
    ? [
        `${name} asks for a subscription key: send it in the header ${api.subscriptionKeyNames?.header ?? 'Ocp-Apim-Subscription-Key'} from a secret named value, or switch "Subscription required" off there.`,
      ]
    : []
  const [first] = checks
  if (first === undefined)
    return {
      withoutToken: 'open',
      identity: 'unchecked',
      resource: undefined,
      warnings: [`${name} is not protected: no policy there checks a token on every request.`],
      notes,
      change: undefined,
    }
  const refused = checks.flatMap((check) => {
    const why = expected && refusalOf(check, expected)
    return why === undefined ? [] : [`${place(found, check)} refuses this identity: ${why.message} ${why.remedy}`]
  })
  const roles = rolesOf(checks)
  return {
    withoutToken: 'refuses',
    identity: refused.length > 0 ? 'refused' : roles.length > 0 || expected === undefined ? 'unchecked' : 'let-in',
    resource,
    warnings: refused,
    notes: [
      ...notes,
      ...(roles.length === 0
        ? []
        : [`${name} asks for the app role ${roles.join(', ')}, which the identity must have been given.`]),
    ],
    change: undefined,
  }
}

/** `The policy of API orders on policywright-second, line 4`. */
export const place = ({ instance }: BackEndApi, { line, ref }: TokenCheck): string =>
  `The policy of ${describeRef(ref)} on ${instance.serviceName}, line ${line},`
