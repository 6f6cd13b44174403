import { certificateDictionary } from '../clr/certificate-view.ts'
import { type ClrView, view } from '../clr/context-view.ts'
import type { CertificateModel, DeploymentModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

const none: ReadonlyMap<string, CertificateModel> = new Map()

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IDeployment',
  summary: 'The gateway that runs the policy.',
  kind: 'interface',
  members: [
    member('IGatewayInfo Gateway', 'The gateway.', (_call, { model }: ClrView<DeploymentModel>) =>
      view('IGatewayInfo', model),
    ),
    member(
      'string GatewayId',
      '`managed` on a managed gateway, its name otherwise.',
      (_call, { model }: ClrView<DeploymentModel>) => model.gatewayId,
    ),
    member('string Region', 'The region.', (_call, { model }: ClrView<DeploymentModel>) => model.region),
    member(
      'string ServiceId',
      'The name of the instance.',
      (_call, { model }: ClrView<DeploymentModel>) => model.serviceId ?? model.serviceName,
    ),
    member(
      'string ServiceName',
      'The name of the instance.',
      (_call, { model }: ClrView<DeploymentModel>) => model.serviceName,
    ),
    member(
      'IReadOnlyDictionary<string, X509Certificate2> Certificates',
      'The certificates uploaded to the instance.',
      (_call, { model }: ClrView<DeploymentModel>) => certificateDictionary(model.certificates ?? none),
    ),
    member(
      'ISustainabilityInfo SustainabilityInfo',
      'The carbon intensity of the region.',
      (_call, { model }: ClrView<DeploymentModel>) => view('ISustainabilityInfo', model),
    ),
  ],
})
