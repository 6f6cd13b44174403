import type { Analysis } from '../model/analysis.ts'
import { ancestors, elementAt } from '../syntax/query.ts'
import { type LiquidMarkup, scanLiquid } from './liquid-scan.ts'
import { isLiquid, type LiquidTemplate, liquidTemplate } from './liquid-template.ts'

/** A place within Liquid markup. */
interface LiquidPlace {
  readonly template: LiquidTemplate
  readonly markup: LiquidMarkup
  /** In the template. */
  readonly offset: number
  /** Markup in front of the place. */
  readonly before: readonly LiquidMarkup[]
}

/** Undefined: the offset is not within `{{ … }}` or `{% … %}` of a template. */
export function liquidAt(analysis: Analysis, rawOffset: number): LiquidPlace | undefined {
  const inner = elementAt(analysis.tree, rawOffset)
  const body = inner && [inner, ...ancestors(inner)].find(isLiquid)
  const template = body && liquidTemplate(body, analysis)
  if (template === undefined) return undefined
  const offset = template.toTemplate(rawOffset)
  // An offset outside the template maps to its border.
  if (template.toRaw(offset) !== rawOffset) return undefined
  // Named values count as Liquid while they are typed.
  const all = scanLiquid(template.source)
  const markup = all.find(({ inner: { start, end }, terminated, end: whole }) => {
    return start <= offset && offset <= (terminated ? Math.max(end, start) : whole)
  })
  return markup && { template, markup, offset, before: all.filter(({ end }) => end <= markup.start) }
}
