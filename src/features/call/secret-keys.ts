import type * as vscode from 'vscode'
import type { KeptKey, KeyStore } from '../../../workflows/choose-key.ts'

const PREFIX = 'subscription-key:'
/** Of the names alone, which hold instance and API and no secret: the secret storage does not list them everywhere. */
const NAMES = 'policywright.keyNames'

export interface SecretKeys extends KeyStore {
  /** @returns how many there were. */
  forget(): Promise<number>
}

/** Subscription keys in the secret storage of VS Code, and nowhere else. */
export function createSecretKeys({ secrets, globalState }: vscode.ExtensionContext): SecretKeys {
  const names = (): readonly string[] => globalState.get<readonly string[]>(NAMES, [])
  const forgetOne = async (name: string): Promise<void> => {
    await secrets.delete(PREFIX + name)
    await globalState.update(
      NAMES,
      names().filter((one) => one !== name),
    )
  }
  return {
    async get(name) {
      const kept = await secrets.get(PREFIX + name)
      return kept === undefined ? undefined : readKept(kept)
    },
    async set(name, key) {
      await secrets.store(PREFIX + name, JSON.stringify(key))
      await globalState.update(NAMES, [...new Set([...names(), name])])
    },
    delete: forgetOne,
    async forget() {
      const all = names()
      for (const name of all) await forgetOne(name)
      return all.length
    },
  }
}

/** What another version kept in another form is asked for again. */
function readKept(text: string): KeptKey | undefined {
  try {
    const kept = JSON.parse(text) as Partial<KeptKey> | null
    return typeof kept?.value === 'string' ? (kept as KeptKey) : undefined
  } catch {
    return undefined
  }
}
