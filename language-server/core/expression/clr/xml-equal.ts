import { XCData, XComment, XDocument, XElement, XInstruction, type XNode, XText } from './xml.ts'

/** `XNode.DeepEquals`: the same nodes, attributes in the same order; `<a/>` is not `<a></a>`. */
export function sameXml(a: XNode | null, b: XNode | null): boolean {
  if (a === b) return true
  if (a === null || b === null || a.constructor !== b.constructor) return false
  if (a instanceof XElement && b instanceof XElement)
    return (
      a.name.clrEquals(b.name) &&
      a.isEmpty === b.isEmpty &&
      a.attributes.length === b.attributes.length &&
      a.attributes.every(
        (one, at) => b.attributes[at]?.name.clrEquals(one.name) && b.attributes[at]?.value === one.value,
      ) &&
      sameNodes(a.nodes, b.nodes)
    )
  if (a instanceof XDocument && b instanceof XDocument) return sameNodes(a.nodes, b.nodes)
  if ((a instanceof XText || a instanceof XCData) && b instanceof XText) return a.value === b.value
  if (a instanceof XComment && b instanceof XComment) return a.value === b.value
  return a instanceof XInstruction && b instanceof XInstruction && a.target === b.target && a.data === b.data
}

const sameNodes = (a: readonly XNode[], b: readonly XNode[]): boolean =>
  a.length === b.length && a.every((one, at) => sameXml(one, b[at] ?? null))
