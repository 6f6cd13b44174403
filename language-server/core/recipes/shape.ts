import { parse } from '../syntax/parse.ts'
import type { Element } from '../syntax/tree.ts'

/**
 * What an element says, whatever its layout and the order of its attributes.
 * @param without names of elements inside it that do not count
 */
export function shapeOf(element: Element, text: string, without: readonly string[] = []): string {
  const pairs = element.attributes.map(({ name, value }) => `${name}=${value?.raw ?? ''}`).sort()
  const content = element.children.flatMap((child) => {
    if (child.kind === 'element') return without.includes(child.name) ? [] : [shapeOf(child, text, without)]
    return child.kind === 'comment' ? [] : [text.slice(child.start, child.end).trim()]
  })
  return `<${element.name} ${pairs.join(' ')}>${content.filter((one) => one !== '').join('')}</>`
}

/** Elements of a token check that hold keys: https://learn.microsoft.com/azure/api-management/validate-jwt-policy */
const KEYS = ['issuer-signing-keys', 'decryption-keys']

/** The shape but for keys, so that it may be written down. */
export const keylessShape = (element: Element, text: string): string => shapeOf(element, text, KEYS)

/** The same of a text that is one element. @returns '' of one that is none. */
export function keylessShapeOf(text: string): string {
  const { root } = parse(text)
  return root === undefined ? '' : keylessShape(root, text)
}
