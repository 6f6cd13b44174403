import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import { bodyLiteral, maskedJson } from '../../embedded/body-literal.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'json-body',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'A body that is meant as JSON is JSON.',
  why: 'The service takes any text for a body and sends it as it stands. Whoever reads it as JSON refuses it.',
  examples: {
    bad: `<fragment>
  <set-body>{ "status": "closed" "retry": {{retry-after}}, }</set-body>
                                 ^^^^^^^ json-body
</fragment>`,
    good: `<fragment>
  <set-body>{ "status": "closed", "retry": {{retry-after}} }</set-body>
</fragment>`,
  },
  check: (cx) => ({
    'set-body'({ element }) {
      const body = bodyLiteral(element, cx.analysis)
      if (body === undefined || !isMeantAsJson(body.text, body.contentType)) return
      const text = maskedJson(body.text)
      if (text === undefined) return
      const errors: ParseError[] = []
      parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
      const [first] = errors
      if (first === undefined) return
      const start = Math.min(first.offset, Math.max(0, text.trimEnd().length - 1))
      const end = Math.max(start + 1, Math.min(first.offset + first.length, text.trimEnd().length))
      cx.report({
        element,
        span: { start: body.toRaw(start), end: body.toRaw(end) },
        message: `The body is no JSON: ${sentences[printParseErrorCode(first.error)] ?? 'this is unexpected'}.`,
      })
    },
  }),
})

function isMeantAsJson(text: string, contentType: string | undefined): boolean {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.startsWith('<')) return false
  if (contentType !== undefined) return /[/+]json\b/.test(contentType) && /^[{["]/.test(trimmed)
  return /^(?:\{\s*"|\[\s*[{"[\]])/.test(trimmed)
}

const sentences: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a value is text in double quotes, a number, true, false, null, an object or a list',
  InvalidNumberFormat: 'this is no number',
  PropertyNameExpected: 'the name of a property in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected in front of this',
  CommaExpected: 'a comma is expected in front of this',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'it ends in front of this',
  InvalidCommentToken: 'comments are not allowed',
  UnexpectedEndOfComment: 'comments are not allowed',
  UnexpectedEndOfString: 'this text is not closed',
  UnexpectedEndOfNumber: 'this is no number',
  InvalidUnicode: "'\\u' is followed by four hexadecimal digits",
  InvalidEscapeCharacter: 'no such character can be escaped',
  InvalidCharacter: 'line ends and control characters in text are written as \\n and the like',
}
