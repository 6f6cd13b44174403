import { liquidTemplate } from '../../embedded/liquid-template.ts'
import { LIQUID_FILTERS } from '../../embedded/liquid-words.ts'
import { nearest } from '../../text/nearest.ts'
import { rule } from '../rule.ts'

const byLetters = new Map(Object.keys(LIQUID_FILTERS).map((name) => [name.toLowerCase(), name]))

export default rule({
  id: 'liquid-unknown-filter',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'Filters of Liquid templates are named as in C#: `Upcase`, `UrlEncode`.',
  why: 'DotLiquid passes a value through a filter that it does not know as if it were not there, so the value comes out unchanged and nothing is reported.',
  examples: {
    bad: `<fragment>
  <set-body template="liquid">{ "name": "{{ body.name | upcase }}" }</set-body>
                                                        ^^^^^^ liquid-unknown-filter
</fragment>`,
    good: `<fragment>
  <set-body template="liquid">{ "name": "{{ body.name | Upcase }}" }</set-body>
</fragment>`,
  },
  check: (cx) => ({
    'set-body'({ element }) {
      const template = liquidTemplate(element, cx.analysis)
      for (const { words } of template?.markup ?? []) {
        for (const { kind, text, start, end } of words) {
          if (template === undefined || kind !== 'filter' || Object.hasOwn(LIQUID_FILTERS, text)) continue
          // A named value may stand for a filter too.
          if (/^x+$/.test(text)) continue
          const written = byLetters.get(text.replaceAll('_', '').toLowerCase())
          const better = written ?? nearest(text, Object.keys(LIQUID_FILTERS))
          const span = { start: template.toRaw(start), end: template.toRaw(end) }
          cx.report({
            element,
            span,
            message:
              written === undefined
                ? `No filter '${text}' is documented for Liquid templates.`
                : `The filter '${text}' does nothing: its name is '${written}'.`,
            ...(better !== undefined && {
              fixes: () => [
                {
                  title: `Change to '${better}'`,
                  edits: [{ span, newText: better }],
                  preferred: written !== undefined,
                },
              ],
            }),
          })
        }
      }
    },
  }),
})
