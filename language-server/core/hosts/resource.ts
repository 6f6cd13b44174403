import type { DocumentScope } from '../catalog/policy.ts'
import type { Dialect } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import { readLiteral } from './literal.ts'
import type { HostToken, StringLiteral } from './tokens.ts'

/** A resource that holds a policy, as its file writes it. */
export interface HostResource {
  readonly name: string
  readonly scope?: DocumentScope
  readonly dialect?: Dialect
  /** The policy is in this string. */
  readonly literal?: StringLiteral
  /** The policy is in this file. */
  readonly file?: { readonly path: string; readonly at: Span }
}

const scopes: readonly (readonly [RegExp, DocumentScope])[] = [
  [/\/apis\/operations\/policies$/, 'operation'],
  [/\/apis\/resolvers\/policies$/, 'resolver'],
  [/\/apis\/policies$/, 'api'],
  [/\/products\/policies$/, 'product'],
  [/\/workspaces\/policies$/, 'workspace'],
  [/\/policyfragments$/, 'fragment'],
  [/^microsoft\.apimanagement\/service\/policies$/, 'global'],
]

/** The scope of the policies of an ARM resource type; undefined: it holds none. The version behind `@` does not count. */
export function scopeOfType(type: string): DocumentScope | undefined {
  const plain = (type.split('@')[0] ?? '').toLowerCase()
  if (!plain.startsWith('microsoft.apimanagement/service/')) return undefined
  return scopes.find(([pattern]) => pattern.test(plain))?.[1]
}

/** The type of a resource that stands within another one. */
export function typeWithin(outer: string | undefined, own: string): string {
  const plain = own.split('@')[0] ?? ''
  return outer === undefined || /^microsoft\./i.test(plain) ? plain : `${outer}/${plain}`
}

/** `format` as ARM has it; absent it is `xml`. */
export const dialectOfFormat = (format: string | undefined): Dialect | undefined =>
  format === undefined || /^xml(?:-link)?$/i.test(format) ? 'xml' : /^rawxml/i.test(format) ? 'rawxml' : undefined

/** What an expression of a host file gives as a policy: the string that it is or fills in, or the file that it loads. */
export function policyOf(
  host: string,
  tokens: readonly HostToken[],
): Pick<HostResource, 'literal' | 'file'> | undefined {
  const literal = literalOf(tokens.filter(({ kind }) => kind !== 'line'))
  if (literal !== undefined && /^\s*</.test(readLiteral(host, literal).text)) return { literal }
  const file = loads(host, tokens)[0]
  return file && { file }
}

/** A string alone, or the first argument of `replace`, and in Bicep of `format`. */
function literalOf([first, ...rest]: readonly HostToken[]): StringLiteral | undefined {
  return first?.kind === 'string' && rest.length === 0 ? first.literal : filledIn([first, ...rest])
}

function filledIn([name, open, first, next, ...rest]: readonly (HostToken | undefined)[]): StringLiteral | undefined {
  if (name?.kind !== 'word' || open?.kind !== 'mark' || open.text !== '(') return undefined
  const isString = first?.kind === 'string' && next?.kind === 'mark' && next.text === ','
  if (name.text === 'replace') return isString ? first.literal : filledIn([first, next, ...rest])
  const isBicep = isString && (first.literal.form === 'bicep' || first.literal.form === 'bicep-lines')
  return name.text === 'format' && isBicep ? { ...first.literal, braces: 'doubled' } : undefined
}

const LOADERS: ReadonlySet<string> = new Set(['loadTextContent', 'file', 'templatefile'])

/** The files that an expression loads as text. */
export function loads(
  host: string,
  tokens: readonly HostToken[],
): readonly { readonly path: string; readonly at: Span }[] {
  return tokens.flatMap((token, index) => {
    if (token.kind !== 'word' || !LOADERS.has(token.text)) return []
    const [open, name] = tokens.slice(index + 1).filter(({ kind }) => kind !== 'line')
    if (open?.kind !== 'mark' || open.text !== '(' || name?.kind !== 'string') return []
    const path = readLiteral(host, name.literal).text.replace(/^\$\{path\.(?:module|root|cwd)\}\/?/, '')
    return path.includes('${') ? [] : [{ path, at: name.literal.content }]
  })
}
