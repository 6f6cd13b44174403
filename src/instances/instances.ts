import * as vscode from 'vscode'
import type { ApimPort } from '../../azure/apim-port.ts'
import { type Cloud, clouds } from '../../azure/clouds.ts'
import { connect, findSubscriptions } from '../../azure/connect.ts'
import { azureCredential, type FallbackCredential } from '../../azure/credential.ts'
import { Cancelled, FaultWithRemedies } from '../platform/commands.ts'
import { tell } from '../platform/messages.ts'
import { withProgress } from '../platform/progress.ts'
import type { Connection, KnownInstance } from './known-instance.ts'
import { connectLocal, findLocal, START_LOCAL } from './local.ts'
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

const SIGN_IN = { title: 'Sign in to Azure', command: 'policywright.signIn' }

/** @param state what the user agreed to, in every window */
export function createInstances(state: vscode.Memento): Instances {
  let azure: { readonly found: readonly KnownInstance[]; readonly credential: FallbackCredential } | undefined
  const ports = new Map<string, Promise<ApimPort>>()

  const known = async (): Promise<readonly KnownInstance[]> => [...(await findLocal()), ...(azure?.found ?? [])]

  const connectTo = async (to: KnownInstance): Promise<Connection> => {
    if (to.local) return connectLocal(to)
    if (!azure)
      throw new FaultWithRemedies('You are not signed in to Azure: sign in, then run the command again.', [SIGN_IN])
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
      let isDeclined = false
      const credential = credentialOf(cloud, () => {
        isDeclined = true
      })
      const found = await withProgress(`Finding the API Management instances of ${cloud.label}`, (signal, report) =>
        findInstances({ cloud, credential, signal, report }),
      ).catch((error: unknown) => {
        if (!isDeclined || credential.source !== undefined) throw error
        // What the other ways to sign in say of themselves is no news to whoever has just said no.
        throw new FaultWithRemedies(
          'You are not signed in to Azure: the sign-in was cancelled, and neither the environment nor the Azure CLI has an account.',
          [{ ...SIGN_IN, title: 'Try Again' }],
        )
      })
      ports.clear()
      azure = { found, credential }
      if (found.length === 0)
        void tell(
          'You are signed in, but this account sees no API Management instance. It needs the role Reader or more on one; the settings policywright.tenant and policywright.cloud choose another directory or cloud.',
        )
    },
    async pick() {
      const all = await known()
      const [only] = all
      if (!only)
        throw new FaultWithRemedies(
          'There is no instance to talk to: start the local one or sign in to Azure, then run the command again.',
          [START_LOCAL, ...(azure === undefined ? [SIGN_IN] : [])],
        )
      if (all.length === 1) return connectTo(only)
      const items = all.map((instance) => ({ label: instance.label, description: instance.description, instance }))
      const chosen = await vscode.window.showQuickPick(items, {
        title: 'Which API Management instance?',
        matchOnDescription: true,
      })
      if (!chosen) throw new Cancelled('cancelled')
      return connectTo(chosen.instance)
    },
  }
}

/** @param declined called when the user says no to signing in with VS Code's account */
function credentialOf(cloud: Cloud, declined: () => void): FallbackCredential {
  const tenantId = setting('tenant') || undefined
  return azureCredential({
    cloud,
    tenantId,
    environment: process.env,
    first: {
      name: 'VS Code account',
      remedy: 'Sign in with the Accounts menu of VS Code.',
      // Every use is a command that the user started, so the sign-in dialog may open.
      create: () => new VsCodeCredential({ cloud, tenantId, interactive: () => true, declined }),
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
