import * as vscode from 'vscode'
import type { Instances } from '../../instances/instances.ts'
import type { KnownInstance } from '../../instances/known-instance.ts'
import { command, trustedCommand } from '../../platform/commands.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Node } from './node.ts'
import { instanceChildren } from './nodes.ts'
import { InstanceTree } from './tree.ts'

/** The view *API Management*: instances, and below each its APIs, operations, products, fragments and named values. */
export function registerExplorer(platform: Platform, instances: Instances): { refresh(): void } {
  const tree = new InstanceTree(() => roots(instances))
  const view = vscode.window.createTreeView('policywright.instances', { treeDataProvider: tree, showCollapseAll: true })
  platform.context.subscriptions.push(
    view,
    command(platform, 'policywright.refreshInstances', async () => tree.refresh()),
    trustedCommand(platform, 'policywright.signIn', async () => {
      await instances.signIn()
      tree.refresh()
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => tree.refresh()),
  )
  return { refresh: () => tree.refresh() }
}

async function roots(instances: Instances): Promise<readonly Node[]> {
  if (!vscode.workspace.isTrusted) return [TRUST]
  const known = await instances.known()
  void vscode.commands.executeCommand(
    'setContext',
    'policywright.localKnown',
    known.some(({ local }) => local),
  )
  const rows = known.map((instance) => instanceRow(instances, instance))
  return [
    ...(known.some(({ local }) => local) ? [] : [START_LOCAL]),
    ...rows,
    ...(instances.signedIn() ? [] : [SIGN_IN]),
  ]
}

const TRUST: Node = {
  id: 'trust',
  label: 'Trust this workspace',
  description: 'to use instances',
  icon: 'workspace-untrusted',
  context: 'trust',
  command: { id: 'workbench.trust.manage', title: 'Manage Workspace Trust' },
}

const START_LOCAL: Node = {
  id: 'start-local',
  label: 'Start the local instance',
  description: 'no subscription needed',
  icon: 'debug-start',
  context: 'start-local',
  command: { id: 'policywright.startLocalInstance', title: 'Start Local Instance' },
}

const SIGN_IN: Node = {
  id: 'sign-in',
  label: 'Sign in to Azure',
  icon: 'account',
  context: 'sign-in',
  command: { id: 'policywright.signIn', title: 'Sign in to Azure' },
}

function instanceRow(instances: Instances, known: KnownInstance): Node {
  const { subscriptionId, resourceGroup, serviceName } = known.address
  return {
    id: [subscriptionId, resourceGroup, serviceName].join('/'),
    label: known.label,
    description: known.description,
    icon: known.local ? 'vm-running' : 'cloud',
    context: 'instance',
    expanded: known.local,
    instance: known,
    children: async () => instanceChildren({ known, connect: async () => (await instances.connect(known)).instance }),
  }
}
