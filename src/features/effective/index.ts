import * as vscode from 'vscode'
import { EFFECTIVE_REQUEST, type Effective, type EffectiveParams } from '../../../language-server/protocol.ts'
import { effectiveOfInstance } from '../../../workflows/effective.ts'
import type { Instances } from '../../instances/instances.ts'
import { connectionOf, isPolicyTarget } from '../../instances/target.ts'
import { Cancelled, command, trustedCommand } from '../../platform/commands.ts'
import type { Language } from '../../platform/language.ts'
import type { Platform } from '../../platform/platform.ts'
import { activePolicyDocument } from '../../platform/workspace.ts'
import { colourScopes } from './colours.ts'
import { createEffectiveDocuments, type EffectiveDocuments } from './documents.ts'

interface Context {
  readonly platform: Platform
  readonly language: Language
  readonly instances: Instances
  readonly documents: EffectiveDocuments
}

/** *Show Effective Policy*: what runs for a call, in one read-only document; from the files of the workspace or from an instance. */
export function registerEffective(platform: Platform, language: Language, instances: Instances): void {
  const documents = createEffectiveDocuments(platform)
  const context: Context = { platform, language, instances, documents }
  colourScopes(platform, documents)
  platform.context.subscriptions.push(
    command(platform, 'policywright.showEffectivePolicy', (target) => showFromFiles(context, target)),
    trustedCommand(platform, 'policywright.showEffectivePolicyOfInstance', (target) =>
      showFromInstance(context, target),
    ),
  )
}

/** Reads files that the language server reads anyway, so that it needs no trust. */
async function showFromFiles({ language, documents }: Context, target: unknown): Promise<void> {
  // A lens names its document by text.
  const named = typeof target === 'string' ? vscode.Uri.parse(target, true) : target
  const uri = named instanceof vscode.Uri ? named : activePolicyDocument()?.uri
  if (uri === undefined) throw new Error('No policy document is active: open one, then show its effective policy.')
  const connection = await language.connection()
  const ask = (product?: string): Promise<Effective> => {
    const params: EffectiveParams = { uri: uri.toString(), ...(product !== undefined && { product }) }
    return connection.request<Effective>(EFFECTIVE_REQUEST, params)
  }
  const first = await ask()
  const product = await chooseProduct(first.products)
  const { title } = product === undefined ? first : await ask(product)
  await documents.show(title, () => ask(product))
}

async function chooseProduct(products: readonly string[]): Promise<string | undefined> {
  if (products.length === 0) return undefined
  const none = { label: 'Through no product', product: undefined }
  const items = [...products.map((product) => ({ label: product, description: 'product', product })), none]
  const title = 'Through which product do the calls come?'
  const chosen = await vscode.window.showQuickPick(items, { title })
  if (chosen === undefined) throw new Cancelled('cancelled')
  return chosen.product
}

async function showFromInstance({ platform, instances, documents }: Context, target: unknown): Promise<void> {
  const policy = isPolicyTarget(target) ? target.policy : undefined
  if (policy?.kind !== 'api' && policy?.kind !== 'operation')
    throw new Error(
      'Choose an API or an operation in the view of API Management, then show its effective policy from there.',
    )
  const { instance } = await connectionOf(instances, target)
  const { api, workspace } = policy
  const operation = policy.kind === 'operation' ? policy.operation : undefined
  const found = await effectiveOfInstance(instance, { api, operation, workspace, expands: true })
  const uris = new Map(
    [...found.documents].map(([label, text]) => [
      label,
      platform.documents.add(`${label}.policy.xml`, text).toString(),
    ]),
  )
  const lines = found.lines.map(({ text, origin }) => ({
    text,
    ...(origin && { origin: { ...origin, document: uris.get(origin.document) ?? origin.document } }),
  }))
  await documents.show(`${found.title} on ${instance.address.serviceName}`, async () => ({ lines, notes: found.notes }))
}
