import { attributeText } from '../syntax/query.ts'
import type { Element } from '../syntax/tree.ts'
import { prefixesAt } from './namespaces.ts'
import { XSLT_NAMESPACE } from './xslt-elements.ts'

/** One element of XSLT with the one around it; elements of other namespaces are what a stylesheet writes. */
interface XsltNode {
  readonly element: Element
  /** Without its prefix. */
  readonly local: string
  /** The local name of the XSLT element that holds it directly; undefined: an element of another namespace does, or nothing. */
  readonly parent: string | undefined
}

export interface Stylesheet {
  readonly root: Element
  /** In document order, the root included. */
  readonly nodes: readonly XsltNode[]
}

/** The stylesheet in an `xsl-transform`; undefined where none is to be seen. */
export function stylesheetOf(transform: Element): Stylesheet | undefined {
  const root = transform.elements.find(({ name }) => /(?:^|:)(?:stylesheet|transform)$/.test(name))
  if (root === undefined) return undefined
  const nodes: XsltNode[] = []
  interface Step {
    readonly element: Element
    readonly around: ReadonlyMap<string, string>
    readonly parent: string | undefined
  }
  // Documents can nest deeper than the call stack, so what is left to do waits here, the next on top.
  const waiting: Step[] = [{ element: root, around: prefixesAt(root), parent: undefined }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { element, around, parent } = next
    const known = element.attributes.some(({ name }) => name.startsWith('xmlns:')) ? prefixesAt(element) : around
    const colon = element.name.indexOf(':')
    const prefix = element.name.slice(0, Math.max(0, colon))
    // By default the prefix is meant, declared or not: what is wrong with it is said once.
    const isXslt = colon > 0 && (known.get(prefix) ?? (prefix === 'xsl' ? XSLT_NAMESPACE : '')) === XSLT_NAMESPACE
    const local = isXslt ? element.name.slice(colon + 1) : undefined
    if (local !== undefined) nodes.push({ element, local, parent })
    for (const child of element.elements.toReversed()) waiting.push({ element: child, around: known, parent: local })
  }
  return { root, nodes }
}

/** The literal names that elements of one kind give: `template`, `param`. */
export const namesIn = ({ nodes }: Stylesheet, local: string, parent?: string): ReadonlySet<string> =>
  new Set(
    nodes.flatMap((node) => {
      const name = node.local === local && (parent === undefined || node.parent === parent)
      return name ? (attributeText(node.element, 'name') ?? []) : []
    }),
  )
