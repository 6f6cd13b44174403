import { liquidTemplate } from '../../embedded/liquid-template.ts'
import { ancestors } from '../../syntax/query.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'liquid-without-body',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'Within return-response a Liquid template has no `body` to read.',
  why: 'The template of a new response starts without input, so everything that it reads of `body` is empty.',
  remedy: 'Read the body into a variable before, and write the response by an expression.',
  examples: {
    bad: `<fragment>
  <return-response>
    <set-status code="200" reason="OK" />
    <set-body template="liquid">{ "id": "{{ body.id }}" }</set-body>
                                            ^^^^^^^ liquid-without-body
  </return-response>
</fragment>`,
    good: `<fragment>
  <set-body template="liquid">{ "id": "{{ body.id }}" }</set-body>
</fragment>`,
  },
  check: (cx) => ({
    'set-body'({ element }) {
      if (!ancestors(element).some(({ name }) => name === 'return-response')) return
      const template = liquidTemplate(element, cx.analysis)
      const word = template?.markup
        .flatMap(({ words }) => words)
        .find(({ kind, text }) => kind === 'path' && /^body\b/.test(text))
      if (template === undefined || word === undefined) return
      cx.report({
        element,
        span: { start: template.toRaw(word.start), end: template.toRaw(word.end) },
        message: "Within return-response the template has no 'body': this is empty.",
      })
    },
  }),
})
