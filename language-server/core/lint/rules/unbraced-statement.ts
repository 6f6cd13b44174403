import { type ExpressionTree, rawSpan, type Stmt } from '../../expression/tree.ts'
import { oncePerTree } from '../../model/expressions.ts'
import { hasPlaceholder } from '../../model/placeholders.ts'
import { compiledElement } from '../expression-findings.ts'
import type { Fix } from '../finding.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'unbraced-statement',
  severity: 'error',
  category: 'expressions',
  reach: 'element',
  summary: 'The body of if, else and loops in an expression stands in braces.',
  why: 'The service reads expressions with the Razor parser, which takes a block only: plain C# allows a single statement there.',
  examples: {
    bad: `<fragment>
  <set-variable name="kind" value="@{ if (context.Request.Method == "GET") return "read"; return "write"; }" />
                                                                           ^^^^^^^^^^^^^^ unbraced-statement
</fragment>`,
    good: `<fragment>
  <set-variable name="kind" value="@{ if (context.Request.Method == "GET") { return "read"; } return "write"; }" />
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      for (const { tree, source } of cx.analysis.expressionsOf(meaning)) {
        const found = tree === undefined ? [] : unbracedIn(tree)
        if (tree === undefined || found.length === 0) continue
        if (hasPlaceholder(source.code, cx.analysis.options.placeholders)) continue
        for (const { statement, keyword } of found) {
          const span = rawSpan(source, statement)
          cx.report({
            element: compiledElement(meaning),
            span,
            message: `The body of '${keyword}' must stand in braces.`,
            serviceMessage: `Expected a "{" but found a "${firstToken(tree, statement)}". Block statements must be enclosed in "{" and "}".`,
            fixes: () => [braces(span)],
          })
        }
      }
    },
  }),
})

const unbracedIn = oncePerTree(({ root }) => (root.kind === 'block' ? unbraced(root) : []))

interface Unbraced {
  readonly statement: Stmt
  readonly keyword: string
}

/** Bodies without braces, in order. Lambdas are not entered: the Razor parser only matches their brackets. */
function unbraced(statement: Stmt): readonly Unbraced[] {
  const bodyOf = (body: Stmt, keyword: string): readonly Unbraced[] =>
    body.kind === 'block' || body.start === body.end
      ? unbraced(body)
      : [{ statement: body, keyword }, ...unbraced(body)]
  switch (statement.kind) {
    case 'block':
      return statement.statements.flatMap(unbraced)
    case 'if': {
      const { then, otherwise } = statement
      if (otherwise === undefined) return bodyOf(then, 'if')
      return [...bodyOf(then, 'if'), ...(otherwise.kind === 'if' ? unbraced(otherwise) : bodyOf(otherwise, 'else'))]
    }
    case 'for':
    case 'foreach':
    case 'while':
    case 'do':
    case 'using':
    case 'lock':
      return bodyOf(statement.body, statement.kind)
    case 'try':
      return [
        statement.body,
        ...statement.catches.map(({ body }) => body),
        ...(statement.finally ? [statement.finally] : []),
      ].flatMap(unbraced)
    case 'switch':
      return statement.sections.flatMap(({ statements }) => statements.flatMap(unbraced))
    default:
      return []
  }
}

const firstToken = (tree: ExpressionTree, { start }: Stmt): string =>
  tree.tokens.find((token) => token.start >= start)?.text ?? ''

const braces = ({ start, end }: { readonly start: number; readonly end: number }): Fix => ({
  title: 'Put the body into braces',
  edits: [
    { span: { start, end: start }, newText: '{ ' },
    { span: { start: end, end }, newText: ' }' },
  ],
  preferred: true,
})
