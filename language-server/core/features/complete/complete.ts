import { type CompletionItem, type CompletionList, MarkupKind } from 'vscode-languageserver-types'
import { childSpecOf } from '../../catalog/lookup.ts'
import { attributeMarkdown } from '../../catalog/markdown.ts'
import type { Analysis } from '../../model/analysis.ts'
import type { Resources } from '../../model/options.ts'
import { describeElement } from '../describe.ts'
import { atAttribute } from './at-attribute.ts'
import { atChild } from './at-child.ts'
import { atClosingTag } from './at-closing-tag.ts'
import { atExpression } from './at-expression.ts'
import { atLiquid } from './at-liquid.ts'
import { atMarkup } from './at-markup.ts'
import { atNamedValue } from './at-named-value.ts'
import { atPolicy } from './at-policy.ts'
import { atRoot } from './at-root.ts'
import { atSection } from './at-section.ts'
import { atAttributeValue, atText } from './at-value.ts'
import { listOf, type Offer } from './item.ts'
import { type Location, locate } from './location.ts'
import { summaryNumbered } from './summaries.ts'

export interface CompletionInput {
  readonly offset: number
  readonly insert: 'snippet' | 'plain'
  /** Names to offer where the instance's own are not known. */
  readonly offered: Resources
  /** The character that made the editor ask, if one did. */
  readonly trigger?: string
  /** `shared`: the editor understands a list that says once what all its items replace. */
  readonly ranges?: 'shared'
}

/** What can be written at the cursor. The documentation of an item is added by `resolveCompletion`, when it is looked at. */
export function complete(analysis: Analysis, input: CompletionInput): CompletionList {
  const { offset, insert, ranges } = input
  const location = locate(analysis, offset)
  const liquid = atLiquid(analysis, offset)
  const own = liquid === undefined || location.place === 'named-value'
  const found = own && isWanted(location, input.trigger) ? offersAt(analysis, location, input) : []
  return listOf({ analysis, offset, insert, ranges }, liquid === undefined ? found : [...found, ...liquid])
}

function offersAt(analysis: Analysis, location: Location, input: CompletionInput): readonly Offer[] {
  const { offered, offset } = input
  if (location.place === 'element') return [...elementOffers(analysis, location), ...atMarkup(analysis, location)]
  if (location.place === 'attribute-name') return atAttribute(location)
  if (location.place === 'attribute-value') {
    return atAttributeValue(analysis, { ...location, name: location.attribute.name, offered })
  }
  if (location.place === 'text') return [...atText(location.meaning, location.replace), ...atMarkup(analysis, location)]
  if (location.place === 'closing-tag') return atClosingTag(location.element, location.replace)
  if (location.place === 'expression') return atExpression(analysis, location.expression, offset)
  if (location.place === 'named-value') return atNamedValue(analysis, { ...location, offered })
  return []
}

type ElementLocation = Extract<Location, { place: 'element' }>

function elementOffers(analysis: Analysis, location: ElementLocation): readonly Offer[] {
  const { parent, self, form, replace } = location
  if (parent === undefined) return atRoot(analysis, replace, form)
  const at = { parent, self, form, replace }
  if (parent.role === 'root' && parent.element.name === 'policies') {
    return atSection(analysis, { root: parent.element, self, form, replace })
  }
  if (parent.role === 'root' || parent.role === 'section') return atPolicy(analysis, at)
  if (parent.role === 'unknown-root' && parent.section !== undefined) return atPolicy(analysis, at)
  const { spec } = parent
  if (spec === undefined) return []
  const children = atChild(spec, at)
  return spec.content === 'policies' ? [...children, ...atPolicy(analysis, at)] : children
}

/** A dot, a space, a quote, a brace or a slash asks for completion only in the places that it opens. */
function isWanted({ place }: Location, trigger: string | undefined): boolean {
  if (trigger === '.') return place === 'expression'
  if (place === 'expression') return trigger === undefined || trigger === '"'
  if (trigger === ' ') return place === 'attribute-name'
  if (trigger === '"' || trigger === "'") return place === 'attribute-value'
  if (trigger === '/') return place === 'closing-tag'
  if (trigger === '{') return place === 'named-value'
  return true
}

/** Adds the documentation to an item, which its `data` leads to; an item without any stays as it is. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  const value = documentationOf(item.data)
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } }
}

function documentationOf(data: unknown): string | undefined {
  const { path, attribute, text } = readAbout(data)
  if (text !== undefined) return summaryNumbered(text)
  const spec = path === undefined ? undefined : childSpecOf(path)
  if (spec === undefined) return undefined
  const own =
    attribute !== undefined && Object.hasOwn(spec.attributes, attribute) ? spec.attributes[attribute] : undefined
  if (attribute === undefined) return describeElement(spec, path?.at(-2))
  return own && attributeMarkdown(spec.name, attribute, own)
}

interface About {
  readonly path?: readonly string[]
  readonly attribute?: string
  readonly text?: number
}

/** The data comes back from the client, so it is read as anything might be. */
function readAbout(data: unknown): About {
  if (typeof data !== 'object' || data === null) return {}
  if ('text' in data && typeof data.text === 'number') return { text: data.text }
  if (!('path' in data) || !Array.isArray(data.path)) return {}
  const path = data.path.filter((name) => typeof name === 'string')
  const attribute = 'attribute' in data && typeof data.attribute === 'string' ? data.attribute : undefined
  return { path, ...(attribute !== undefined && { attribute }) }
}
