import { lastIndexWhere } from '../text/last-index.ts'
import { type Span, touches } from '../text/span.ts'
import { decodeText } from './decode.ts'
import type {
  Attribute,
  AttributeValue,
  Content,
  Element,
  Expression,
  Instruction,
  NamedValue,
  PolicyDocument,
  ValuePart,
} from './tree.ts'

/** Questions to the tree that more than one reader asks. */

export type Node = PolicyDocument | Element | Attribute | Content | ValuePart | Instruction

/** A node with the ones around it, innermost first, the document last. */
export interface NodePath {
  readonly node: Node
  readonly ancestors: readonly Node[]
}

/**
 * The deepest node at a cursor. At the border of two nodes it is the one that ends there when that one is being typed (an
 * element, attribute or named value), else the one that begins; the document when there is none.
 */
export function nodeAt(document: PolicyDocument, offset: number): Node {
  return pathAt(document, offset).node
}

/** The same with everything around it. */
export function pathAt(document: PolicyDocument, offset: number): NodePath {
  const path: Node[] = [document]
  let children: readonly (Content | Attribute | ValuePart)[] = document.children
  for (;;) {
    const found = childAt(children, offset)
    if (found === undefined) break
    path.push(found)
    if (found.kind === 'element') {
      const inTag = offset < found.openEnd || (offset === found.openEnd && document.text[offset - 1] !== '>')
      children = inTag ? found.attributes : found.children
    } else if (found.kind === 'attribute') {
      const { value } = found
      children = value !== undefined && touches(value, offset) ? value.parts : []
    } else if (found.kind === 'expression') children = found.namedValues
    else if (found.kind === 'cdata' && found.expression !== undefined) children = [found.expression]
    else break
  }
  const around = path.reverse()
  return { node: around[0] ?? document, ancestors: around.slice(1) }
}

/** The child that holds the offset; when two touch it, the one that begins there, unless it is only white space or text. */
function childAt<T extends Content | Attribute | ValuePart>(children: readonly T[], offset: number): T | undefined {
  const at = lastIndexWhere(children.length, (index) => (children[index]?.end ?? 0) < offset) + 1
  const first = children[at]
  if (first === undefined || first.start > offset) return undefined
  const second = children[at + 1]
  if (first.end > offset || second === undefined || second.start > offset)
    return borders(first, offset) ? undefined : first
  // The border of two: what is being typed is what ends here, unless that is a finished tag or plain text.
  if (isOpenAtEnd(first)) return first
  return borders(second, offset) ? undefined : second
}

/** True when a finished tag merely touches the offset from one side. */
function borders(node: Content | Attribute | ValuePart, offset: number): boolean {
  if (node.kind !== 'element') return false
  return offset === node.start || (offset === node.end && !isOpenAtEnd(node))
}

function isOpenAtEnd(node: Content | Attribute | ValuePart): boolean {
  if (node.kind === 'element') return node.close === undefined && !node.selfClosing
  if (node.kind === 'expression') return !node.terminated
  return node.kind === 'attribute' || node.kind === 'named-value'
}

/** The elements around an element, from its parent outwards. */
export function ancestors(element: Element): readonly Element[] {
  const found: Element[] = []
  for (let node = element.parent; node.kind === 'element'; node = node.parent) found.push(node)
  return found
}

/** The innermost element whose tags or content hold the offset. */
export function elementAt(document: PolicyDocument, offset: number): Element | undefined {
  const { node, ancestors: around } = pathAt(document, offset)
  for (const candidate of [node, ...around]) if (candidate.kind === 'element') return candidate
  return undefined
}

/** The child elements, in order. */
export const childElements = ({ elements }: Element | PolicyDocument): readonly Element[] => elements

export function firstChild(parent: Element | PolicyDocument, name: string): Element | undefined {
  for (const child of parent.children) if (child.kind === 'element' && child.name === name) return child
  return undefined
}

/** The first attribute of a name. */
export function attribute(element: Element, name: string): Attribute | undefined {
  return element.attributes.find((candidate) => candidate.name === name)
}

/** The value of an attribute with entities decoded; expressions and named values are in it as they are written. */
export function attributeText(element: Element, name: string): string | undefined {
  const value = attribute(element, name)?.value
  return value === undefined ? undefined : decodeText(value.raw)
}

/** The text directly within an element: entities decoded, CDATA unwrapped, comments left out. */
export function textOf(element: Element): string {
  let out = ''
  for (const child of element.children) {
    if (child.kind === 'text' || child.kind === 'expression') out += decodeText(child.raw)
    else if (child.kind === 'named-value') out += rawOf(element, child)
    else if (child.kind === 'cdata')
      out += rawOf(element, { start: child.start + 9, end: Math.max(child.start + 9, child.end - 3) })
  }
  return out
}

/** The document an element belongs to. */
export function documentOf(element: Element): PolicyDocument {
  let node: Element | PolicyDocument = element
  while (node.kind === 'element') node = node.parent
  return node
}

function rawOf(element: Element, where: Span): string {
  return documentOf(element).text.slice(where.start, where.end)
}

/** The expression that is the whole value or text, white space and comments aside; undefined for literals and for a mixture. */
export function soleExpression(valueOrElement: AttributeValue | Element | undefined): Expression | undefined {
  if (valueOrElement === undefined) return undefined
  const parts: readonly (Content | ValuePart)[] =
    'parts' in valueOrElement ? valueOrElement.parts : valueOrElement.children
  let found: Expression | undefined
  for (const part of parts) {
    const expression = part.kind === 'cdata' ? part.expression : part.kind === 'expression' ? part : undefined
    if (expression !== undefined && found === undefined) found = expression
    else if (part.kind === 'comment' || (part.kind === 'text' && part.raw.trim() === '')) continue
    else return undefined
  }
  return found
}

/** The named values of an attribute value or of an element's own text, those within expressions included. */
export function namedValuesOf(valueOrElement: AttributeValue | Element): readonly NamedValue[] {
  const parts: readonly (Content | ValuePart)[] =
    'parts' in valueOrElement ? valueOrElement.parts : valueOrElement.children
  return parts.flatMap((part) => {
    if (part.kind === 'named-value') return [part]
    const expression = part.kind === 'cdata' ? part.expression : part
    return expression?.kind === 'expression' ? expression.namedValues : []
  })
}

/** What to do at each kind of node; whatever is left out is passed by. */
export interface Visitor {
  element?(element: Element): void
  leaveElement?(element: Element): void
  attribute?(attribute: Attribute): void
  expression?(expression: Expression, owner: Element | Attribute): void
  namedValue?(namedValue: NamedValue, owner: Element | Attribute): void
  content?(content: Content, parent: Element | PolicyDocument): void
}

/** Visits the whole tree in document order; deep nesting needs no deep stack. */
export function walk(root: PolicyDocument | Element, visitor: Visitor): void {
  interface Step {
    readonly node: Content
    readonly parent: Element | PolicyDocument
    readonly leaving: boolean
  }
  const stack: Step[] = []
  const push = (parent: Element | PolicyDocument): void => {
    for (let index = parent.children.length - 1; index >= 0; index--) {
      const node = parent.children[index]
      if (node !== undefined) stack.push({ node, parent, leaving: false })
    }
  }
  if (root.kind === 'element') stack.push({ node: root, parent: root.parent, leaving: false })
  else push(root)
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, parent } = step
    if (node.kind === 'element') {
      if (step.leaving) {
        visitor.leaveElement?.(node)
        continue
      }
      visitor.content?.(node, parent)
      visitor.element?.(node)
      for (const each of node.attributes) visitAttribute(each, visitor)
      stack.push({ node, parent, leaving: true })
      push(node)
      continue
    }
    visitor.content?.(node, parent)
    if (parent.kind === 'element') visitPart(node, parent, visitor)
  }
}

function visitAttribute(each: Attribute, visitor: Visitor): void {
  visitor.attribute?.(each)
  if (visitor.expression === undefined && visitor.namedValue === undefined) return
  for (const part of each.value?.parts ?? []) visitPart(part, each, visitor)
}

function visitPart(part: Content | ValuePart, owner: Element | Attribute, visitor: Visitor): void {
  if (part.kind === 'named-value') visitor.namedValue?.(part, owner)
  const expression = part.kind === 'cdata' ? part.expression : part
  if (expression?.kind !== 'expression') return
  visitor.expression?.(expression, owner)
  if (visitor.namedValue !== undefined) for (const each of expression.namedValues) visitor.namedValue(each, owner)
}
