import { bodyLiteral } from '../../embedded/body-literal.ts'
import { literalContentType } from '../../embedded/content-type.ts'
import { undeclaredPrefixes } from '../../embedded/namespaces.ts'
import { parse } from '../../syntax/parse.ts'
import { nameSpan, rule } from '../rule.ts'

export default rule({
  id: 'xml-body',
  severity: 'warning',
  category: 'reliability',
  reach: 'element',
  summary: 'A body that is meant as XML is XML.',
  why: 'The service takes any text for a body and sends it as it stands. Whoever reads it as XML refuses it.',
  examples: {
    bad: `<fragment>
  <set-body><![CDATA[<?xml version="1.0"?><order><id>7</order>]]></set-body>
                                                  ^^ xml-body
  <set-body template="liquid">
    <soap:Envelope><id>{{ body.id }}</id></soap:Envelope>
     ^^^^ xml-body
  </set-body>
</fragment>`,
    good: `<fragment>
  <set-body><![CDATA[<?xml version="1.0"?><order><id>7</id></order>]]></set-body>
  <set-body template="liquid">
    <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><id>{{ body.id }}</id></soap:Envelope>
  </set-body>
</fragment>`,
  },
  check: (cx) => ({
    'set-body'({ element }) {
      const contentType = literalContentType(element)
      if (element.elements.length > 0) {
        const [undeclared] = undeclaredPrefixes(element)
        if (undeclared !== undefined) {
          cx.report({
            element,
            span: undeclared.span,
            message: `The body is no XML: nothing declares the prefix '${undeclared.prefix}'.`,
          })
        }
        const [, second] = element.elements
        if (second !== undefined && isXml(contentType))
          cx.report({ element, span: nameSpan(second), message: 'The body is no XML: it has a second root element.' })
        return
      }
      const body = bodyLiteral(element, cx.analysis)
      if (body === undefined || !isMeantAsXml(body.text.trimStart(), contentType)) return
      const lead = body.text.length - body.text.trimStart().length
      const [first] = parse(body.text.slice(lead), 'xml').mistakes
      if (first === undefined) return
      cx.report({
        element,
        span: { start: body.toRaw(lead + first.start), end: body.toRaw(lead + Math.max(first.end, first.start + 1)) },
        message: `The body is no XML: ${first.message}`,
      })
    },
  }),
})

const isXml = (contentType: string | undefined): boolean =>
  contentType !== undefined && /[/+]xml\b/.test(contentType) && !contentType.includes('html')

function isMeantAsXml(text: string, contentType: string | undefined): boolean {
  if (!text.startsWith('<') || /^<!doctype html|^<html\b/i.test(text) || /@[({]|%\{|<%/.test(text)) return false
  return isXml(contentType) || (contentType === undefined && /^<\?xml\s|^<[\w:.-]+\s[^>]*\bxmlns\b/.test(text))
}
