/** What the address of a policy in a string of another file says. */
export interface InlineAddress {
  /** The address of the file. */
  readonly host: string
  /** Tells the policy from the others in the file. */
  readonly key: string
  readonly scope?: string
  readonly format?: string
}

/** Path and query of the address: the path shows as the title of the tab, the query says the rest. */
export function addressParts({ host, key, scope, format }: InlineAddress): {
  readonly path: string
  readonly query: string
} {
  const file = decodeURIComponent(/([^/]*)$/.exec(host)?.[1] ?? '')
  const name = `${key} in ${file}`.replaceAll(/[\\/:*?"<>|#%]/g, ' ')
  const query = new URLSearchParams({ host, key, ...(scope && { scope }), ...(format && { format }) })
  return { path: `/${name}.policy.xml`, query: query.toString() }
}

/** @throws Error when the query is none of ours */
export function readAddress(query: string): InlineAddress {
  const found = new URLSearchParams(query)
  const host = found.get('host')
  const key = found.get('key')
  if (host === null || key === null)
    throw new Error('This address names no policy: open the policy from the file that holds it.')
  const scope = found.get('scope')
  const format = found.get('format')
  return { host, key, ...(scope && { scope }), ...(format && { format }) }
}

/** What the text of a file that may hold or load policies mentions; only such files are read further. */
export const mayHoldPolicies = (text: string): boolean =>
  /Microsoft\.ApiManagement\/|azurerm_api_management|xml_content|loadTextContent/i.test(text)

/** The names of files that may hold policies. */
export const isHostName = (path: string): boolean => /\.(?:bicep|tf|json|jsonc)$/i.test(path)
