import { type ClrType, shortType, types } from '../../expression/clr/clr-type.ts'
import { instanceMembers } from '../../expression/complete.ts'
import type { Analysis } from '../../model/analysis.ts'
import { variablesAt } from '../../model/variables.ts'
import type { CodePlace } from '../code-place.ts'
import { Kind, type Offer } from './item.ts'

/** So much of the code around the cursor is looked at. */
const REACH = 300

/** `(┆)context.Variables["x"]`: the types of the values that are in the variable. */
export function castOffers(analysis: Analysis, place: CodePlace): readonly Offer[] {
  const { code, offset } = place
  const before = /\(\s*([\p{L}\p{N}_]*)$/u.exec(code.slice(Math.max(0, offset - REACH), offset))
  const behind = /^([\p{L}\p{N}_]*)\s*\)\s*\(*\s*context\s*\.\s*Variables\s*\[\s*"([^"\\]+)"/u.exec(
    code.slice(offset, offset + REACH),
  )
  if (before?.[1] === undefined || behind?.[1] === undefined || behind[2] === undefined) return []
  const replace = place.toDocument({ start: offset - before[1].length, end: offset + behind[1].length })
  const name = behind[2]
  return typesOf(analysis, name, replace.start).map((type, rank) => ({
    label: shortType(type),
    kind: Kind.Class,
    replace,
    text: encoded(analysis, shortType(type)),
    format: 'plain',
    rank,
    detail: `the type of the variable '${name}'`,
    ...(rank === 0 && { preselect: true }),
  }))
}

/** `context.Variables["x"].┆`: the members of the value, with the cast that makes them available. */
export function memberOffers(analysis: Analysis, place: CodePlace): readonly Offer[] {
  const { code, offset } = place
  if (!code.slice(Math.max(0, offset - REACH), offset).includes('"')) return []
  const before = /context\s*\.\s*Variables\s*\[\s*"([^"\\]+)"\s*\]\s*\.\s*[\p{L}\p{N}_]*$/u.exec(
    code.slice(Math.max(0, offset - REACH), offset),
  )
  if (before?.[1] === undefined) return []
  const start = offset - before[0].length
  const replace = place.toDocument({ start, end: offset })
  const [type, another] = typesOf(analysis, before[1], replace.start)
  if (type === undefined || another !== undefined) return []
  const written = before[0].slice(0, before[0].lastIndexOf('.'))
  const cast = `((${shortType(type)})${written})`
  const ofObject = new Set(instanceMembers(types.object).map(({ label }) => label))
  return instanceMembers(type).flatMap(({ label, kind, signatures, summary }): readonly Offer[] => {
    if (ofObject.has(label)) return []
    const rank = kind === 'property' ? 11 : kind === 'method' ? 21 : 31
    return [
      {
        label,
        kind: kind === 'property' ? Kind.Property : Kind.Method,
        replace,
        text: encoded(analysis, `${cast}.${label}`),
        filter: `${analysis.text.slice(replace.start, replace.end).replace(/[\p{L}\p{N}_]*$/u, '')}${label}`,
        format: 'plain',
        rank,
        detail: `${signatures[0] ?? label} · casts to ${shortType(type)}`,
        ...(summary && { documentation: summary }),
      },
    ]
  })
}

function typesOf(analysis: Analysis, name: string, offset: number): readonly ClrType[] {
  return variablesAt(analysis, offset).get(name)?.types ?? []
}

/** In the XML dialect C# is written with entities. */
const encoded = ({ tree }: Analysis, code: string): string =>
  tree.dialect === 'xml' ? code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;') : code
