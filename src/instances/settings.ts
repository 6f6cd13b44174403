import * as vscode from 'vscode'
import { type Cloud, clouds, isCloudName } from '../../azure/clouds.ts'
import { cloudAtEndpoint, cloudOfEndpoint, endpointOrigin } from '../../azure/custom-endpoint.ts'
import { Cancelled } from '../platform/commands.ts'

export const setting = (name: string): string => vscode.workspace.getConfiguration('policywright').get(name, '')

/** The cloud of the settings; what a custom endpoint says of itself is not read. */
export function configuredCloud(): Cloud {
  const name = setting('cloud')
  return isCloudName(name) ? clouds[name] : clouds.public
}

const AGREED = 'armEndpoints'

/**
 * The cloud to sign in to. An Azure Resource Manager that is none of Azure's own gets tokens and says where to sign in, so it is asked for
 * once, before anything is sent to it.
 * @param state what the user agreed to, in every window
 * @throws Cancelled; EndpointError for an endpoint that will not do
 */
export async function cloudToSignInTo(state: vscode.Memento): Promise<Cloud> {
  const written = setting('armEndpoint').trim()
  if (written === '') return configuredCloud()
  const origin = endpointOrigin(written)
  const known = cloudOfEndpoint(origin)
  if (known !== undefined) return known
  const agreed = state.get<readonly string[]>(AGREED, [])
  if (!agreed.includes(origin)) {
    const trust = 'Trust This Endpoint'
    const chosen = await vscode.window.showWarningMessage(
      `Use the Azure Resource Manager at ${origin}?`,
      {
        modal: true,
        detail:
          'The setting policywright.armEndpoint names it; it is none of Azure’s own. It says where to sign in, and receives the tokens of your account.',
      },
      trust,
    )
    if (chosen !== trust) throw new Cancelled('cancelled')
    await state.update(AGREED, [...agreed, origin])
  }
  return cloudAtEndpoint(origin, configuredCloud())
}
