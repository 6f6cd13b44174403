import type { CData, Element, Expression, NamedValue, PolicyDocument } from '../syntax/tree.ts'
import type { Span } from '../text/span.ts'
import type { AttributeMeaning, Meaning } from './meaning.ts'

/** One mention of a name. The span covers the name alone. */
export interface Reference {
  readonly name: string
  readonly span: Span
  /** The element that holds it. */
  readonly element: Element
}

export interface References {
  readonly namedValues: readonly Reference[]
  readonly fragments: readonly Reference[]
  readonly backends: readonly Reference[]
  readonly loggers: readonly Reference[]
  readonly certificates: readonly Reference[]
  readonly variablesSet: readonly Reference[]
  readonly variablesRead: readonly Reference[]
}

type Collected = { -readonly [K in keyof References]: Reference[] }

/** Which list an attribute's text belongs to, by the `format` that the catalogue gives it. */
const listOfFormat: Readonly<Record<string, keyof References>> = {
  'fragment-id': 'fragments',
  'backend-id': 'backends',
  'logger-id': 'loggers',
  'certificate-id': 'certificates',
  'variable-name': 'variablesSet',
}

/** `context.Variables["name"]`, `context.Variables.GetValueOrDefault<T>("name"…)` and `.ContainsKey("name")`. */
const variableRead =
  /Variables\s*(?:\[\s*|\.\s*(?:GetValueOrDefault|ContainsKey|TryGetValue)\s*(?:<(?:[^<>]|<[^<>]*>)*>)?\s*\(\s*)@?(?:"|&quot;)([^"&\\]*)(?:"|&quot;)/g

/** Gathers every name that a document uses or sets, in document order. Names inside expressions are found by their usual forms. */
export function collectReferences(tree: PolicyDocument, meanings: readonly Meaning[]): References {
  const found: Collected = {
    namedValues: [],
    fragments: [],
    backends: [],
    loggers: [],
    certificates: [],
    variablesSet: [],
    variablesRead: [],
  }
  for (const meaning of meanings) {
    const { element } = meaning
    for (const each of meaning.attributes) {
      readParts(each.pieces, element, tree.text, found)
      readName(each, meaning, found)
    }
    readParts(element.children, element, tree.text, found)
  }
  return found
}

function readParts(
  parts: readonly { readonly kind: string }[],
  element: Element,
  text: string,
  found: Collected,
): void {
  for (const part of parts) {
    if (part.kind === 'named-value') found.namedValues.push(mention(part as NamedValue, element, text))
    else if (part.kind === 'expression') readExpression(part as Expression, element, text, found)
    else if (part.kind === 'cdata') readParts([(part as CData).expression ?? []].flat(), element, text, found)
  }
}

function readExpression(expression: Expression, element: Element, text: string, found: Collected): void {
  for (const namedValue of expression.namedValues) found.namedValues.push(mention(namedValue, element, text))
  if (!expression.raw.includes('Variables')) return
  for (const match of expression.raw.matchAll(variableRead)) {
    const name = match[1] ?? ''
    const start = expression.start + match.index + match[0].lastIndexOf(name)
    found.variablesRead.push({ name, span: { start, end: start + name.length }, element })
  }
}

function mention(namedValue: NamedValue, element: Element, text: string): Reference {
  const start = text.indexOf(namedValue.name, namedValue.start)
  return { name: namedValue.name, span: { start, end: start + namedValue.name.length }, element }
}

function readName({ attribute, spec, value }: AttributeMeaning, { element, name }: Meaning, found: Collected): void {
  const list = spec?.format === undefined ? undefined : listOfFormat[spec.format]
  if (list === undefined || attribute.value === undefined) return
  if (value?.kind !== 'literal' || value.text === '') return
  // Every policy that names a variable sets it, but `return-response`, which answers with one.
  const reads = list === 'variablesSet' && name === 'return-response'
  const { start, end } = attribute.value
  found[reads ? 'variablesRead' : list].push({ name: value.text, span: { start, end }, element })
}
