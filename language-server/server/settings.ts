import { CODE_LENSES, INLAY_HINTS } from '../core/configuration/hints.ts'
import { readPlaceholderSetting, readRuleSetting } from '../core/configuration/setting-values.ts'
import { ruleNames } from '../core/service.ts'
import type { FormatSettings, PathBinding, ServerSettings } from '../protocol.ts'
import { DIALECTS, DOCUMENT_SCOPES, GATEWAYS } from './vocabulary.ts'

export const DEFAULT_SETTINGS: ServerSettings = {
  scope: 'auto',
  gateway: 'unknown',
  contentFormat: 'rawxml',
  bindings: {},
  artifacts: '.',
  rules: { levels: {} },
}

/** Columns; the manifest says the same. */
const NARROWEST = 40

/** Settings as read, and one sentence for each part that could not be used. */
export interface ReadSettings {
  readonly settings: ServerSettings
  readonly faults: readonly string[]
}

/**
 * Reads the object under `policywright` as a client sends it. A part that is wrong keeps its default and is named in `faults`:
 * an editor's settings file is typed by hand, and one slip must not take the language server away.
 */
export function readSettings(value: unknown): ReadSettings {
  const faults: string[] = []
  if (value === undefined || value === null) return { settings: DEFAULT_SETTINGS, faults }
  if (!isRecord(value)) return { settings: DEFAULT_SETTINGS, faults: ['policywright is not an object'] }

  const choice = <T extends string>(key: string, found: unknown, allowed: readonly T[]): T | undefined => {
    if (found === undefined || found === null) return undefined
    const match = allowed.find((candidate) => candidate === found)
    if (match === undefined) faults.push(`${key} is ${JSON.stringify(found)}, but must be one of ${allowed.join(', ')}`)
    return match
  }

  const rules = readRuleSetting(value.rules, ruleNames)
  const placeholders = readPlaceholderSetting(value.placeholders)
  const inlayHints = flags('policywright.inlayHints', value.inlayHints, INLAY_HINTS)
  const codeLens = flags('policywright.codeLens', value.codeLens, CODE_LENSES)
  const format = readFormat(value.format)
  for (const fault of rules.faults) faults.push(`policywright.rules: ${fault}`)
  for (const fault of placeholders.faults) faults.push(`policywright.placeholders: ${fault}`)

  return {
    settings: {
      scope: choice('policywright.scope', value.scope, ['auto', ...DOCUMENT_SCOPES]) ?? DEFAULT_SETTINGS.scope,
      gateway: choice('policywright.gateway', value.gateway, ['unknown', ...GATEWAYS]) ?? DEFAULT_SETTINGS.gateway,
      contentFormat:
        choice('policywright.contentFormat', value.contentFormat, DIALECTS) ?? DEFAULT_SETTINGS.contentFormat,
      bindings: readBindings(),
      artifacts: readArtifacts(value.artifacts),
      rules: rules.value,
      ...(placeholders.value && { placeholders: placeholders.value }),
      ...(inlayHints && { inlayHints }),
      ...(codeLens && { codeLens }),
      ...(format && { format }),
    },
    faults,
  }

  /** Undefined where nothing is set. */
  function flags<T extends string>(
    key: string,
    found: unknown,
    names: readonly T[],
  ): Readonly<Partial<Record<T, boolean>>> | undefined {
    if (found === undefined || found === null) return undefined
    if (!isRecord(found)) {
      faults.push(`${key} is not an object`)
      return undefined
    }
    const read: Partial<Record<T, boolean>> = {}
    for (const name of names) {
      const flag = found[name]
      if (typeof flag === 'boolean') read[name] = flag
      else if (flag !== undefined && flag !== null) faults.push(`${key}.${name} is neither true nor false`)
    }
    return Object.keys(read).length === 0 ? undefined : read
  }

  function readFormat(found: unknown): FormatSettings | undefined {
    if (found === undefined || found === null) return undefined
    const width = isRecord(found) ? (found.printWidth ?? undefined) : found
    if (width === undefined) return undefined
    if (typeof width === 'number' && Number.isInteger(width) && width >= NARROWEST) return { printWidth: width }
    faults.push(
      isRecord(found)
        ? `policywright.format.printWidth is ${JSON.stringify(width)}, but must be a whole number from ${NARROWEST} on`
        : 'policywright.format is not an object',
    )
    return undefined
  }

  function readArtifacts(found: unknown): string {
    if (typeof found === 'string') return found
    if (found !== undefined && found !== null) faults.push('policywright.artifacts is not a path')
    return DEFAULT_SETTINGS.artifacts
  }

  function readBindings(): Readonly<Record<string, PathBinding>> {
    const found = isRecord(value) ? value.bindings : undefined
    if (found === undefined || found === null) return {}
    if (!isRecord(found)) {
      faults.push('policywright.bindings is not an object')
      return {}
    }
    const bindings: Record<string, PathBinding> = {}
    for (const [pattern, binding] of Object.entries(found)) {
      const key = `policywright.bindings["${pattern}"]`
      if (!isRecord(binding)) {
        faults.push(`${key} is not an object`)
        continue
      }
      const scope = choice(`${key}.scope`, binding.scope, DOCUMENT_SCOPES)
      const gateway = choice(`${key}.gateway`, binding.gateway, GATEWAYS)
      bindings[pattern] = { ...(scope && { scope }), ...(gateway && { gateway }) }
    }
    return bindings
  }
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
