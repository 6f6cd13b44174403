import { parse } from '../../../language-server/core/syntax/parse.ts'
import type { Element, PolicyDocument } from '../../../language-server/core/syntax/tree.ts'
import { createLineMap, type LineMap } from '../../../language-server/core/text/line-map.ts'

/** One policy document of the configuration. */
export interface PolicySource {
  readonly text: string
  readonly document: PolicyDocument
  readonly lines: LineMap
  /** As a person names it: `global`, `product starter`, `api orders`, `fragment check-token`. */
  readonly label: string
}

export function policySource(text: string, label: string): PolicySource {
  return { text, document: parse(text), lines: createLineMap(text), label }
}

export const childElements = (element: Element, name?: string): readonly Element[] =>
  element.children.filter(
    (child): child is Element => child.kind === 'element' && (name === undefined || child.name === name),
  )

export const childElement = (element: Element, name: string): Element | undefined => childElements(element, name)[0]
