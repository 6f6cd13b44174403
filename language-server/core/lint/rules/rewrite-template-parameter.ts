import { attributeValue } from '../../model/value.ts'
import { nearest } from '../../text/nearest.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'rewrite-template-parameter',
  severity: 'error',
  category: 'workspace',
  reach: 'element',
  summary: "A template of rewrite-uri uses only the parameters of the operation's own URL template.",
  why: 'The service refuses a template with a parameter that the operation does not have. Names are compared with upper and lower case.',
  examples: {
    options: { scope: 'operation', resources: { operation: { method: 'GET', urlTemplate: '/orders/{orderId}' } } },
    bad: `<policies>
  <inbound>
    <base />
    <rewrite-uri template="/v2/orders/{orderid}" />
                                       ^^^^^^^ rewrite-template-parameter
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <base />
    <rewrite-uri template="/v2/orders/{orderId}" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    'rewrite-uri'({ element }) {
      const { operation } = cx.analysis.options.resources ?? {}
      const template = element.attributes.find(({ name }) => name === 'template')?.value
      if (operation === undefined || template === undefined) return
      if (attributeValue(element, 'template', cx.analysis.text)?.kind === 'expression') return
      const known = parametersOf(operation.urlTemplate).map(({ name }) => name)
      for (const { name, at } of parametersOf(template.raw)) {
        if (known.includes(name)) continue
        const span = { start: template.start + at, end: template.start + at + name.length }
        const meant = nearest(name, known)
        cx.report({
          element,
          span,
          message: `The operation's URL template '${operation.urlTemplate}' has no parameter '${name}'.`,
          serviceMessage: 'Only parameters specified in the original URL template can be used in the rewrite template',
          fixes: () =>
            meant === undefined
              ? []
              : [{ title: `Change to {${meant}}`, edits: [{ span, newText: meant }], preferred: true }],
        })
      }
    },
  }),
})

/** The `{parameters}` of a template; `{{named values}}` are none, and `{*rest}` is named `rest`. */
function parametersOf(template: string): readonly { readonly name: string; readonly at: number }[] {
  return [...template.matchAll(/\{\{[^{}]*\}\}|(?<!\{)\{\*?([^{}*]+)\}/g)].flatMap((match) => {
    const name = match[1]
    return name === undefined ? [] : [{ name, at: match.index + match[0].indexOf(name) }]
  })
}
