import * as vscode from 'vscode'
import type { Place } from '../../../language-server/protocol.ts'
import { Cancelled } from '../../platform/commands.ts'
import { named } from './label.ts'

type Scope = NonNullable<Place['scope']>
type Gateway = NonNullable<Place['gateway']>

const scopes: readonly Scope[] = ['global', 'workspace', 'product', 'api', 'operation', 'fragment', 'resolver']
const gateways: readonly Gateway[] = ['classic', 'v2', 'consumption', 'self-hosted', 'workspace']

async function pick<T extends string>(title: string, values: readonly T[], current: T | undefined): Promise<T | null> {
  const automatic = { label: '$(sync) Automatic', description: 'from the settings and the file’s place', value: null }
  const items = values.map((value) => ({ label: named(value), description: value === current ? 'current' : '', value }))
  const chosen = await vscode.window.showQuickPick([automatic, ...items], { title })
  if (!chosen) throw new Cancelled('cancelled')
  return chosen.value
}

/** Null: take it from the settings and the file's place again. */
export const chooseScope = (place: Place | null): Promise<Scope | null> =>
  pick('Scope of this policy document', scopes, place?.scope)

export const chooseGateway = (place: Place | null): Promise<Gateway | null> =>
  pick('Gateway that runs this policy', gateways, place?.gateway)
