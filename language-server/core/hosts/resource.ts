import type { DocumentScope } from '../catalog/policy.ts'
import type { Dialect } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import { choicesOf, piecesOf } from './expression.ts'
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

type Expression = readonly HostToken[]

/**
 * What an expression of a host file gives as a policy: the string that it is, fills in or puts together, or the file that it loads.
 * Several where a condition chooses.
 * @param resolve what a name stands for; any other expression stands for itself
 */
export function policiesOf(
  host: string,
  expression: Expression | undefined,
  resolve: (expression: Expression) => Expression,
): readonly Pick<HostResource, 'literal' | 'file'>[] {
  return choices(resolve(expression ?? []), resolve).flatMap(
    (tokens): readonly Pick<HostResource, 'literal' | 'file'>[] => {
      const literal = literalOf(host, tokens)
      if (literal !== undefined && /^\s*</.test(readLiteral(host, literal).text)) return [{ literal }]
      // Others fill in what is missing in the first one.
      const file = loads(host, tokens)[0]
      return file === undefined ? [] : [{ file }]
    },
  )
}

/** More than these names behind one another go round in a circle. */
const MOST_NAMES = 4

/** The values of an expression, those of the names in its branches among them. */
function choices(expression: Expression, resolve: (one: Expression) => Expression, names = 0): readonly Expression[] {
  return choicesOf(expression).flatMap((choice) => {
    const meant = resolve(choice)
    return meant === choice || names === MOST_NAMES ? [choice] : choices(meant, resolve, names + 1)
  })
}

function literalOf(host: string, tokens: Expression): StringLiteral | undefined {
  return (
    stringOf(tokens.filter(({ kind }) => kind !== 'line')) ??
    piecesOf(tokens, (separator) => readLiteral(host, separator).text)
  )
}

/** A string alone, or the first argument of `replace`, and in Bicep of `format`. */
function stringOf([first, ...rest]: readonly HostToken[]): StringLiteral | undefined {
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
