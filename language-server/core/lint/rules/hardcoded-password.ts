import type { Meaning } from '../../model/analysis.ts'
import { elementAt } from '../../syntax/query.ts'
import { contentSpan, descendants, isHeader, literal, literalContent, valueSpan } from '../reading.ts'
import { type Context, rule } from '../rule.ts'
import { isSample } from '../secret-likeness.ts'

export default rule({
  id: 'hardcoded-password',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary: 'Passwords do not stand in the document.',
  why: 'Everybody who can read the policy, its exports or the repository that it is kept in has the password.',
  remedy: 'Make a secret named value or one from Key Vault with the password, and write {{its-name}} here.',
  examples: {
    bad: `<fragment>
  <authentication-basic username="orders" password="gr4nd-piano" />
                                                    ^^^^^^^^^^^ hardcoded-password
</fragment>`,
    good: `<fragment>
  <authentication-basic username="orders" password="{{orders-login}}" />
</fragment>`,
  },
  check: (cx) => ({
    'authentication-basic': (meaning) => look(cx, meaning),
    proxy: (meaning) => look(cx, meaning),
    'set-header'(meaning) {
      if (!isHeader(literal(meaning, 'name'), 'Authorization', 'Proxy-Authorization')) return
      for (const { element } of descendants(meaning, cx.analysis, 'value')) {
        const credentials = /^Basic +([A-Za-z0-9+/]{4,}={0,2})$/i.exec(literalContent(element, cx.analysis) ?? '')?.[1]
        if (credentials === undefined || isSample(credentials)) continue
        const span = contentSpan(element, cx.analysis.text)
        cx.report({ element, span, message: 'A user name and its password stand in the document, as Base64.' })
      }
    },
    document() {
      const { text, tree } = cx.analysis
      if (text.includes('://')) {
        for (const match of text.matchAll(/:\/\/[^\s/:@"'<>{}$]+:([^\s/@"'<>{}$:]{4,})@[\w.-]/g)) {
          const password = match[1] ?? ''
          if (isSample(password)) continue
          const start = match.index + match[0].lastIndexOf(`${password}@`)
          report(start, start + password.length, 'A password stands in a URL.')
        }
      }
      if (!/(?:password|pwd)=/i.test(text)) return
      for (const match of text.matchAll(
        /\b(?:Server|Data Source|Host)=[^"<>]{3,200}?;\s*(?:Password|Pwd)=([^;"'<>\s]{4,})/gi,
      )) {
        const password = match[1] ?? ''
        if (isSample(password)) continue
        const end = match.index + match[0].length
        report(end - password.length, end, 'The password of a data base stands in the document.')
      }

      function report(start: number, end: number, message: string): void {
        const element = elementAt(tree, start)
        cx.report({ ...(element && { element }), span: { start, end }, message })
      }
    },
  }),
})

function look(cx: Context, meaning: Meaning): void {
  const password = literal(meaning, 'password')
  const span = valueSpan(meaning.element, 'password')
  if (password === undefined || span === undefined || password.length < 4 || isSample(password)) return
  cx.report({
    element: meaning.element,
    span,
    message: 'The password stands in the document.',
    fixes: () => [
      {
        title: 'Take it from a named value {{password}}, which you make with this value first',
        edits: [{ span, newText: '{{password}}' }],
      },
    ],
  })
}
