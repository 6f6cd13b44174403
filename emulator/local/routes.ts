import { type CloudName, cloudNames, clouds } from '../identity/clouds.ts'
import { type LocalNames, localNames } from './names.ts'

export interface Origins {
  readonly identity: Readonly<Record<CloudName, string>>
  readonly management: Readonly<Record<CloudName, string>>
  readonly gateway: string
  readonly backEnd: string
}

/** Every real host that the local instance stands in for, in all clouds, and where it is on this machine. */
export function routesOf(
  { backEnd, gateway, identity, management }: Origins,
  names: LocalNames = localNames,
): Record<string, string> {
  const routes: Record<string, string> = {}
  for (const name of cloudNames) {
    const cloud = clouds[name]
    routes[cloud.armHost] = management[name]
    for (const host of cloud.loginHosts) routes[host] = identity[name]
    routes[`${names.serviceName}.${cloud.gatewaySuffix}`] = gateway
    routes[`${names.backEnd}.${cloud.appServiceSuffix}`] = backEnd
  }
  return routes
}

/** The host names of another instance's gateway. */
export const gatewayHostsOf = (serviceName: string): readonly string[] =>
  cloudNames.map((name) => `${serviceName}.${clouds[name].gatewaySuffix}`)
