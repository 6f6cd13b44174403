import type { ElementSpec } from './lookup.ts'
import type { AttributeDispute, AttributeSpec, ChildSpec, Policy } from './policy.ts'
import { GATEWAYS, ID_ATTRIBUTE, SCOPES, SECTIONS } from './policy.ts'

/** What a reader wants to know of a policy at a glance, as Markdown: what it does, where it is allowed, its attributes, its page. */
export function policyMarkdown(entry: Policy): string {
  return paragraphs([
    `**\`<${entry.name}>\`** ${entry.title}${statusNote(entry)}`,
    entry.summary,
    placesMarkdown(entry),
    attributeTable(entry.attributes),
    childrenLine(entry.children),
    (entry.notes ?? []).map((note) => `- ${note}`).join('\n'),
    `[Documentation](${entry.docs})`,
  ])
}

/** One attribute: what it says, what it takes, and whether it must be there. `owner` is the name of its element. */
export function attributeMarkdown(owner: string, name: string, spec: AttributeSpec): string {
  return paragraphs([
    `**\`${name}\`** of \`<${owner}>\` · ${demandOf(spec)}`,
    spec.summary,
    [valueLine(spec), expressionLine(spec)].filter((line) => line !== '').join('  \n'),
    doubts(spec),
  ])
}

/** An element inside a policy. `owner` is the name of the element that holds it. */
export function childMarkdown(owner: string, name: string, spec: ChildSpec | ElementSpec): string {
  return paragraphs([
    `**\`<${name}>\`** in \`<${owner}>\` · ${cardinality(spec)}`,
    spec.summary,
    attributeTable(spec.attributes),
    childrenLine(spec.children),
    doubts(spec),
  ])
}

/** Sections, scopes and gateways, one line each; `all` where nothing is left out, nothing where no source tells. */
export function placesMarkdown(entry: Policy): string {
  if (entry.resolverRoot) return 'Root of a GraphQL resolver document.'
  if (entry.sections?.length === 0) return 'Only inside other elements.'
  return [
    placeLine('Sections', entry.sections, SECTIONS),
    placeLine('Scopes', entry.scopes, SCOPES),
    placeLine('Gateways', entry.gateways, GATEWAYS),
    entry.fragment === false ? '**Fragments** not allowed' : '',
    entry.occurrence === undefined ? '' : `**Occurs** ${entry.occurrence.replaceAll('-', ' ')}`,
  ]
    .filter((line) => line !== '')
    .join('  \n')
}

function placeLine<T extends string>(label: string, places: readonly T[] | undefined, all: readonly T[]): string {
  if (places === undefined) return ''
  return `**${label}** ${places.length === all.length ? 'all' : places.join(', ')}`
}

function statusNote({ status, replacement }: Policy): string {
  if (status === 'preview') return ' · *preview*'
  if (status === 'undocumented') return ' · *undocumented*'
  if (status !== 'deprecated') return ''
  return replacement === undefined ? ' · *deprecated*' : ` · *deprecated, use* \`${replacement}\``
}

function attributeTable(attributes: Readonly<Record<string, AttributeSpec>>): string {
  // The `id` that every policy takes would repeat itself in every table.
  const rows = Object.entries(attributes)
    .filter(([, spec]) => !spec.undocumented && spec !== ID_ATTRIBUTE)
    .map(([name, spec]) => {
      const value = spec.required ? `${valueWord(spec)}; required` : valueWord(spec)
      return `| \`${name}\` | ${cell(value)} | ${cell(spec.summary)} |`
    })
  return rows.length === 0 ? '' : ['| Attribute | Value | |', '|---|---|---|', ...rows].join('\n')
}

function childrenLine(children: Readonly<Record<string, ChildSpec>>): string {
  const names = Object.entries(children)
    .filter(([, spec]) => !spec.undocumented)
    .map(([name, spec]) => `\`<${name}>\`${spec.min > 0 ? ' (required)' : ''}`)
  return names.length === 0 ? '' : `**Holds** ${names.join(', ')}`
}

function valueWord(spec: AttributeSpec): string {
  const values = spec.values?.map((value) => `\`${value}\``).join(', ')
  const range = rangeOf(spec)
  const unit = spec.unit === undefined ? '' : range === '' ? `(${spec.unit})` : spec.unit
  const word = values ?? [spec.type, range, unit].filter((part) => part !== '').join(' ')
  return spec.default === undefined ? word : `${word}; default \`${spec.default}\``
}

function valueLine(spec: AttributeSpec): string {
  return `**Value** ${valueWord(spec)}`
}

function rangeOf({ min, max, minUnlessZero }: AttributeSpec): string {
  const least = minUnlessZero === undefined ? min : minUnlessZero
  const zero = minUnlessZero === undefined ? '' : ', or 0'
  if (least !== undefined && max !== undefined) return `${least} to ${max}${zero}`
  if (max !== undefined) return `at most ${max}`
  return least === undefined ? '' : `at least ${least}${zero}`
}

function expressionLine({ expression, returns }: AttributeSpec): string {
  if (expression === undefined) return ''
  if (!expression) return '**Expression** not allowed'
  return returns === undefined || returns === 'object'
    ? '**Expression** allowed'
    : `**Expression** allowed, returns \`${returns}\``
}

function demandOf({ required, disputed }: AttributeSpec): string {
  if (!required) return 'optional'
  return disputed?.includes('required') ? 'required by the documentation' : 'required'
}

function cardinality({ min, max }: { readonly min: number; readonly max?: number }): string {
  if (min > 0) return max === 1 ? 'required' : 'at least one'
  if (max === 1) return 'optional'
  return max === undefined ? 'any number' : `up to ${max}`
}

function doubts(spec: Pick<AttributeSpec | ChildSpec | ElementSpec, 'undocumented' | 'disputed'>): string {
  const { undocumented, disputed } = spec
  if (undocumented) return '*The documentation does not describe it.*'
  if (disputed === undefined || typeof disputed === 'boolean') return disputed ? '*The sources disagree about it.*' : ''
  return `*The sources disagree about ${disputed.map((about) => DISPUTES[about]).join(' and ')}.*`
}

const DISPUTES: Readonly<Record<AttributeDispute, string>> = {
  required: 'whether it is required',
  values: 'its values',
  range: 'its range',
  expression: 'expressions here',
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')
