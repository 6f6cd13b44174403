import type { ReturnType } from '../../catalog/policy.ts'
import { checkTree } from '../../expression/check.ts'
import type { Expr } from '../../expression/tree.ts'
import type { Span } from '../../text/span.ts'
import { judgedExpressions } from '../expression-findings.ts'
import type { Fix } from '../finding.ts'
import { isPrimary } from '../fixes/expression-repairs.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'expression-return-type',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'An expression gives a value of the type that its place wants.',
  why: 'The service refuses a condition that is no boolean and a number that is none; other types fail when a request comes.',
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
          element: meaning.element,
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
  const method = wanted === undefined ? undefined : parsers[wanted]
  if (method === undefined) return []
  if (type === 'System.String') return around(`Read it with ${method}`, `${method}(`, ')')
  if (wanted === 'bool' || !numbers.includes(type)) return []
  const [open, close] = isPrimary(root) ? ['', ''] : ['(', ')']
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
  object: 'a value',
}

const whole = ['SByte', 'Byte', 'Int16', 'UInt16', 'Int32', 'UInt32', 'Int64', 'UInt64'].map((one) => `System.${one}`)
const numbers = [...whole, 'System.Single', 'System.Double', 'System.Decimal']

/** Undefined when the type fits, or may fit when a request comes. */
function judge(type: string, wanted: ReturnType): 'error' | 'warning' | undefined {
  if (type === 'System.Void') return 'error'
  // A string of the right form, an object and a nullable one are known only when a request comes.
  if (type === '?' || type === 'System.Object' || type === 'null' || type.startsWith('System.Nullable'))
    return undefined
  switch (wanted) {
    case 'bool':
      return type === 'System.Boolean' ? undefined : 'error'
    case 'int':
      return whole.includes(type) ? undefined : severityOf(type)
    // The service was seen to refuse an Int32 and a String where it wants an Int64: `token-quota` of `llm-token-limit`.
    case 'long':
      return type === 'System.Int64' ? undefined : 'error'
    case 'double':
      return numbers.includes(type) ? undefined : severityOf(type)
    default:
      return undefined
  }
}

const severityOf = (type: string): 'error' | 'warning' =>
  type === 'System.String' || numbers.includes(type) ? 'warning' : 'error'
