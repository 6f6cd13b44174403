import type { Group } from '../../catalog/policy.ts'
import type { Meaning } from '../../model/analysis.ts'
import type { Fix } from '../finding.ts'
import { addAttributes, removeAttribute } from '../fixes/attributes.ts'
import { childName, placeholder } from '../fixes/placeholders.ts'
import { type Context, rule } from '../rule.ts'

export default rule({
  id: 'attribute-group',
  severity: 'error',
  category: 'structure',
  reach: 'element',
  summary: 'Attributes that depend on each other are given as their policy demands: one of them, at most one, or all.',
  why: 'The service refuses the policy, or it would not know which of them to follow.',
  examples: {
    bad: `<fragment>
  <set-backend-service />
   ^^^^^^^^^^^^^^^^^^^ attribute-group
</fragment>`,
    good: `<fragment>
  <set-backend-service backend-id="orders" />
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      const { element, attributes, elements, spec, role } = meaning
      if (spec?.groups === undefined || spec.groups.length === 0 || role === 'unknown-child') return
      const present = new Set(attributes.map(({ name }) => name))
      for (const child of elements) present.add(`<${child.name}>`)
      for (const group of spec.groups) {
        const given = group.members.filter((member) => present.has(member))
        const fault = faultOf(group, given)
        if (fault === undefined) continue
        cx.report({
          element,
          ...(group.disputed || spec.undocumented ? { severity: 'warning' } : {}),
          message: `The element '${element.name}' ${fault}.`,
          fixes: () => fixes(group, given, meaning, cx),
        })
      }
    },
  }),
})

const or = (members: readonly string[]): string => members.map((member) => `'${member}'`).join(' or ')

function faultOf({ kind, members }: Group, given: readonly string[]): string | undefined {
  switch (kind) {
    case 'at-least-one':
      return given.length === 0 ? `needs ${or(members)}` : undefined
    case 'exactly-one':
      if (given.length === 0) return `needs ${or(members)}`
      return given.length > 1 ? `takes only one of ${given.map((name) => `'${name}'`).join(' and ')}` : undefined
    case 'at-most-one':
      return given.length > 1 ? `takes only one of ${given.map((name) => `'${name}'`).join(' and ')}` : undefined
    case 'together': {
      const absent = members.filter((member) => !given.includes(member))
      if (given.length === 0 || absent.length === 0) return undefined
      return `has ${or(given)} without ${or(absent)}`
    }
  }
}

function fixes(
  group: Group,
  given: readonly string[],
  { element, spec }: Meaning,
  { analysis }: Context,
): readonly Fix[] {
  const add = (names: readonly string[]) =>
    names.flatMap((name) => {
      const attribute = spec?.attributes[name]
      return attribute === undefined ? [] : [[name, placeholder(name, attribute)] as const]
    })
  if (group.kind === 'together') {
    const missing = add(group.members.filter((member) => !given.includes(member)))
    if (missing.length === 0) return []
    return [
      { title: `Add ${missing.map(([name]) => `'${name}'`).join(', ')}`, edits: [addAttributes(element, missing)] },
    ]
  }
  if (given.length === 0) {
    return add(group.members).map(([name, value], order) => ({
      title: `Add '${name}'`,
      edits: [addAttributes(element, [[name, value]])],
      ...(order === 0 ? { preferred: true } : {}),
    }))
  }
  return given.flatMap((name) => {
    const attribute = element.attributes.find((each) => each.name === childName(name))
    if (attribute === undefined) return []
    return [{ title: `Remove '${name}'`, edits: [removeAttribute(attribute, analysis.text)] }]
  })
}
