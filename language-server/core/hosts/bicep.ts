import type { LoadedPolicy } from './hosted.ts'
import { readLiteral } from './literal.ts'
import { createReader, type HostReader } from './reader.ts'
import { dialectOfFormat, type HostResource, loads, policiesOf, scopeOfType, typeWithin } from './resource.ts'
import { type HostToken, tokensOf } from './tokens.ts'

/** What a `resource` of Bicep says that matters here. */
interface Resource {
  readonly symbol: string
  readonly type: string
  readonly properties: Map<string, readonly HostToken[]>
}

interface Found {
  readonly resources: readonly HostResource[]
  readonly loose: readonly LoadedPolicy[]
}

/** The policies of a Bicep file: https://learn.microsoft.com/azure/azure-resource-manager/bicep/file */
export function bicepResources(text: string): Found {
  const tokens = tokensOf(text, 'bicep')
  const reader = createReader(tokens)
  const variables = new Map<string, readonly HostToken[]>()
  const resources: Resource[] = []
  const file: Body = { text, variables, resources, outer: undefined, within: undefined, path: '' }
  // A brace too many ends nothing.
  while (!reader.isAtEnd()) readBody(reader, file)

  const resolve = (expression: readonly HostToken[] | undefined): readonly HostToken[] => {
    const [only, ...others] = (expression ?? []).filter(({ kind }) => kind !== 'line')
    return only?.kind === 'word' && others.length === 0 ? (variables.get(only.text) ?? []) : (expression ?? [])
  }
  return {
    resources: resources.flatMap(({ symbol, type, properties }) => {
      const scope = scopeOfType(type)
      if (scope === undefined) return []
      const dialect = dialectOf(
        text,
        properties.get('properties.format') ?? properties.get('properties.contentFormat'),
        resolve,
      )
      const written = properties.get('properties.value') ?? properties.get('properties.policyContent')
      return policiesOf(text, written, resolve).map((policy) => ({
        name: symbol,
        scope,
        ...(dialect && { dialect }),
        ...policy,
      }))
    }),
    loose: loads(text, tokens)
      .filter(({ path }) => /\.(?:xml|cshtml)$/i.test(path))
      .map((file) => ({ name: 'loadTextContent', ...file })),
  }
}

function dialectOf(
  text: string,
  written: readonly HostToken[] | undefined,
  resolve: (expression: readonly HostToken[]) => readonly HostToken[],
) {
  if (written === undefined) return dialectOfFormat(undefined)
  const format = resolve(written).find(({ kind }) => kind !== 'line')
  return format?.kind === 'string' ? dialectOfFormat(readLiteral(text, format.literal).text) : undefined
}

interface Body {
  readonly text: string
  readonly variables: Map<string, readonly HostToken[]>
  readonly resources: Resource[]
  /** The type of the resource around it. */
  readonly outer: string | undefined
  /** The resource whose properties these are. */
  readonly within: Resource | undefined
  /** The names of the objects around it, with dots. */
  readonly path: string
}

/** Reads up to the brace that closes the body, or to the end. */
function readBody(reader: HostReader, body: Body): void {
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    if (token.kind === 'mark' && token.text === '}') return
    // The object of a module, a parameter or an output says nothing of the resource around it.
    if (token.kind === 'mark' && token.text === '{') readBody(reader, { ...body, outer: undefined, within: undefined })
    if (token.kind !== 'word' && token.kind !== 'string') continue
    if (token.kind === 'word' && token.text === 'resource' && readResource(reader, body)) continue
    if (token.kind === 'word' && token.text === 'var') {
      const name = reader.takeWord()
      if (name !== undefined && reader.takeMark('=')) body.variables.set(name, reader.takeExpression())
      continue
    }
    // What is given instead of the default is not known here.
    if (token.kind === 'word' && token.text === 'param') {
      const name = reader.takeWord()
      reader.takeWord('string')
      if (name !== undefined && reader.takeMark('=')) body.variables.set(name, reader.takeExpression())
      continue
    }
    if (!reader.takeMark(':')) continue
    const name = token.kind === 'string' ? readLiteral(body.text, token.literal).text : token.text
    const path = body.path === '' ? name : `${body.path}.${name}`
    if (reader.takeMark('{')) readBody(reader, { ...body, path })
    else if (body.within === undefined) reader.takeExpression()
    else body.within.properties.set(path, reader.takeExpression())
  }
}

function readResource(reader: HostReader, body: Body): boolean {
  const symbol = reader.takeWord()
  const type = symbol === undefined ? undefined : reader.takeString()
  if (symbol === undefined || type === undefined) return false
  const resource: Resource = {
    symbol,
    type: typeWithin(body.outer, readLiteral(body.text, type.literal).text),
    properties: new Map(),
  }
  body.resources.push(resource)
  // `= if (…) {`, `= [for … : {` or `existing = {`: the first brace outside parentheses opens it.
  if (reader.passTo('{')) readBody(reader, { ...body, outer: resource.type, within: resource, path: '' })
  return true
}
