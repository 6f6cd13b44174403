import { type Hover, MarkupKind } from 'vscode-languageserver-types'
import { attributeMarkdown } from '../catalog/markdown.ts'
import { type Analysis, isSection, type Meaning } from '../model/analysis.ts'
import type { Resources } from '../model/options.ts'
import { pathAt } from '../syntax/query.ts'
import type { Attribute, Element, NamedValue } from '../syntax/tree.ts'
import { type Span, touches } from '../text/span.ts'
import { describeElement, describeRoot, describeSection } from './describe.ts'
import { describeVariable } from './describe-variable.ts'
import { hoverExpression } from './hover-expression.ts'
import { hoverLiquid } from './hover-liquid.ts'
import { rangeOf } from './ranges.ts'

/** What stands under the cursor: a tag name, an attribute, a value of an enumeration, a named value, or a name in an expression. */
export function hover(analysis: Analysis, offset: number, offered: Resources = {}): Hover | undefined {
  const { node, ancestors } = pathAt(analysis.tree, offset)
  const liquid = hoverLiquid(analysis, offset)
  if (liquid !== undefined) return show(analysis, liquid.span, liquid.text)
  for (const found of [node, ...ancestors]) {
    if (found.kind === 'named-value') return hoverNamedValue(analysis, found, offered)
    if (found.kind === 'expression') {
      const named = hoverExpression(analysis, found, offset)
      return named && show(analysis, named.span, named.text)
    }
    if (found.kind === 'attribute') return hoverAttribute(analysis, found, offset)
    if (found.kind === 'element') return hoverElement(analysis, found, offset)
  }
  return undefined
}

const show = (analysis: Analysis, where: Span, value: string): Hover => ({
  contents: { kind: MarkupKind.Markdown, value },
  range: rangeOf(analysis, where),
})

function hoverElement(analysis: Analysis, element: Element, offset: number): Hover | undefined {
  const { close } = element
  const names = [
    { start: element.nameStart, end: element.nameEnd },
    ...(close === undefined ? [] : [{ start: close.nameStart, end: close.nameEnd }]),
  ]
  const where = names.find((name) => touches(name, offset))
  const meaning = analysis.meaningOf(element)
  const text = meaning === undefined ? undefined : describe(meaning)
  return where === undefined || text === undefined ? undefined : show(analysis, where, text)
}

function describe({ element, role, spec, parent }: Meaning): string | undefined {
  if (role === 'root' && (element.name === 'policies' || element.name === 'fragment')) return describeRoot(element.name)
  if (role === 'section' && isSection(element.name)) return describeSection(element.name)
  return spec === undefined ? undefined : describeElement(spec, parent?.element.name)
}

function hoverAttribute(analysis: Analysis, attribute: Attribute, offset: number): Hover | undefined {
  const attributes = analysis.meaningOf(attribute.parent)?.spec?.attributes
  const spec = attributes && Object.hasOwn(attributes, attribute.name) ? attributes[attribute.name] : undefined
  if (spec === undefined) return undefined
  const name = { start: attribute.nameStart, end: attribute.nameEnd }
  const inName = touches(name, offset)
  if (!inName && (attribute.value === undefined || !touches(attribute.value, offset))) return undefined
  const docs = attributeMarkdown(attribute.parent.name, attribute.name, spec)
  if (inName || attribute.value === undefined) return show(analysis, name, docs)
  const variable = variableNamedBy(analysis, attribute)
  const text =
    variable === undefined ? docs : `${describeVariable(analysis, variable, attribute.value.start)}\n\n${docs}`
  return show(analysis, attribute.value, text)
}

/** The variable that an attribute sets or, for `return-response`, reads. */
function variableNamedBy({ meaningOf }: Analysis, attribute: Attribute): string | undefined {
  const meant = meaningOf(attribute.parent)?.attributes.find((one) => one.attribute === attribute)
  if (meant?.spec?.format !== 'variable-name' || meant.value?.kind !== 'literal') return undefined
  return meant.value.text === '' ? undefined : meant.value.text
}

function hoverNamedValue(analysis: Analysis, { name, start, end }: NamedValue, offered: Resources): Hover {
  const complete = analysis.options.resources?.namedValues
  const known = (complete ?? offered.namedValues ?? []).find(({ displayName }) => displayName === name)
  const told = (() => {
    if (known?.secret) return 'Secret: its value is not shown.'
    if (known?.value !== undefined) return `Value: \`${known.value.replaceAll('`', "'")}\``
    if (known !== undefined) return 'Its value is not known here.'
    return complete === undefined ? 'Not known here.' : 'It does not exist on the instance.'
  })()
  const docs = '[Documentation](https://learn.microsoft.com/azure/api-management/api-management-howto-properties)'
  return show(analysis, { start, end }, `**{{${name}}}** · named value\n\n${told}\n\n${docs}`)
}
