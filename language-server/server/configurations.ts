import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node'
import { bindingAt, rulesAt } from '../core/configuration/at-path.ts'
import { baselineIn, type KnownFindings, knownByPath, pathOfPolicy } from '../core/configuration/baseline.ts'
import {
  CONFIGURATION_FILE,
  type Configuration,
  type ConfigurationFault,
  readConfiguration,
} from '../core/configuration/configuration.ts'
import { layered } from '../core/configuration/levels.ts'
import { ruleNames } from '../core/service.ts'
import { createLineMap } from '../core/text/line-map.ts'
import type { ServerSettings } from '../protocol.ts'
import { inlineAddress } from './host-place.ts'

/** The `policywright.json` files above the open documents. */
export interface Configurations {
  /** What holds for a document: the nearest file above it, and the editor's settings where that says nothing. */
  over(uri: string, settings: ServerSettings): ServerSettings
  /** What the baseline hides in a policy that is written in a file of infrastructure. */
  known(uri: string, policy: string): KnownFindings | undefined
  /** Whether a file is a configuration, or a baseline that one names. */
  isPart(uri: string): boolean
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
  /** What its baseline hides. */
  readonly known?: Known
}

interface Known {
  /** Absolute; the paths in the baseline count from it. */
  readonly folder: string
  readonly byPath: ReadonlyMap<string, KnownFindings>
}

export function createConfigurations(host: ConfigurationsHost): Configurations {
  /** By folder; undefined: there is none in it or above. */
  const known = new Map<string, Placed | undefined>()
  /** Addresses of baselines; they stay when the files are forgotten, since it is their change that matters then. */
  const baselines = new Set<string>()
  const read = (folder: string): Placed | undefined =>
    readIn(folder, { ...host, onBaseline: (uri) => baselines.add(uri) })

  const above = (folder: string): Placed | undefined => {
    if (known.has(folder)) return known.get(folder)
    const parent = dirname(folder)
    const found = read(folder) ?? (parent === folder ? undefined : above(parent))
    known.set(folder, found)
    return found
  }

  const placeOf = (uri: string) => {
    const inline = inlineAddress(uri)
    const file = pathOf(inline?.host ?? uri)
    const placed = file === undefined ? undefined : above(dirname(file))
    return file === undefined || placed === undefined ? undefined : { file, placed, policy: inline?.key }
  }
  const knownIn = ({ known }: Placed, file: string, policy: string | undefined): KnownFindings | undefined => {
    if (known === undefined) return undefined
    const path = relative(known.folder, file).replaceAll('\\', '/')
    return known.byPath.get(policy === undefined ? path : pathOfPolicy(path, policy))
  }

  return {
    over(uri, settings) {
      const place = placeOf(uri)
      if (place === undefined) return settings
      const { file, placed, policy } = place
      const { configuration } = placed
      const { gateway, contentFormat, placeholders, bindings } = configuration
      const path = relative(placed.folder, file).replaceAll('\\', '/')
      const binding = bindingAt(bindings, path)
      const hidden = knownIn(placed, file, policy)
      return {
        ...settings,
        ...(gateway && { gateway }),
        ...(contentFormat && { contentFormat }),
        ...(placeholders && { placeholders }),
        ...(binding && { configured: binding }),
        ...(hidden && { known: hidden }),
        rules: layered([settings.rules, rulesAt(configuration, path)]),
      }
    },
    known(uri, policy) {
      const place = placeOf(uri)
      return place && knownIn(place.placed, place.file, policy)
    },
    isPart: (uri) => uri.endsWith(`/${CONFIGURATION_FILE}`) || baselines.has(uri),
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

interface ReadHost extends ConfigurationsHost {
  /** Told of the address of each baseline that is named, whether it can be read or not. */
  onBaseline(uri: string): void
}

function readIn(folder: string, host: ReadHost): Placed | undefined {
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
  const { baseline } = configuration
  if (baseline === undefined) {
    host.report(pathToFileURL(file).href, faults)
    return { folder, configuration }
  }
  const target = resolve(folder, baseline)
  host.onBaseline(pathToFileURL(target).href)
  const known = readKnown(target)
  const wrong = typeof known === 'string' ? [baselineFault(text, `The baseline '${baseline}' ${known}.`)] : []
  host.report(pathToFileURL(file).href, [...faults, ...wrong])
  return { folder, configuration, ...(typeof known !== 'string' && { known }) }
}

/** @returns why it cannot be used, as the rest of a sentence, instead of what it hides */
function readKnown(file: string): Known | string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return code === 'ENOENT'
      ? "is not there; 'policywright check --update-baseline' writes it"
      : `cannot be read (${code})`
  }
  const findings = baselineIn(text)
  return typeof findings === 'string' ? findings : { folder: dirname(file), byPath: knownByPath(findings) }
}

/** Stands at the key that names it. */
function baselineFault(text: string, message: string): ConfigurationFault {
  const start = Math.max(0, text.search(/"baseline"\s*:/))
  const { line, character } = createLineMap(text).positionAt(start)
  return { message, line: line + 1, column: character + 1, span: { start, end: start + '"baseline"'.length } }
}

/** Shown in the file itself; the rest of it holds. */
export const faultDiagnostics = (faults: readonly ConfigurationFault[]): Diagnostic[] =>
  faults.map(({ message, line, column, span }) => {
    const start = { line: line - 1, character: column - 1 }
    const end = { line: line - 1, character: column - 1 + Math.max(1, span.end - span.start) }
    return { range: { start, end }, severity: DiagnosticSeverity.Warning, source: 'policywright', message }
  })
