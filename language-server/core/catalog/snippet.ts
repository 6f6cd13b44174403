import { childOf, childSpecOf, type ElementSpec } from './lookup.ts'
import type { AttributeSpec, ChildSpec, Policy, TextSpec } from './policy.ts'

/**
 * A piece of a snippet: literal text, a place to fill in, a choice, or a place for policies, the last of which is where
 * the cursor ends. Tab stops are numbered when the pieces are written out, so that they follow the order of the text.
 */
type Piece =
  | string
  | { readonly placeholder: string }
  | { readonly choice: readonly string[] }
  | { readonly cursor: true }

/**
 * The whole element of a policy in the snippet syntax of LSP: what it cannot do without, with a tab stop for each value.
 * Lines are indented with tabs, which editors turn into the user's own indentation.
 */
export function snippetOf(entry: Policy): string {
  const element = childSpecOf([entry.name])
  return element === undefined ? '' : write(elementPieces(element, ''))
}

/** The same for an element inside a policy. `name` is the element's name, `spec` what its parent says of it. */
export function snippetOfChild(name: string, spec: ChildSpec): string {
  const element = childOf(holderOf(name, spec), name)
  return element === undefined ? '' : write(elementPieces(element, ''))
}

/** The value of an attribute as a snippet, without the quotes: a choice where the values are known. */
export const snippetOfValue = (name: string, spec: AttributeSpec): string => write([valuePiece(name, spec)])

/** A parent whose only child is this one, so that references to other policies resolve in one place. */
function holderOf(name: string, spec: ChildSpec): ElementSpec {
  return {
    name: '',
    summary: '',
    min: 0,
    attributes: {},
    children: { [name]: spec },
    childOrder: 'any',
    content: 'children',
  }
}

function elementPieces(element: ElementSpec, indent: string): readonly Piece[] {
  const start = [`${indent}<${element.name}`, ...attributePieces(element)]
  const content = contentPieces(element, indent)
  return content.length === 0 ? [...start, ' />'] : [...start, '>', ...content, `</${element.name}>`]
}

function attributePieces(element: ElementSpec): readonly Piece[] {
  const wanted = wantedNames(element)
  return Object.entries(element.attributes)
    .filter(([name, spec]) => spec.required || spec.suggested || wanted.has(name))
    .flatMap(([name, spec]) => [` ${name}="`, valuePiece(name, spec), '"'])
}

function contentPieces(element: ElementSpec, indent: string): readonly Piece[] {
  const inner = `${indent}\t`
  switch (element.content) {
    case 'empty':
      return []
    case 'policies':
    case 'foreign':
      return [`\n${inner}`, { cursor: true }, `\n${indent}`]
    case 'text':
      return [textPiece(element.text)]
    default: {
      const children = childPieces(element, inner)
      if (children.length > 0) return [...children, `\n${indent}`]
      return element.content === 'mixed' ? [textPiece(element.text)] : []
    }
  }
}

function childPieces(element: ElementSpec, inner: string): readonly Piece[] {
  const wanted = wantedNames(element)
  return Object.entries(element.children)
    .filter(([name, spec]) => spec.min > 0 || spec.suggested || wanted.has(`<${name}>`))
    .flatMap(([name]) => {
      const child = childOf(element, name)
      return child === undefined ? [] : ['\n', ...elementPieces(child, inner)]
    })
}

/** Of each group that needs a member, the first one, unless one of them is in the snippet anyway. */
function wantedNames(element: ElementSpec): ReadonlySet<string> {
  const isThere = (member: string): boolean => {
    const child = member.startsWith('<') ? element.children[member.slice(1, -1)] : undefined
    const attribute = element.attributes[member]
    return attribute?.required === true || attribute?.suggested === true || child?.suggested === true
  }
  const needy = (element.groups ?? []).filter(({ kind }) => kind === 'at-least-one' || kind === 'exactly-one')
  return new Set(needy.filter(({ members }) => !members.some(isThere)).flatMap(({ members }) => members.slice(0, 1)))
}

function valuePiece(name: string, spec: AttributeSpec): Piece {
  const values = choicesOf(spec)
  if (values !== undefined) return { choice: values }
  return { placeholder: spec.sample ?? spec.default ?? sampleOf(name, spec) }
}

function choicesOf({
  type,
  values,
  suggestions,
  sample,
  default: usual,
}: AttributeSpec): readonly string[] | undefined {
  const known = values ?? (type === 'boolean' && sample === undefined ? ['true', 'false'] : suggestions)
  if (known === undefined || known.length < 2) return undefined
  const first = sample ?? usual
  return first !== undefined && known.includes(first) ? [first, ...known.filter((value) => value !== first)] : known
}

function sampleOf(name: string, spec: AttributeSpec): string {
  if (spec.values?.[0] !== undefined) return spec.values[0]
  switch (spec.type) {
    case 'integer':
      return String(Math.max(spec.min ?? 1, 1))
    case 'number':
      return String(spec.min ?? 1)
    case 'boolean':
      return 'true'
    case 'uri':
      return 'https://example.com'
    case 'timespan':
      return '00:01:00'
    case 'datetime':
      return '2026-01-01T00:00:00Z'
    default:
      return spec.format === 'header-name' ? 'X-Header' : name
  }
}

function textPiece(text: TextSpec | undefined): Piece {
  const known = text?.values ?? text?.suggestions
  if (known !== undefined && known.length > 1) return { choice: known }
  return { placeholder: text?.sample ?? (text?.type === 'integer' ? '1' : 'text') }
}

function write(pieces: readonly Piece[]): string {
  const end = pieces.findLastIndex((piece) => typeof piece === 'object' && 'cursor' in piece)
  let stop = 0
  return pieces
    .map((piece, index) => {
      if (typeof piece === 'string') return piece.replace(/[\\$]/g, '\\$&')
      if (index === end) return '$0'
      stop += 1
      if ('cursor' in piece) return `$${stop}`
      if ('choice' in piece) return `\${${stop}|${piece.choice.map(escapeChoice).join(',')}|}`
      return `\${${stop}:${piece.placeholder.replace(/[\\$}]/g, '\\$&')}}`
    })
    .join('')
}

const escapeChoice = (value: string): string => value.replace(/[\\,|]/g, '\\$&')
