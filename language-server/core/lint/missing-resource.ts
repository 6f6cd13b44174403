import type { Reference } from '../model/references.ts'
import { nearest } from '../text/nearest.ts'
import type { Context } from './rule.ts'

interface Question {
  readonly references: readonly Reference[]
  readonly known: readonly string[]
  readonly noun: string
  readonly serviceMessage: (name: string) => string
}

/** Reports each name that is not among the known ones. Ids are compared without upper and lower case, as Azure does. */
export function missingResources(cx: Context, { references, known, noun, serviceMessage }: Question): void {
  if (references.length === 0) return
  const ids = new Set(known.map((id) => id.toLowerCase()))
  for (const { name, span, element } of references) {
    if (ids.has(name.toLowerCase())) continue
    const meant = nearest(name, known)
    cx.report({
      element,
      span,
      message: `There is no ${noun} '${name}' on the instance.`,
      serviceMessage: serviceMessage(name),
      fixes: () =>
        meant === undefined
          ? []
          : [{ title: `Change to '${meant}'`, edits: [{ span, newText: meant }], preferred: true }],
    })
  }
}
