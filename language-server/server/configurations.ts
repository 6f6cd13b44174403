import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node'
import { bindingAt, rulesAt } from '../core/configuration/at-path.ts'
import {
  CONFIGURATION_FILE,
  type Configuration,
  type ConfigurationFault,
  readConfiguration,
} from '../core/configuration/configuration.ts'
import { layered } from '../core/configuration/levels.ts'
import { ruleNames } from '../core/service.ts'
import type { ServerSettings } from '../protocol.ts'

/** The `policywright.json` files above the open documents. */
export interface Configurations {
  /** What holds for a document: the nearest file above it, and the editor's settings where that says nothing. */
  over(uri: string, settings: ServerSettings): ServerSettings
  /** Files are read again when next asked for. */
  forget(): void
}

export interface ConfigurationsHost {
  /** Told what is wrong with a file each time it is read; nothing, when all of it can be used. */
  report(uri: string, faults: readonly ConfigurationFault[]): void
  warn(sentence: string): void
}

interface Placed {
  readonly folder: string
  readonly configuration: Configuration
}

export function createConfigurations(host: ConfigurationsHost): Configurations {
  /** By folder; undefined: there is none in it or above. */
  const known = new Map<string, Placed | undefined>()

  const above = (folder: string): Placed | undefined => {
    if (known.has(folder)) return known.get(folder)
    const parent = dirname(folder)
    const found = readIn(folder, host) ?? (parent === folder ? undefined : above(parent))
    known.set(folder, found)
    return found
  }

  return {
    over(uri, settings) {
      const file = pathOf(uri)
      const placed = file === undefined ? undefined : above(dirname(file))
      if (file === undefined || placed === undefined) return settings
      const { configuration } = placed
      const { gateway, contentFormat, placeholders, bindings } = configuration
      const path = relative(placed.folder, file).replaceAll('\\', '/')
      const binding = bindingAt(bindings, path)
      return {
        ...settings,
        ...(gateway && { gateway }),
        ...(contentFormat && { contentFormat }),
        ...(placeholders && { placeholders }),
        ...(binding && { configured: binding }),
        rules: layered([settings.rules, rulesAt(configuration, path)]),
      }
    },
    forget: () => known.clear(),
  }
}

/** Undefined for what is no file of this machine. */
function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined
  try {
    return fileURLToPath(uri)
  } catch {
    return undefined
  }
}

function readIn(folder: string, host: ConfigurationsHost): Placed | undefined {
  const file = join(folder, CONFIGURATION_FILE)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    if (code !== 'ENOENT' && code !== 'ENOTDIR') host.warn(`${file} cannot be read (${code}).`)
    return undefined
  }
  const { configuration, faults } = readConfiguration(text, ruleNames)
  host.report(pathToFileURL(file).href, faults)
  return { folder, configuration }
}

/** Shown in the file itself; the rest of it holds. */
export const faultDiagnostics = (faults: readonly ConfigurationFault[]): Diagnostic[] =>
  faults.map(({ message, line, column, span }) => {
    const start = { line: line - 1, character: column - 1 }
    const end = { line: line - 1, character: column - 1 + Math.max(1, span.end - span.start) }
    return { range: { start, end }, severity: DiagnosticSeverity.Warning, source: 'policywright', message }
  })
