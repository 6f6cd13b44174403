import { labelOf } from './label.ts'
import { listOf, type Name, resourcesNamed, words } from './navigate.ts'
import type { Member, Program } from './program.ts'
import { includersOf, togetherWith } from './surroundings.ts'

const quoted = (text: string): string => `\`${text.replaceAll('`', "'")}\``

/** What the workspace knows of a name, as Markdown; undefined where it knows nothing. The value of a secret is not among it. */
export function describeName(program: Program, member: Member, name: Name): string | undefined {
  if (name.kind === 'variable') return describeVariable(program, member, name.name)
  const [resource] = resourcesNamed(program, name, member.ids)
  if (resource === undefined) return undefined
  const facts: (string | undefined)[] = [resource.description]
  const of = <K extends string>(key: K): string | undefined => {
    const found = Object.entries(resource).find(([one]) => one === key)?.[1]
    return typeof found === 'string' ? found : undefined
  }
  if (name.kind === 'fragment') facts.push(...fragmentFacts(program, name.name))
  if (name.kind === 'back-end') facts.push(of('url') && `URL: ${quoted(of('url') ?? '')}`)
  if (name.kind === 'api') {
    facts.push(of('urlPath') !== undefined ? `Path: ${quoted(`/${of('urlPath')}`)}` : undefined)
    facts.push(of('serviceUrl') && `Service URL: ${quoted(of('serviceUrl') ?? '')}`)
  }
  if (name.kind === 'operation' && of('urlTemplate') !== undefined)
    facts.push(quoted(`${of('method') ?? ''} ${of('urlTemplate')}`.trim()))
  if (name.kind === 'named-value') {
    const secret = Object.entries(resource).some(([key, value]) => key === 'secret' && value === true)
    const value = of('value')
    facts.push(secret ? 'Secret: its value is not shown.' : value === undefined ? undefined : `Value: ${quoted(value)}`)
  }
  const title =
    resource.displayName !== undefined && resource.displayName !== name.name ? ` (${resource.displayName})` : ''
  const told = facts.filter((fact) => fact !== undefined && fact !== '')
  return [`**${name.name}** · ${words[name.kind]}${title}`, ...told, `In ${quoted(resource.path)}.`].join('\n\n')
}

function fragmentFacts(program: Program, id: string): readonly string[] {
  const fragment = [...program.members.values()].find(({ scope, ids }) => scope === 'fragment' && ids.fragment === id)
  const includers = includersOf(program, id)
  const names = (list: readonly string[]): string => [...new Set(list)].map(quoted).join(', ')
  const { sets = [], reads = [] } = fragment?.summary.variables ?? {}
  const shown = includers.slice(0, 5).map((one) => labelOf(one))
  const more = includers.length > shown.length ? ` and ${includers.length - shown.length} more` : ''
  return [
    ...(sets.length > 0 ? [`Sets ${names(sets.map(({ name }) => name))}.`] : []),
    ...(reads.length > 0 ? [`Reads ${names(reads)}.`] : []),
    shown.length > 0 ? `Included by ${shown.join(', ')}${more}.` : 'No document of this folder includes it.',
  ]
}

function describeVariable(program: Program, member: Member, name: string): string | undefined {
  const places = [...togetherWith(program, member)].flatMap((one) => {
    if (one === member) return []
    const set = one.summary.variables.sets.find((each) => each.name === name)
    const type = set?.type === undefined ? '' : ` as ${quoted(set.type)}`
    const section = set?.section === undefined ? '' : `, ${set.section}`
    return set === undefined ? [] : [`- ${labelOf(one)}${section}${type}${set.isAlwaysSet ? '' : ', on some paths'}`]
  })
  return places.length === 0
    ? undefined
    : `**${name}** · context variable\n\nOther documents set it:\n${places.join('\n')}`
}

/** Names of a kind with what tells them apart, for lists to choose from. */
export function namesOf(program: Program, kind: Name['kind'], { ids }: Member) {
  return listOf(program, kind)
    .filter(({ workspace }) => workspace === undefined || workspace === ids.workspace)
    .map((resource) => ({
      name: kind === 'named-value' ? (resource.displayName ?? resource.id) : resource.id,
      detail: resource.displayName !== resource.id ? resource.displayName : undefined,
    }))
}
