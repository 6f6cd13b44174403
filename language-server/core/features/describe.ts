import type { ElementSpec } from '../catalog/lookup.ts'
import { childMarkdown, policyMarkdown } from '../catalog/markdown.ts'
import { SECTIONS, type Section } from '../catalog/policy.ts'

/** An element in words, as Markdown. `owner` is the name of the element that holds it; a policy tells of itself wherever it stands. */
export const describeElement = (spec: ElementSpec, owner: string | undefined): string =>
  spec.policy === undefined ? childMarkdown(owner ?? '', spec.name, spec) : policyMarkdown(spec.policy)

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
