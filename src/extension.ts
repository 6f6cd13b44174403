import type * as vscode from 'vscode'
import { registerBackEnd } from './features/backend/index.ts'
import { registerCall } from './features/call/index.ts'
import { registerEffective } from './features/effective/index.ts'
import { registerEmbedded } from './features/embedded/index.ts'
import { registerEvaluate } from './features/evaluate/index.ts'
import { registerExplorer } from './features/explorer/index.ts'
import { registerLanguage } from './features/language/index.ts'
import { registerLenses } from './features/lenses/index.ts'
import { registerLocalInstance } from './features/local-instance/index.ts'
import { registerPlace } from './features/place/index.ts'
import { registerSecure } from './features/secure/index.ts'
import { registerSync } from './features/sync/index.ts'
import { createInstances } from './instances/instances.ts'
import { checkByServer } from './platform/check-by-server.ts'
import { createLanguage } from './platform/language.ts'
import { createPlatform } from './platform/platform.ts'

/**
 * The composition root. Everything is registered here and nothing is started: the language server starts with the first
 * policy document, the Azure SDKs load with the first command that needs them.
 */
export function activate(context: vscode.ExtensionContext): void {
  const platform = createPlatform(context)
  const language = createLanguage(platform)
  const instances = createInstances(context.globalState)
  registerLanguage(platform, language)
  registerPlace(platform, language)
  registerEvaluate(platform, language)
  registerEmbedded(platform, language)
  registerLenses(platform)
  const explorer = registerExplorer(platform, instances)
  registerLocalInstance(platform, () => explorer.refresh())
  registerSync(platform, instances)
  const checked = { ...platform, check: checkByServer(platform, language) }
  registerSecure(checked, instances)
  registerBackEnd(checked, instances)
  registerCall(platform, instances)
  registerEffective(platform, language, instances)
}
