import type { CertificateModel, ContextModel, DeploymentModel } from '../core/expression/context-model.ts'
import { readCertificate } from './certificate.ts'
import { objectAt, textAt, textsAt } from './read.ts'

const deployment = { region: 'West Europe', serviceName: 'contoso', serviceId: 'contoso', gatewayId: 'managed' }

/** The instance and its gateway. @throws InputError naming the place in the file */
export function readDeployment(value: unknown): DeploymentModel {
  const more = ['gatewayInstanceId', 'carbonIntensity', 'certificates']
  const said = objectAt(value, 'deployment', [...Object.keys(deployment), ...more]) ?? {}
  const gatewayInstanceId = textAt(said.gatewayInstanceId, 'deployment.gatewayInstanceId')
  const carbonIntensity = textAt(said.carbonIntensity, 'deployment.carbonIntensity')
  const certificates = new Map<string, CertificateModel>()
  for (const [name, one] of Object.entries(objectAt(said.certificates, 'deployment.certificates') ?? {})) {
    const certificate = readCertificate(one, `deployment.certificates.${name}`)
    if (certificate) certificates.set(name, certificate)
  }
  return {
    ...textsAt(said, 'deployment', deployment),
    ...(gatewayInstanceId !== undefined && { gatewayInstanceId }),
    ...(carbonIntensity !== undefined && { carbonIntensity }),
    ...(certificates.size > 0 && { certificates }),
  }
}

/** The back end of the request. @throws InputError naming the place in the file */
export function readBackend(value: unknown): Pick<ContextModel, 'backend'> {
  const said = objectAt(value, 'backend', ['id', 'type', 'azureRegion'])
  if (said === undefined) return {}
  const azureRegion = textAt(said.azureRegion, 'backend.azureRegion')
  return {
    backend: {
      ...textsAt(said, 'backend', { id: 'backend', type: 'Single' }),
      ...(azureRegion !== undefined && { azureRegion }),
    },
  }
}

/** What a GraphQL resolver reads. @throws InputError naming the place in the file */
export function readGraphql(value: unknown): Pick<ContextModel, 'graphql'> {
  const said = objectAt(value, 'graphql', ['arguments', 'parent'])
  if (said === undefined) return {}
  return {
    graphql: {
      arguments: objectAt(said.arguments, 'graphql.arguments') ?? {},
      parent: objectAt(said.parent, 'graphql.parent') ?? {},
    },
  }
}

/** The workspace of the API. @throws InputError naming the place in the file */
export function readWorkspace(value: unknown): Pick<ContextModel, 'workspace'> {
  const texts = { id: 'workspace', name: 'workspace' }
  const said = objectAt(value, 'workspace', Object.keys(texts))
  return said === undefined ? {} : { workspace: textsAt(said, 'workspace', texts) }
}
