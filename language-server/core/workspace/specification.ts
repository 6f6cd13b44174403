/** One operation of an OpenAPI document, as API Management makes it on import. */
export interface SpecifiedOperation {
  /** As API Management names it. */
  readonly id: string
  readonly method: string
  /** Path, and behind `?` the query parameters that are required. */
  readonly urlTemplate: string
  readonly summary?: string
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The operations of an OpenAPI 2 or 3 document.
 * @param text JSON or YAML; YAML is read behind a door, since its library is large.
 * @returns undefined when the text is no such document.
 */
export async function readSpecification(text: string): Promise<readonly SpecifiedOperation[] | undefined> {
  const document = await parse(text)
  if (!isRecord(document) || !isRecord(document.paths)) return undefined
  const found: SpecifiedOperation[] = []
  for (const [path, item] of Object.entries(document.paths)) {
    const shared = resolve(item, document)
    if (!isRecord(shared)) continue
    for (const method of METHODS) {
      const operation = resolve(shared[method], document)
      if (!isRecord(operation)) continue
      const parameters = [...listOf(shared.parameters), ...listOf(operation.parameters)].map((one) =>
        resolve(one, document),
      )
      const { operationId, summary } = operation
      found.push({
        id: operationNameOf(typeof operationId === 'string' && operationId !== '' ? operationId : `${method}-${path}`),
        method: method.toUpperCase(),
        urlTemplate: path + queryOf(parameters),
        ...(typeof summary === 'string' && { summary }),
      })
    }
  }
  return found
}

async function parse(text: string): Promise<unknown> {
  const plain = text.replace(/^\uFEFF/, '')
  try {
    if (/^\s*\{/.test(plain)) return JSON.parse(plain)
    const { parseYaml } = await import('./yaml.ts')
    return parseYaml(plain)
  } catch {
    return undefined
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Follows `$ref` inside the document, a few steps at most. */
function resolve(value: unknown, document: Readonly<Record<string, unknown>>): unknown {
  let at = value
  for (let steps = 0; steps < 5 && isRecord(at) && typeof at.$ref === 'string'; steps++) {
    if (!at.$ref.startsWith('#/')) return undefined
    let target: unknown = document
    for (const part of at.$ref.slice(2).split('/'))
      target = isRecord(target) ? target[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined
    at = target
  }
  return at
}

/** Required query parameters become parameters of the template: https://learn.microsoft.com/azure/api-management/api-management-api-import-restrictions */
function queryOf(parameters: readonly unknown[]): string {
  const names = parameters.flatMap((one) =>
    isRecord(one) && one.in === 'query' && one.required === true && typeof one.name === 'string' ? [one.name] : [],
  )
  return names.length === 0 ? '' : `?${[...new Set(names)].map((name) => `${name}={${name}}`).join('&')}`
}

const LONGEST_NAME = 76

/**
 * The name that an operation gets on import: lower case, every run of other characters a dash.
 * https://learn.microsoft.com/azure/api-management/api-management-api-import-restrictions
 */
export const operationNameOf = (operationId: string): string =>
  operationId
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME)
