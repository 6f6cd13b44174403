import type { InformationKind, ResourceProperties } from '../azure/apim-port.ts'

/** Folder and file of each kind: https://azure.github.io/apiops/apiops/2-apiops-artifacts/ */
export const informationFiles: Readonly<
  Record<Exclude<InformationKind, 'operation'>, { readonly folder: string; readonly file: string }>
> = {
  'named-value': { folder: 'named values', file: 'namedValueInformation.json' },
  'back-end': { folder: 'backends', file: 'backendInformation.json' },
  'version-set': { folder: 'version sets', file: 'apiVersionSetInformation.json' },
  fragment: { folder: 'policy fragments', file: 'policyFragmentInformation.json' },
  api: { folder: 'apis', file: 'apiInformation.json' },
  product: { folder: 'products', file: 'productInformation.json' },
}

/** Relative to the root, with `/`. */
export const informationFileOf = (kind: Exclude<InformationKind, 'operation'>, id: string): string =>
  `${informationFiles[kind].folder}/${id}/${informationFiles[kind].file}`

export const operationFileOf = (api: string, operation: string): string =>
  `apis/${api}/operations/${operation}/operationInformation.json`

/** Only the service writes these. */
const READ_ONLY = new Set(['provisioningState', 'isOnline', 'lastStatus', 'createdDate'])

/** What of a resource may be kept in a file: nothing that the service makes up, and no secret. */
export function writable(kind: InformationKind, properties: ResourceProperties): ResourceProperties {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) => {
      if (READ_ONLY.has(name)) return []
      if (kind === 'named-value' && name === 'value' && properties.secret === true) return []
      if (kind === 'fragment' && (name === 'value' || name === 'format')) return []
      if (kind === 'back-end' && (name === 'credentials' || name === 'proxy')) {
        const safe = withoutSecrets(value)
        return safe === undefined ? [] : [[name, safe]]
      }
      return [[name, value]]
    }),
  )
}

/** Credentials that are named values may be kept; anything written out may be a secret. */
function withoutSecrets(value: unknown): unknown {
  if (typeof value === 'string') return /^\{\{[^{}]+\}\}$/.test(value.trim()) ? value : undefined
  if (Array.isArray(value)) {
    const kept = value.map(withoutSecrets).filter((one) => one !== undefined)
    return kept.length === 0 ? undefined : kept
  }
  if (typeof value === 'object' && value !== null) {
    const kept = Object.entries(value).flatMap(([name, inner]) => {
      const safe = withoutSecrets(inner)
      return safe === undefined ? [] : [[name, safe] as const]
    })
    return kept.length === 0 ? undefined : Object.fromEntries(kept)
  }
  return undefined
}
