import type { ElementSpec } from '../../catalog/lookup.ts'
import { policyNamed } from '../../catalog/lookup.ts'
import type { Group } from '../../catalog/policy.ts'
import { snippetOfChild } from '../../catalog/snippet.ts'
import type { Element } from '../../syntax/tree.ts'
import type { AtElement } from './at-policy.ts'
import { Kind, type Offer } from './item.ts'
import { oncePerSpec } from './once-per-spec.ts'
import { catalogPath } from './path.ts'

/** The children that still fit: those that must come first, then the others; out of order, last. */
export function atChild(spec: ElementSpec, { parent, self, form, replace }: AtElement): readonly Offer[] {
  const siblings = parent.element.children.filter(
    (child): child is Element => child.kind === 'element' && child !== self,
  )
  const count = (name: string): number => siblings.filter((sibling) => sibling.name === name).length
  const path = catalogPath(parent)
  const names = Object.keys(spec.children)
  const offers: Offer[] = []
  for (const [name, child] of Object.entries(spec.children)) {
    if (child.undocumented || (child.max !== undefined && count(name) >= child.max)) continue
    if (isExcluded(`<${name}>`, spec.groups, (member) => hasMember(parent.element, siblings, member))) continue
    const missing = count(name) < child.min
    const late = spec.childOrder === 'sequence' && !fitsOrder(name, names, siblings, replace.start)
    offers.push({
      label: name,
      kind: child.policy === undefined ? Kind.Field : Kind.Class,
      replace,
      text: form === 'insert' ? written(name, child) : name,
      format: form === 'insert' ? 'snippet' : 'plain',
      rank: (late ? 200 : missing ? 0 : 100) + names.indexOf(name),
      detail: child.min > 0 ? 'required' : (policyNamed(child.policy ?? '')?.title ?? 'optional'),
      about: { path: [...path, name] },
    })
  }
  return offers
}

const written = oncePerSpec(snippetOfChild)

/** Whether a member of the same exclusive group is there already. */
export function isExcluded(
  member: string,
  groups: readonly Group[] | undefined,
  isThere: (member: string) => boolean,
): boolean {
  return (groups ?? []).some(
    ({ kind, members, disputed }) =>
      !disputed &&
      (kind === 'exactly-one' || kind === 'at-most-one') &&
      members.includes(member) &&
      members.some((other) => other !== member && isThere(other)),
  )
}

export const hasMember = (element: Element, children: readonly Element[], member: string): boolean =>
  member.startsWith('<')
    ? children.some(({ name }) => `<${name}>` === member)
    : element.attributes.some(({ name }) => name === member)

/** Would a child of this name at the offset keep the sequence that its siblings are in? */
function fitsOrder(name: string, names: readonly string[], siblings: readonly Element[], offset: number): boolean {
  const own = names.indexOf(name)
  return siblings.every((sibling) => {
    const other = names.indexOf(sibling.name)
    if (other < 0) return true
    return sibling.start < offset ? other <= own : other >= own
  })
}
