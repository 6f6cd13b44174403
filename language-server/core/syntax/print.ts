import type { Content, Element, PolicyDocument } from './tree.ts'

/**
 * Writes the tree back: the slices of its leaves, in order. `print(parse(text)) === text` for every text.
 *
 * Contents are written one after the other with nothing filled in between, so a node that is missing, doubled or out of
 * place shows in the result.
 */
export function print(document: PolicyDocument): string {
  const { text } = document
  const out: string[] = []
  // An element on the stack is one whose close tag is still to be written, behind its children.
  const stack: (Content | { readonly closes: Element })[] = []
  const push = (children: readonly Content[]): void => {
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]
      if (child !== undefined) stack.push(child)
    }
  }
  push(document.children)
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if ('closes' in node) {
      const { close } = node.closes
      if (close === undefined) continue
      const { start, nameStart, nameEnd, end } = close
      out.push(text.slice(start, nameStart), text.slice(nameStart, nameEnd), text.slice(nameEnd, end))
    } else if (node.kind === 'element') {
      printOpenTag(text, node, out)
      stack.push({ closes: node })
      push(node.children)
    } else out.push(text.slice(node.start, node.end))
  }
  return out.join('')
}

function printOpenTag(text: string, element: Element, out: string[]): void {
  out.push(text.slice(element.start, element.nameStart), element.name)
  let at = element.nameEnd
  for (const attribute of element.attributes) {
    out.push(text.slice(at, attribute.start), attribute.name)
    at = attribute.nameEnd
    const { value } = attribute
    if (value !== undefined) {
      out.push(text.slice(at, value.start))
      for (const part of value.parts) out.push(text.slice(part.start, part.end))
      at = value.end
    }
    out.push(text.slice(at, attribute.end))
    at = attribute.end
  }
  out.push(text.slice(at, element.openEnd))
}
