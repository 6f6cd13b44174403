import type { ReturnType } from '../../catalog/policy.ts'
import { checkTree } from '../../expression/check.ts'
import type { Expr } from '../../expression/tree.ts'
import type { Span } from '../../text/span.ts'
import { compiledElement, judgedExpressions } from '../expression-findings.ts'
import type { Fix } from '../finding.ts'
import { isPrimary } from '../fixes/expression-repairs.ts'
import { INTEGERS, isReturned, NUMBERS } from '../returned-types.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-return-type',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'An expression gives a value of the type that its place wants.',
  why: 'The service compiles an expression for the type that its place wants, and refuses types of which it knows no place, such as lists.',
  examples: {
    bad: `<fragment>
  <choose>
    <when condition="@(context.Request.Headers.Count)">
                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expression-return-type
      <set-status code="@("four hundred")" reason="Bad request" />
                          ^^^^^^^^^^^^^^ expression-return-type
    </when>
  </choose>
</fragment>`,
    good: `<fragment>
  <choose>
    <when condition="@(context.Request.Headers.Count > 0)">
      <set-status code="@(400)" reason="Bad request" />
    </when>
  </choose>
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      for (const { tree, source, attribute, expression } of judgedExpressions(cx, meaning)) {
        const place = attribute
          ? meaning.attributes.find((one) => one.attribute === attribute)?.spec
          : meaning.spec?.text
        if (place?.returns === undefined || place.expression === false) continue
        const { type, diagnostics } = checkTree(tree)
        if (diagnostics.some(({ severity }) => severity === 'error')) continue
        const verdict = judge(type, place.returns)
        if (verdict === undefined) continue
        const start = source.toRaw?.(0) ?? expression.start
        const end = source.toRaw?.(source.code.length) ?? expression.end
        cx.report({
          element: compiledElement(meaning),
          span: { start, end },
          severity: verdict,
          message: `Expression return type '${type}' is not allowed: this place wants ${words[place.returns]}.`,
          serviceMessage: `Expression return type '${type}' is not allowed`,
          fixes: () => (tree.root.kind === 'block' ? [] : conversions(type, place.returns, { start, end }, tree.root)),
        })
      }
    },
  }),
})

/** What makes a value of the wanted type of the whole expression. */
function conversions(type: string, wanted: ReturnType | undefined, { start, end }: Span, root: Expr): readonly Fix[] {
  const around = (title: string, open: string, close: string): readonly Fix[] => [
    {
      title,
      edits: [
        { span: { start, end: start }, newText: open },
        { span: { start: end, end }, newText: close },
      ],
      preferred: true,
    },
  ]
  if (wanted === undefined) return []
  const [open, close] = isPrimary(root) ? ['', ''] : ['(', ')']
  if (type === 'System.Object' && wanted !== 'object') {
    const as = wanted === 'body' ? 'string' : wanted
    return around(`Cast to '${as}'`, `(${as})${open}`, close)
  }
  if (wanted === 'string' || wanted === 'body') return around('Add ToString()', open, `${close}.ToString()`)
  const method = parsers[wanted]
  if (method === undefined) return []
  if (type === 'System.String') return around(`Read it with ${method}`, `${method}(`, ')')
  if (wanted === 'bool' || !NUMBERS.includes(type)) return []
  return around(`Cast to '${wanted}'`, `(${wanted})${open}`, close)
}

const parsers: Readonly<Partial<Record<ReturnType, string>>> = {
  bool: 'bool.Parse',
  int: 'int.Parse',
  long: 'long.Parse',
  double: 'double.Parse',
}

const words: Readonly<Record<ReturnType, string>> = {
  bool: 'a boolean',
  int: 'a whole number',
  long: 'a whole number of 64 bits (long)',
  double: 'a number',
  string: 'a text',
  body: 'a text or bytes',
  object: 'a text, number, boolean, date, Guid, JToken or response',
}

/** Undefined when the type fits, or may fit when a request comes. */
function judge(type: string, wanted: ReturnType): 'error' | 'warning' | undefined {
  if (type === '?' || type === 'null') return undefined
  if (!isReturned(type)) return 'error'
  switch (wanted) {
    case 'bool':
      return type === 'System.Boolean' ? undefined : 'error'
    case 'int':
      return INTEGERS.includes(type) ? undefined : 'error'
    // The service was seen to refuse an Int32 and a String where it wants an Int64: `token-quota` of `llm-token-limit`.
    case 'long':
      return type === 'System.Int64' ? undefined : 'error'
    case 'double':
      return NUMBERS.includes(type) ? undefined : 'error'
    // None of some thousand published expressions gives anything else in such a place, but nobody told of a refusal.
    case 'string':
      return type === 'System.String' ? undefined : 'warning'
    case 'body':
      return type === 'System.String' || type === 'System.Byte[]' ? undefined : 'warning'
    case 'object':
      return undefined
  }
}
