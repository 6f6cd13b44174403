import { attributeText } from '../../syntax/query.ts'
import { literal, valueSpan } from '../reading.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unchecked-response',
  severity: 'warning',
  category: 'reliability',
  reach: 'late',
  summary: 'The response of a request with ignore-error is looked at before it is used.',
  why: 'When the request fails, its variable holds null. The first expression that reads a member of it fails the whole call with a 500, which is what ignore-error was to prevent.',
  remedy: 'Ask whether the variable is null first, read it with `?.`, or leave out ignore-error.',
  examples: {
    bad: `<fragment>
  <send-request response-variable-name="answer" ignore-error="true">
                                                              ^^^^ unchecked-response
    <set-url>https://check.contoso.com/callers</set-url>
    <set-method>GET</set-method>
  </send-request>
  <set-variable name="status" value="@(((IResponse)context.Variables["answer"]).StatusCode)" />
</fragment>`,
    good: `<fragment>
  <send-request response-variable-name="answer" ignore-error="true">
    <set-url>https://check.contoso.com/callers</set-url>
    <set-method>GET</set-method>
  </send-request>
  <set-variable name="status" value="@(((IResponse)context.Variables["answer"])?.StatusCode ?? 503)" />
</fragment>`,
  },
  check: (cx) => ({
    'send-request'(meaning) {
      const variable = literal(meaning, 'response-variable-name')
      if (variable === undefined || literal(meaning, 'ignore-error')?.toLowerCase() !== 'true') return
      const uses = cx.analysis.expressions().filter(({ source }) => source.code.includes(`"${variable}"`))
      const first = uses.find(({ source }) => isRead(source.code, variable))
      if (first === undefined || uses.some(({ source }) => isChecked(source.code))) return
      const span = valueSpan(meaning.element, 'ignore-error')
      cx.report({
        element: meaning.element,
        ...(span && { span }),
        message: `When the request fails, '${variable}' is null, and <${first.meaning.name}>${nameOf(first.meaning.element)} reads it unchecked.`,
      })
    },
  }),
})

const nameOf = (element: Parameters<typeof attributeText>[0]): string => {
  const name = attributeText(element, 'name')
  return name === undefined ? '' : ` '${name}'`
}

/** `…["answer"]).StatusCode`, `…("answer").Body`: a member of the response itself. */
const isRead = (code: string, variable: string): boolean => {
  const name = variable.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`"${name}"[\\])]+(?:\\s*as\\s+IResponse\\))?\\s*\\.\\s*\\w`).test(code)
}

const isChecked = (code: string): boolean =>
  /[!=]=\s*null|null\s*[!=]=|is\s+null|\?\.|\?\?|ContainsKey|\bis\s+IResponse|\btry\b/.test(code)
