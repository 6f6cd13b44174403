import type { ElementSpec } from '../catalog/lookup.ts'
import { type AttributeSpec, GATEWAYS, type Policy, SCOPES, SECTIONS, type Section } from '../catalog/policy.ts'

/** The catalogue in words, as Markdown. */

export function describeElement(spec: ElementSpec): string {
  const { policy } = spec
  const parts: (string | undefined)[] = [
    policy === undefined ? `**${spec.name}**` : `**${policy.name}** · ${policy.title}${statusOf(policy)}`,
    spec.summary,
    policy === undefined ? occurrenceOf(spec) : placesOf(policy),
    attributeTable(spec),
    childTable(spec),
    policy?.notes?.map((note) => `- ${note}`).join('\n'),
    policy === undefined ? undefined : `[Documentation](${policy.docs})`,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n')
}

export function describeAttribute(name: string, spec: AttributeSpec): string {
  const parts: (string | undefined)[] = [
    `**${name}** · ${typeOf(spec)}${spec.required ? ' · required' : ''}`,
    spec.summary,
    spec.default === undefined ? undefined : `Default: \`${spec.default}\``,
    expressionOf(spec),
  ]
  return parts.filter((part) => part !== undefined).join('\n\n')
}

const sections: Readonly<Record<Section, string>> = {
  inbound: 'Runs when a request arrives, before it is forwarded.',
  backend:
    'Runs before the request is forwarded to the back end. Without `<base />` or `<forward-request />` nothing is forwarded.',
  outbound: 'Runs when the response comes back, before it is sent to the caller.',
  'on-error':
    'Runs when a policy of another section or the call to the back end fails. The error is in `context.LastError`.',
}

export function describeSection(section: Section): string {
  return `**${section}** · section\n\n${sections[section]}\n\n${aboutSections}`
}

const aboutSections =
  '[Documentation](https://learn.microsoft.com/azure/api-management/api-management-howto-policies#understanding-policy-configuration)'

export function describeRoot(name: 'policies' | 'fragment'): string {
  return name === 'policies'
    ? `**policies** · policy definition\n\nHolds the sections ${SECTIONS.map((section) => `\`${section}\``).join(', ')}, each at most once.\n\n${aboutSections}`
    : '**fragment** · policy fragment\n\nHolds policies that other documents include with `include-fragment`. It has no sections and no `<base />`.\n\n[Documentation](https://learn.microsoft.com/azure/api-management/policy-fragments)'
}

const statusOf = ({ status, replacement }: Policy): string => {
  if (status === 'deprecated')
    return replacement === undefined ? ' (deprecated)' : ` (deprecated: use \`${replacement}\`)`
  return status === 'ga' ? '' : ` (${status})`
}

/** Where the policy may stand; a whole list is said in a word. */
function placesOf(policy: Policy): string | undefined {
  if (policy.resolverRoot) return 'Root of a GraphQL resolver.'
  const lines = [
    listOf('Sections', policy.sections, SECTIONS),
    listOf('Scopes', policy.scopes, SCOPES),
    listOf('Gateways', policy.gateways, GATEWAYS),
    policy.fragment === false ? '- Not in fragments' : undefined,
  ]
  return lines.filter((line) => line !== undefined).join('\n')
}

function listOf(title: string, found: readonly string[] | undefined, all: readonly string[]): string | undefined {
  if (found === undefined) return undefined
  if (found.length === 0) return `- ${title}: only inside another element`
  return `- ${title}: ${found.length === all.length ? 'all' : found.join(', ')}`
}

function occurrenceOf({ min, max }: ElementSpec): string {
  if (max === undefined) return min > 0 ? 'At least once.' : 'Any number of times.'
  if (min === max) return max === 1 ? 'Exactly once.' : `Exactly ${max} times.`
  return min > 0 ? `${min} to ${max} times.` : max === 1 ? 'At most once.' : `At most ${max} times.`
}

function attributeTable({ attributes }: ElementSpec): string {
  const rows = Object.entries(attributes).filter(([, spec]) => !spec.undocumented)
  if (rows.length === 0) return ''
  const lines = rows.map(
    ([name, spec]) =>
      `| \`${name}\` | ${spec.required ? 'yes' : ''} | ${cell(typeOf(spec))} | ${cell(spec.default ?? '')} | ${cell(spec.summary)} |`,
  )
  return ['| Attribute | Required | Type | Default | |', '|---|---|---|---|---|', ...lines].join('\n')
}

function childTable({ children }: ElementSpec): string {
  const rows = Object.entries(children).filter(([, spec]) => !spec.undocumented)
  if (rows.length === 0) return ''
  const lines = rows.map(([name, { min, max, summary }]) => {
    const times = max === undefined ? `${min}…` : min === max ? `${min}` : `${min}…${max}`
    return `| \`<${name}>\` | ${times} | ${cell(summary)} |`
  })
  return ['| Child | Times | |', '|---|---|---|', ...lines].join('\n')
}

function typeOf({ type, values, unit, min, max }: AttributeSpec): string {
  const range =
    min === undefined && max === undefined ? '' : max === undefined ? `, at least ${min}` : `, ${min ?? '…'} to ${max}`
  return `${values === undefined ? type : values.map((value) => `\`${value}\``).join(', ')}${unit ? ` (${unit})` : ''}${range}`
}

function expressionOf({ expression, returns }: AttributeSpec): string | undefined {
  if (expression === undefined) return undefined
  if (!expression) return 'No policy expression is allowed here.'
  return returns === undefined
    ? 'May be a policy expression.'
    : `May be a policy expression that returns \`${returns}\`.`
}

/** A cell of a Markdown table is one line without bars. */
const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|')
