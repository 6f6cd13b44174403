import { type Families, inbound } from './refused.ts'

/** Documents that no reader of XML takes. */
export const xml: Families = {
  'the document is no well-formed XML': [
    {
      what: 'unexpected token, expecting white space',
      text: inbound('<set-header name="x"exists-action="override"><value>a</value></set-header>'),
      rule: 'syntax-missing-space',
    },
    {
      what: 'unexpected token, expected is a semicolon',
      text: inbound('<rewrite-uri template="/orders?a=1&b=2" />'),
      rule: 'syntax-raw-ampersand',
      options: { dialect: 'xml' },
    },
    ...(['xml', 'rawxml'] as const).map((dialect) => ({
      what: `a bare & in a template of the body, as ${dialect}`,
      text: inbound('<set-body template="liquid">{ "next": "/orders?page=2&size=5" }</set-body>'),
      rule: 'syntax-raw-ampersand',
      options: { dialect },
    })),
    {
      what: 'a quote within an attribute',
      text: inbound('<set-variable name="v" value="a"b" />'),
      rule: 'syntax-text-after-value',
    },
    { what: 'a name that begins with a brace', text: inbound('<{name} />'), rule: 'syntax-raw-less-than' },
    {
      what: 'an end tag that matches no start tag',
      text: inbound('<choose><when condition="@(true)"></choose></when>'),
      rule: 'syntax-missing-close-tag',
    },
    { what: 'data at the root level', text: 'policies', rule: 'syntax-missing-root' },
    { what: 'two roots', text: '<policies />\n<policies />', rule: 'syntax-several-roots' },
    {
      what: 'an attribute twice',
      text: inbound('<set-header name="x" name="y"><value>a</value></set-header>'),
      rule: 'syntax-duplicate-attribute',
    },
    {
      what: 'an undeclared entity',
      text: inbound('<set-header name="x"><value>&nbsp;</value></set-header>'),
      rule: 'syntax-invalid-entity',
    },
    { what: 'a comment with two hyphens', text: inbound('<!-- a -- b -->'), rule: 'syntax-not-well-formed' },
    {
      what: 'an XML declaration that does not stand first',
      text: '\n<?xml version="1.0"?>\n<policies />',
      rule: 'syntax-not-well-formed',
    },
    { what: 'nothing at all', text: '', rule: 'syntax-missing-root' },
  ],
}
