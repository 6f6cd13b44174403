import { liquidAt } from '../../embedded/liquid-at.ts'
import { LIQUID_ROOTS, namesGiven, stepsOf } from '../../embedded/liquid-names.ts'
import type { LiquidMarkup } from '../../embedded/liquid-scan.ts'
import { LIQUID_FILTERS, LIQUID_TAGS } from '../../embedded/liquid-words.ts'
import type { Analysis } from '../../model/analysis.ts'
import { Kind, type Offer } from './item.ts'

/** What can be written within Liquid markup; undefined: the cursor is not in any. */
export function atLiquid(analysis: Analysis, rawOffset: number): readonly Offer[] | undefined {
  const place = liquidAt(analysis, rawOffset)
  if (place === undefined) return undefined
  const { template, markup, offset, before } = place
  const written = template.source.slice(markup.inner.start, offset)
  const typed = /\w*$/.exec(written)?.[0] ?? ''
  const rest = /^\w*/.exec(template.source.slice(offset, markup.inner.end))?.[0] ?? ''
  const replace = { start: template.toRaw(offset - typed.length), end: template.toRaw(offset + rest.length) }
  const lead = written.slice(0, written.length - typed.length)

  if (isInText(lead)) return []
  if (/\|\s*$/.test(lead)) return filters(replace)
  if (markup.kind === 'tag' && /^-?\s*$/.test(lead)) return tags(replace, before)
  const path = /(?:[A-Za-z_]\w*\.)+$/.exec(lead)?.[0]
  if (path !== undefined) return members(path, replace)
  // Behind a value only an operator or a filter can come, and operators are short.
  return roots([...namesGiven(template)], replace)
}

const isInText = (lead: string): boolean => /^(?:[^"']|"[^"]*"|'[^']*')*["'][^"']*$/.test(lead)

type Replace = Offer['replace']

const filters = (replace: Replace): readonly Offer[] =>
  Object.entries(LIQUID_FILTERS).map(([label, documentation]) => ({
    label,
    kind: Kind.Function,
    replace,
    text: label,
    format: 'plain',
    rank: 100,
    detail: 'Liquid filter',
    documentation,
  }))

function tags(replace: Replace, before: readonly LiquidMarkup[]): readonly Offer[] {
  const open = openBlocks(before)
  const end = LIQUID_TAGS[open.at(-1) ?? '']?.end
  const ends: readonly Offer[] =
    end === undefined
      ? []
      : [
          {
            label: end,
            kind: Kind.Keyword,
            replace,
            text: end,
            format: 'plain',
            rank: 50,
            detail: `Ends '${open.at(-1)}'`,
          },
        ]
  const fitting = Object.entries(LIQUID_TAGS).filter(
    ([, { within }]) => within === undefined || within.some((block) => open.includes(block)),
  )
  return [
    ...ends,
    ...fitting.map(
      ([label, { summary, rest }]): Offer => ({
        label,
        kind: Kind.Keyword,
        replace,
        text: label + rest,
        format: rest === '' ? 'plain' : 'snippet',
        rank: 100,
        detail: 'Liquid tag',
        documentation: summary,
      }),
    ),
  ]
}

/** The blocks that are open behind some markup, the innermost last. */
function openBlocks(before: readonly LiquidMarkup[]): readonly string[] {
  const open: string[] = []
  for (const { kind, words } of before) {
    const name = kind === 'tag' ? words[0]?.text : undefined
    if (name === undefined) continue
    if (LIQUID_TAGS[name]?.end !== undefined) open.push(name)
    else if (LIQUID_TAGS[open.at(-1) ?? '']?.end === name) open.pop()
  }
  return open
}

function members(path: string, replace: Replace): readonly Offer[] {
  const known = stepsOf(path).at(-1)?.known
  return Object.entries(known ?? {}).map(([label, { summary }]) => ({
    label,
    kind: Kind.Property,
    replace,
    text: label,
    format: 'plain',
    rank: 100,
    documentation: summary,
  }))
}

function roots(given: readonly string[], replace: Replace): readonly Offer[] {
  const own = given.map((label): Offer => {
    return { label, kind: Kind.Variable, replace, text: label, format: 'plain', rank: 90, detail: 'Of this template' }
  })
  const known = Object.entries(LIQUID_ROOTS).map(([label, { summary }]): Offer => {
    return { label, kind: Kind.Variable, replace, text: label, format: 'plain', rank: 100, documentation: summary }
  })
  return [...own, ...known]
}
