import type { DocumentScope } from '../catalog/policy.ts'
import type { Dialect } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import { readArm } from './arm.ts'
import { bicepResources } from './bicep.ts'
import type { HostResource } from './resource.ts'
import { terraformResources } from './terraform.ts'
import { readTerraformJson } from './terraform-json.ts'
import type { StringLiteral } from './tokens.ts'

/** What a file of infrastructure says of a policy. */
export interface PolicyPlace {
  /** The name of the resource in its file. */
  readonly name: string
  /** Absent: the type of the resource is not to be seen. */
  readonly scope?: DocumentScope
  /** Absent: unknown. */
  readonly dialect?: Dialect
}

/** A policy that is written in a string of the file. */
export interface InlinePolicy extends PolicyPlace {
  /** Tells it from the others in the file, also when something is inserted above it. */
  readonly key: string
  readonly literal: StringLiteral
}

/** A policy that the file loads from another one. */
export interface LoadedPolicy extends PolicyPlace {
  /** As written, without what stands for the folder of the file. */
  readonly path: string
  /** Where the path is written. */
  readonly at: Span
}

export interface Hosted {
  readonly inline: readonly InlinePolicy[]
  readonly loaded: readonly LoadedPolicy[]
}

export type HostLanguage = 'bicep' | 'terraform' | 'terraform-json' | 'arm'

/** By the ending of a path; JSON may be a template or anything else. */
export function hostLanguageOf(path: string): HostLanguage | undefined {
  if (/\.bicep$/i.test(path)) return 'bicep'
  if (/\.tf$/i.test(path)) return 'terraform'
  if (/\.tf\.json$/i.test(path)) return 'terraform-json'
  return /\.(?:json|jsonc)$/i.test(path) ? 'arm' : undefined
}

const NOTHING: Hosted = { inline: [], loaded: [] }

/** The policies in a file of infrastructure. Never throws; what cannot be read holds none. */
export function hostedIn(text: string, language: HostLanguage): Hosted {
  if (!/Microsoft\.ApiManagement\/|azurerm_api_management|xml_content|loadTextContent|\bfile\(/i.test(text))
    return NOTHING
  return numbered(readers[language](text))
}

interface Read {
  readonly resources: readonly HostResource[]
  readonly loose: readonly LoadedPolicy[]
}

const readers: Readonly<Record<HostLanguage, (text: string) => Read>> = {
  bicep: bicepResources,
  terraform: terraformResources,
  'terraform-json': readTerraformJson,
  arm: readArm,
}

/** Resources of the same name, in other templates within the same file, are told apart by their number. */
function numbered({ resources, loose }: Read): Hosted {
  const counts = new Map<string, number>()
  const inline = resources.flatMap(({ name, scope, dialect, literal }): InlinePolicy[] => {
    if (literal === undefined) return []
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const place = { name, ...(scope && { scope }), ...(dialect && { dialect }) }
    return [{ ...place, key: count === 1 ? name : `${name}~${count}`, literal }]
  })
  const loaded = resources.flatMap(({ name, scope, dialect, file }): LoadedPolicy[] =>
    file === undefined ? [] : [{ name, ...(scope && { scope }), ...(dialect && { dialect }), ...file }],
  )
  const known = new Set(loaded.map(({ at }) => at.start))
  return { inline, loaded: [...loaded, ...loose.filter(({ at }) => !known.has(at.start))] }
}

/** The path of a loaded file from the folder of the workspace on; undefined: it leads out of it. */
export function loadedPath(hostPath: string, path: string): string | undefined {
  const parts = hostPath.split('/').slice(0, -1)
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}
