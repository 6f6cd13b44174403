import * as vscode from 'vscode'
import type { ApimPort } from '../../azure/apim-port.ts'
import { type Cloud, clouds } from '../../azure/clouds.ts'
import { connect, findSubscriptions } from '../../azure/connect.ts'
import { azureCredential, type FallbackCredential } from '../../azure/credential.ts'
import { Cancelled } from '../platform/commands.ts'
import { withProgress } from '../platform/progress.ts'
import type { Connection, KnownInstance } from './known-instance.ts'
import { connectLocal, findLocal } from './local.ts'
import { cloudToSignInTo, setting } from './settings.ts'
import { VsCodeCredential } from './vs-code-credential.ts'

/** The instances that commands can be run on, and the way to each. Nothing is asked of Azure before the user wants it. */
export interface Instances {
  /** The local instance when it runs, then those of Azure once the user has signed in. */
  known(): Promise<readonly KnownInstance[]>
  signedIn(): boolean
  /** Signs in and lists the instances of every subscription. */
  signIn(): Promise<void>
  connect(known: KnownInstance): Promise<Connection>
  /** The only known instance, or the one the user picks. @throws Cancelled, or an Error that says how to get one. */
  pick(): Promise<Connection>
}

/** @param state what the user agreed to, in every window */
export function createInstances(state: vscode.Memento): Instances {
  let azure: { readonly found: readonly KnownInstance[]; readonly credential: FallbackCredential } | undefined
  const ports = new Map<string, Promise<ApimPort>>()

  const known = async (): Promise<readonly KnownInstance[]> => [...(await findLocal()), ...(azure?.found ?? [])]

  const connectTo = async (to: KnownInstance): Promise<Connection> => {
    if (to.local) return connectLocal(to)
    if (!azure) throw new Error('You are not signed in: run "APIM: Sign in to Azure" first.')
    const { credential } = azure
    const { subscriptionId, resourceGroup, serviceName } = to.address
    const port = ports.get(subscriptionId) ?? connect({ cloud: to.cloud, credential, subscriptionId })
    ports.set(subscriptionId, port)
    const subscription = await port
    const instance = subscription.instance(resourceGroup, serviceName)
    return { known: to, cloud: to.cloud, credential, azure: subscription, instance }
  }

  return {
    known,
    signedIn: () => azure !== undefined,
    connect: connectTo,
    async signIn() {
      const cloud = await cloudToSignInTo(state)
      const credential = credentialOf(cloud)
      const found = await withProgress(`Finding the API Management instances of ${cloud.label}`, (signal, report) =>
        findInstances({ cloud, credential, signal, report }),
      )
      ports.clear()
      azure = { found, credential }
      if (found.length === 0)
        void vscode.window.showInformationMessage(
          'You are signed in, but no API Management instance is visible to this account.',
        )
    },
    async pick() {
      const all = await known()
      const [only] = all
      if (!only)
        throw new Error(
          'There is no instance to talk to: run "APIM: Start Local Instance" or "APIM: Sign in to Azure".',
        )
      if (all.length === 1) return connectTo(only)
      const items = all.map((instance) => ({ label: instance.label, description: instance.description, instance }))
      const chosen = await vscode.window.showQuickPick(items, {
        title: 'API Management instance',
        matchOnDescription: true,
      })
      if (!chosen) throw new Cancelled('cancelled')
      return connectTo(chosen.instance)
    },
  }
}

function credentialOf(cloud: Cloud): FallbackCredential {
  const tenantId = setting('tenant') || undefined
  return azureCredential({
    cloud,
    tenantId,
    environment: process.env,
    first: {
      name: 'VS Code account',
      remedy: 'Sign in with the Accounts menu of VS Code.',
      // Every use is a command that the user started, so the sign-in dialog may open.
      create: () => new VsCodeCredential({ cloud, tenantId, interactive: () => true }),
    },
  })
}

interface Search {
  readonly cloud: Cloud
  readonly credential: FallbackCredential
  readonly signal: AbortSignal
  readonly report: (message: string) => void
}

async function findInstances({ cloud, credential, signal, report }: Search): Promise<readonly KnownInstance[]> {
  const found: KnownInstance[] = []
  for (const subscription of await findSubscriptions({ cloud, credential, signal })) {
    report(subscription.name)
    const port = await connect({ cloud, credential, subscriptionId: subscription.id })
    for (const instance of await port.listInstances({ signal }))
      found.push({
        label: instance.serviceName,
        description: `${subscription.name} · ${instance.resourceGroup} · ${instance.sku}${isOwn(cloud) ? '' : ` · ${cloud.armEndpoint}`}`,
        address: {
          subscriptionId: instance.subscriptionId,
          resourceGroup: instance.resourceGroup,
          serviceName: instance.serviceName,
        },
        cloud,
        local: false,
      })
  }
  return found
}

const isOwn = ({ armEndpoint }: Cloud): boolean => Object.values(clouds).some((one) => one.armEndpoint === armEndpoint)
