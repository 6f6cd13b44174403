import { dirname, join, relative } from 'node:path'
import type { DocumentScope } from '../../language-server/core/catalog/policy.ts'
import { bindingAt, rulesAt } from '../../language-server/core/configuration/at-path.ts'
import {
  CONFIGURATION_FILE,
  type Configuration,
  NO_CONFIGURATION,
  readConfiguration,
} from '../../language-server/core/configuration/configuration.ts'
import type { RuleSettings } from '../../language-server/core/configuration/levels.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import type { DocumentOptions } from '../../language-server/core/model/options.ts'
import { roleInLayouts } from '../../language-server/core/workspace/file-role.ts'
import { UsageError } from '../command.ts'
import { readTextFile } from '../encoding.ts'
import { isAbsent, reasonOf } from '../file-failure.ts'
import { scopeOfFile } from '../scope.ts'

/** What `policywright.json` and the place of a document say of it. */
export interface Configured {
  readonly options: DocumentOptions
  readonly rules: RuleSettings
}

export interface Configurations {
  /** The nearest configuration above a folder. */
  above(folder: string): PlacedConfiguration
  /** @param file absolute */
  of(file: string): Configured
}

interface PlacedConfiguration {
  /** Absolute; patterns count from it. */
  readonly folder: string
  readonly configuration: Configuration
}

/** Reads each configuration once. A file that cannot be used as it is ends the command: to check by half of it would mislead. */
export function createConfigurations(): Configurations {
  const known = new Map<string, PlacedConfiguration>()
  const above = (folder: string): PlacedConfiguration => {
    const found = known.get(folder) ?? readIn(folder) ?? aboveOf(folder)
    known.set(folder, found)
    return found
  }
  const aboveOf = (folder: string): PlacedConfiguration => {
    const parent = dirname(folder)
    return parent === folder ? { folder, configuration: NO_CONFIGURATION } : above(parent)
  }
  const configured = new Map<string, Configured>()
  return {
    above,
    of(file) {
      const found = configured.get(file) ?? configuredBy(above(dirname(file)), file)
      configured.set(file, found)
      return found
    },
  }
}

function configuredBy({ folder, configuration }: PlacedConfiguration, file: string): Configured {
  const path = relative(folder, file).replaceAll('\\', '/')
  const { gateway, contentFormat, placeholders, bindings } = configuration
  const binding = bindingAt(bindings, path)?.binding
  const scope = binding?.scope ?? scopeInLayout(configuration, path) ?? scopeOfFile(file)
  const gatewayThere = binding?.gateway ?? gateway
  return {
    options: {
      ...(contentFormat && { dialect: contentFormat }),
      ...(scope && { scope }),
      ...(gatewayThere && { gateway: gatewayThere }),
      ...(placeholders && { placeholders }),
    },
    rules: rulesAt(configuration, path),
  }
}

/** What the layout says of a file that is a policy document. @param path from the folder of the configuration on */
function scopeInLayout({ layout }: Configuration, path: string): DocumentScope | undefined {
  const role = roleInLayouts(path, [{ folder: '', layout }])
  return role?.kind === 'policy' ? role.scope : undefined
}

function readIn(folder: string): PlacedConfiguration | undefined {
  const file = join(folder, CONFIGURATION_FILE)
  let text: string
  try {
    text = readTextFile(file)
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw new UsageError(`the file '${file}' cannot be read (${reasonOf(error)}).`)
  }
  const { configuration, faults } = readConfiguration(text, rules)
  const [first, ...others] = faults
  if (first === undefined) return { folder, configuration }
  const more = others.length === 0 ? '' : ` (${others.length} more like this)`
  throw new UsageError(`${file}:${first.line}:${first.column} ${first.message}${more}`)
}
