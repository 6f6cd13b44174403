import { checkTree } from '../../expression/check.ts'
import { type Expr, rawSpan } from '../../expression/tree.ts'
import { oncePerTree } from '../../model/expressions.ts'
import { walkCode } from '../../model/flow-code.ts'
import { judgedExpressions } from '../expression-findings.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'parse-of-unread-body',
  severity: 'warning',
  category: 'expressions',
  reach: 'element',
  summary: 'A body is read with As<T>() before it is used as text.',
  why: 'A body is a stream that has not been read: ToString() of it gives the name of its type, which is no JSON and no text of the caller.',
  remedy: 'Read it with As<string>(), or with As<JObject>() where JSON is wanted.',
  examples: {
    bad: `<policies>
  <inbound>
    <set-variable name="kind" value="@((string)JObject.Parse(context.Request.Body.ToString())["kind"])" />
                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ parse-of-unread-body
  </inbound>
</policies>`,
    good: `<policies>
  <inbound>
    <set-variable name="kind" value="@((string)context.Request.Body.As<JObject>(preserveContent: true)["kind"])" />
  </inbound>
</policies>`,
  },
  check: (cx) => ({
    element(meaning) {
      for (const { tree, source } of judgedExpressions(cx, meaning)) {
        for (const { span, body } of unreadIn(tree)) {
          const whole = rawSpan(source, span)
          cx.report({
            element: meaning.element,
            span: whole,
            message: 'The body has not been read: as text this is the name of its type.',
            fixes: () => {
              const edit = {
                span: { start: rawSpan(source, body).end, end: whole.end },
                newText: '.As<string>(preserveContent: true)',
              }
              return [{ title: 'Read the body as text', edits: [edit], preferred: true }]
            },
          })
        }
      }
    },
  }),
})

interface Unread {
  readonly span: Expr
  readonly body: Expr
}

const unreadIn = oncePerTree((tree): readonly Unread[] => {
  if (!tree.source.code.includes('Body')) return []
  const { typeOf } = checkTree(tree)
  const found: Unread[] = []
  walkCode(tree, (term) => {
    const one = unread(term, (other) => typeOf(other)?.name === 'IMessageBody')
    if (one !== undefined) found.push(one)
  })
  return found
})

/** `body.ToString()`, a body in a hole of a string, and a body that is joined to a text. */
function unread(term: Expr, isBody: (term: Expr) => boolean): Unread | undefined {
  if (term.kind === 'invocation') {
    const { callee } = term
    const reads = callee.kind === 'member' && callee.name.name === 'ToString' && isBody(callee.target)
    return reads ? { span: term, body: callee.target } : undefined
  }
  if (term.kind === 'interpolated') {
    const hole = term.parts.find((part) => part.kind === 'hole' && isBody(part.value))
    return hole?.kind === 'hole' ? { span: hole.value, body: hole.value } : undefined
  }
  if (term.kind !== 'binary' || term.operator !== '+') return undefined
  const body = [term.left, term.right].find(isBody)
  return body && { span: body, body }
}
