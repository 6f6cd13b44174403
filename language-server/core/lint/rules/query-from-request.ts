import type { Meaning } from '../../model/analysis.ts'
import { contentOf } from '../reading.ts'
import { type Context, rule } from '../rule.ts'

/** A value of the request beside an operator that puts texts together, or in a hole of an interpolated string. */
const value =
  /context\s*\.\s*(?:GraphQL\s*\.\s*(?:Arguments|Parent)|Request\s*\.\s*(?:Headers|Body|Url|MatchedParameters))/

export default rule({
  id: 'query-from-request',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'Values of a request enter a query as parameters, not as a part of its text.',
  why: 'A caller who can write a part of the query can write a query of their own: read other rows, or delete them (injection, https://owasp.org/www-community/attacks/SQL_Injection).',
  remedy: 'Write `@name` in the query and give the value in <parameters>.',
  examples: {
    bad: `<sql-data-source>
  <connection-info>
    <connection-string>{{orders-database}}</connection-string>
  </connection-info>
  <request>
    <sql-statement>@("select * from orders where id = '" + context.GraphQL.Arguments["id"] + "'")</sql-statement>
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query-from-request
  </request>
</sql-data-source>`,
    good: `<sql-data-source>
  <connection-info>
    <connection-string>{{orders-database}}</connection-string>
  </connection-info>
  <request>
    <sql-statement>select * from orders where id = @id</sql-statement>
    <parameters>
      <parameter sql-type="NVarChar" name="@id">@(context.GraphQL.Arguments["id"])</parameter>
    </parameters>
  </request>
</sql-data-source>`,
  },
  check: (cx) => ({
    'sql-statement': (meaning) => look(cx, meaning),
  }),
})

function look(cx: Context, { element }: Meaning): void {
  const content = contentOf(element, cx.analysis)
  if (content.kind !== 'expression' || !value.test(content.expression.raw)) return
  cx.report({
    element,
    span: content.expression,
    message: 'What the caller sends becomes a part of the query.',
  })
}
