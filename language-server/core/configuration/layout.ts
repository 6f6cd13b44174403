/** What a pattern of the layout stands for; policy documents first, then the files that describe resources. */
export const LAYOUT_KEYS = [
  'global',
  'workspace',
  'product',
  'api',
  'operation',
  'fragment',
  'namedValueInformation',
  'backendInformation',
  'loggerInformation',
  'certificateInformation',
  'schemaInformation',
  'productInformation',
  'productApiInformation',
  'apiInformation',
  'operationInformation',
  'specification',
] as const

export type LayoutKey = (typeof LAYOUT_KEYS)[number]

/** The ids that a pattern may hold in braces: `policies/{api}/{operation}.xml`. */
const PLACEHOLDERS = [
  'workspace',
  'product',
  'api',
  'operation',
  'fragment',
  'namedValue',
  'backend',
  'logger',
  'certificate',
  'schema',
] as const

export type Placeholder = (typeof PLACEHOLDERS)[number]

/** Where the files of a repository lie that does not follow the folders of APIOps: the key `layout` of `policywright.json`. */
export interface Layout {
  /** The files hold all that the instance has, so that a name which is nowhere among them is missing. */
  readonly complete: boolean
  /** Patterns, from the folder of `policywright.json` on; the first that matches a file counts. */
  readonly patterns: readonly LayoutPattern[]
}

export interface LayoutPattern {
  readonly key: LayoutKey
  readonly pattern: string
  readonly ids: readonly Placeholder[]
  /** The ids that a path holds; undefined when it does not match. */
  match(path: string): Readonly<Partial<Record<Placeholder, string>>> | undefined
}

/** The layout as read, and one sentence for each part that could not be used. */
export interface ReadLayout {
  readonly layout: Layout
  readonly faults: readonly string[]
}

const NO_LAYOUT: Layout = { complete: false, patterns: [] }

/** Reads the value of the key `layout`. A part that is wrong is named in `faults` and left out; the rest holds. */
export function readLayout(value: unknown): ReadLayout {
  if (value === undefined) return { layout: NO_LAYOUT, faults: [] }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { layout: NO_LAYOUT, faults: ['layout is not an object'] }
  const faults: string[] = []
  const patterns: LayoutPattern[] = []
  let complete = false
  for (const [key, found] of Object.entries(value)) {
    if (key === 'complete') {
      if (typeof found === 'boolean') complete = found
      else faults.push('layout.complete is neither true nor false')
      continue
    }
    const known = LAYOUT_KEYS.find((each) => each === key)
    if (known === undefined) {
      faults.push(`layout.${key} is not one of complete, ${LAYOUT_KEYS.join(', ')}`)
      continue
    }
    const list: readonly unknown[] = Array.isArray(found) ? found : [found]
    for (const pattern of list) {
      if (typeof pattern !== 'string' || pattern === '')
        faults.push(`layout.${key} is neither a path pattern nor a list of them`)
      else {
        const compiled = compilePattern(known, pattern, (fault) => faults.push(fault))
        if (compiled !== undefined) patterns.push(compiled)
      }
    }
  }
  return { layout: { complete, patterns }, faults }
}

/** Without these a file could not be told from its neighbours. */
const needed: Readonly<Partial<Record<LayoutKey, readonly Placeholder[]>>> = {
  workspace: ['workspace'],
  product: ['product'],
  api: ['api'],
  operation: ['api', 'operation'],
  fragment: ['fragment'],
  namedValueInformation: ['namedValue'],
  backendInformation: ['backend'],
  loggerInformation: ['logger'],
  certificateInformation: ['certificate'],
  schemaInformation: ['schema'],
  productInformation: ['product'],
  productApiInformation: ['product', 'api'],
  apiInformation: ['api'],
  operationInformation: ['api', 'operation'],
  specification: ['api'],
}

/** With more, a path that does not match would be tried in too many ways. */
const MOST_WILDCARDS = 4

/** `**` alone crosses folders, so that those of the whole pattern count together. */
const isCostly = (pattern: string): boolean =>
  pattern.split(/[\\/]/).some((part) => (part.match(/\*+|\{/g)?.length ?? 0) > MOST_WILDCARDS) ||
  (pattern.match(/\*\*/g)?.length ?? 0) > MOST_WILDCARDS

function compilePattern(key: LayoutKey, pattern: string, complain: (fault: string) => void): LayoutPattern | undefined {
  if (isCostly(pattern)) {
    complain(`layout.${key}: '${pattern}' has more than ${MOST_WILDCARDS} wildcards in one part of its path`)
    return undefined
  }
  const ids: Placeholder[] = []
  let source = ''
  let rest = pattern.replaceAll('\\', '/').replace(/^\.?\//, '')
  while (rest !== '') {
    const token = /^(?:\*\*\/|\*\*|\*|\?|\{(\w+)\}|[^*?{]+|.)/s.exec(rest)?.[0] ?? rest
    rest = rest.slice(token.length)
    if (token === '**/') source += '(?:[^/]+/)*'
    else if (token === '**') source += '.*'
    else if (token === '*') source += '[^/]*'
    else if (token === '?') source += '[^/]'
    else if (/^\{\w+\}$/.test(token)) {
      const id = PLACEHOLDERS.find((each) => each === token.slice(1, -1))
      if (id === undefined || ids.includes(id)) {
        const why = id === undefined ? `is none of ${PLACEHOLDERS.join(', ')}` : 'stands in it twice'
        complain(`layout.${key}: ${token} in '${pattern}' ${why}`)
        return undefined
      }
      ids.push(id)
      source += `(?<${id}>[^/]+?)`
    } else source += token.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  }
  const missing = needed[key]?.filter((id) => !ids.includes(id)) ?? []
  if (missing.length > 0) {
    complain(
      `layout.${key}: '${pattern}' does not say which ${missing.map((id) => `{${id}}`).join(' and ')} a file is of`,
    )
    return undefined
  }
  const expression = new RegExp(`^${source}$`)
  return {
    key,
    pattern,
    ids,
    match: (path) => expression.exec(path)?.groups ?? (expression.test(path) ? {} : undefined),
  }
}

const patternSchema = {
  oneOf: [
    { type: 'string', minLength: 1 },
    { type: 'array', items: { type: 'string', minLength: 1 } },
  ],
} as const

const describe: Readonly<Record<LayoutKey, string>> = {
  global: 'The policy of all APIs.',
  workspace: 'The policy of a workspace; needs {workspace}.',
  product: 'Policies of products; needs {product}.',
  api: 'Policies of APIs; needs {api}.',
  operation: 'Policies of operations; needs {api} and {operation}.',
  fragment: 'Policy fragments; needs {fragment}.',
  namedValueInformation: 'JSON files of named values; needs {namedValue}.',
  backendInformation: 'JSON files of back ends; needs {backend}.',
  loggerInformation: 'JSON files of loggers; needs {logger}.',
  certificateInformation: 'JSON files of certificates; needs {certificate}.',
  schemaInformation: 'JSON files of schemas; needs {schema}.',
  productInformation: 'JSON files of products; needs {product}.',
  productApiInformation: 'JSON files that put an API into a product; needs {product} and {api}.',
  apiInformation: 'JSON files of APIs; needs {api}.',
  operationInformation: 'JSON files of operations; needs {api} and {operation}.',
  specification: 'OpenAPI documents, JSON or YAML; needs {api}.',
}

/** The part of the JSON schema of `policywright.json` that describes the key `layout`. */
export const LAYOUT_SCHEMA = {
  type: 'object',
  description:
    'Where the files lie in a repository that does not follow the folders of APIOps: path patterns from the folder of this file on, with ids in braces, such as policies/{api}/{operation}.xml.',
  additionalProperties: false,
  properties: {
    complete: {
      type: 'boolean',
      default: false,
      description:
        'The files hold all that the instance has: a name that is nowhere among them is reported as missing, one that nothing uses as unused.',
    },
    ...Object.fromEntries(LAYOUT_KEYS.map((key) => [key, { ...patternSchema, description: describe[key] }])),
  },
}
