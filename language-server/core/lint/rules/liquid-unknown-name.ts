import { LIQUID_ROOTS, namesGiven, stepsOf } from '../../embedded/liquid-names.ts'
import { liquidTemplate } from '../../embedded/liquid-template.ts'
import { isTag } from '../../embedded/liquid-words.ts'
import { nearest } from '../../text/nearest.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'liquid-unknown-name',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'A Liquid template reads `body`, `context` and the names that it gives itself.',
  why: 'A name that does not exist gives an empty text, and nothing is reported. Upper and lower case count.',
  examples: {
    bad: `<fragment>
  <set-body template="liquid">{ "host": "{{ context.Request.url.Host }}", "name": "{{ Body.name }}" }</set-body>
                                                            ^^^ liquid-unknown-name
                                                                                      ^^^^ liquid-unknown-name
</fragment>`,
    good: `<fragment>
  <set-body template="liquid">{ "host": "{{ context.Request.Url.Host }}", "name": "{{ body.name }}" }</set-body>
</fragment>`,
  },
  check: (cx) => ({
    'set-body'({ element }) {
      const template = liquidTemplate(element, cx.analysis)
      if (template === undefined) return
      const given = namesGiven(template)
      for (const { words } of template.markup) {
        const [tag] = words
        // What an unknown tag would do with its words nobody knows.
        if (tag?.kind === 'tag' && !isTag(tag.text)) continue
        for (const word of words) {
          const steps = word.kind === 'path' ? stepsOf(word.text) : []
          const [root] = steps
          // A named value is masked by letters; anything may be in what a template gives itself.
          if (root === undefined || given.has(root.name) || /^x+$/.test(root.name)) continue
          const step = steps.find(({ member, known }) => known !== undefined && member === undefined)
          if (step?.known === undefined || step.name === '') continue
          const names = step === root ? [...Object.keys(LIQUID_ROOTS), ...given] : Object.keys(step.known)
          const better =
            names.find((name) => name.toLowerCase() === step.name.toLowerCase()) ?? nearest(step.name, names)
          const start = word.start + step.start
          const span = { start: template.toRaw(start), end: template.toRaw(start + step.name.length) }
          const of = word.text.slice(0, Math.max(0, step.start - 1))
          cx.report({
            element,
            span,
            message:
              step === root
                ? `There is no '${step.name}' in a Liquid template: it gives an empty text.`
                : `'${of}' has no '${step.name}' in a Liquid template: it gives an empty text.`,
            ...(better !== undefined && {
              fixes: () => [{ title: `Change to '${better}'`, edits: [{ span, newText: better }], preferred: true }],
            }),
          })
        }
      }
    },
  }),
})
