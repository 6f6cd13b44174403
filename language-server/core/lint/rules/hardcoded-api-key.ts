import { rawSpan } from '../../expression/tree.ts'
import type { Meaning } from '../../model/analysis.ts'
import { contentSpan, descendants, literal, literalContent } from '../reading.ts'
import { type Context, rule } from '../rule.ts'
import { isSecretName, looksRandom, secretsIn } from '../secret-likeness.ts'

export default rule({
  id: 'hardcoded-api-key',
  severity: 'warning',
  category: 'security',
  reach: 'element',
  summary: 'The key that a back end or a caller is known by does not stand in the document.',
  why: 'Everybody who can read the policy, its exports or the repository that it is kept in has the key, and it cannot be changed without a change of the policy.',
  remedy: 'Make a secret named value or one from Key Vault with the key, and write {{its-name}} here.',
  examples: {
    bad: `<fragment>
  <set-header name="x-functions-key">
    <value>Zk3vR7mX1pLw8sUe5tHy2nCb6jFd0gAo4iQzVxKrMuPl==</value>
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hardcoded-api-key
  </set-header>
</fragment>`,
    good: `<fragment>
  <set-header name="x-functions-key">
    <value>{{orders-function-key}}</value>
  </set-header>
</fragment>`,
  },
  check: (cx) => ({
    'set-header': (meaning) => look(cx, meaning),
    'set-query-parameter': (meaning) => look(cx, meaning),
    'check-header': (meaning) => look(cx, meaning),
    element: (meaning) => lookIntoExpressions(cx, meaning),
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const name = literal(meaning, 'name')
  if (name === undefined || !isSecretName(name)) return
  for (const { element } of descendants(meaning, cx.analysis, 'value')) {
    const value = literalContent(element, cx.analysis)?.replace(/^(?:Bearer|ApiKey|Token|SharedKey) +/i, '')
    // A rule of its own reports what is known by its form.
    if (value === undefined || !looksRandom(value) || secretsIn(value).length > 0) continue
    const within = contentSpan(element, cx.analysis.text)
    cx.report({
      element,
      span: { start: within.end - Math.min(value.length, within.end - within.start), end: within.end },
      message: `The value of '${name}' looks like a key and stands in the document.`,
      fixes: () => [
        {
          title: `Take it from a named value {{${namedValue(name)}}}, which you make with this value first`,
          edits: [{ span: within, newText: `{{${namedValue(name)}}}` }],
        },
      ],
    })
  }
}

const namedValue = (header: string): string => header.toLowerCase().replace(/[^\w.-]+/g, '-')

/** `Headers["x-api-key"] == "…"`, `client_secret=…`, `apiKey = "…"`. */
const inCode =
  /(?:["']([\w-]+)["'][\])]*(?:\s*,\s*""\s*\))?\s*[!=]=\s*|\b(client_secret|api_?key|apiKey)=|\b(?:var|string)\s+(\w*(?:[kK]ey|[sS]ecret))\s*=\s*)"?([A-Za-z0-9+/_~.=-]{16,})["&]/g

function lookIntoExpressions(cx: Context, meaning: Meaning): void {
  for (const { expression, source } of cx.analysis.expressionsOf(meaning)) {
    if (!/key|secret/i.test(expression.raw)) continue
    const { code } = source
    for (const match of code.matchAll(inCode)) {
      const [whole, header, field, variable, value = ''] = match
      const name = header ?? field ?? variable ?? ''
      if (!(field !== undefined || isSecretName(name)) || !looksRandom(value) || secretsIn(value).length > 0) continue
      const start = match.index + whole.lastIndexOf(value)
      cx.report({
        element: meaning.element,
        span: rawSpan(source, { start, end: start + value.length }),
        message: `The value of '${name}' looks like a key and stands in the document.`,
      })
    }
  }
}
