import type { MistakeName } from '../syntax/tree.ts'
import type { Examples } from './rule.ts'

interface MistakeRule {
  readonly summary: string
  readonly examples: Examples
}

/** What the page of each `syntax-` rule says and shows; that there is one for every mistake is checked by the compiler. */
export const mistakeRules: Readonly<Record<MistakeName, MistakeRule>> = {
  'missing-close-tag': {
    summary: "Every element has a close tag or ends with '/>'.",
    examples: {
      bad: `<fragment>
  <set-header name="X-Trace" exists-action="override">
    <value>on
     ^^^^^ syntax-missing-close-tag
  </set-header>
</fragment>`,
      good: `<fragment>
  <set-header name="X-Trace" exists-action="override">
    <value>on</value>
  </set-header>
</fragment>`,
    },
  },
  'mismatched-close-tag': {
    summary: 'A close tag has the name of the element that it closes.',
    examples: {
      bad: `<fragment>
  <set-method>GET</set-methd>
                   ^^^^^^^^^ syntax-mismatched-close-tag
</fragment>`,
      good: `<fragment>
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'unexpected-close-tag': {
    summary: 'A close tag closes an element that is open.',
    examples: {
      bad: `<fragment>
  <set-method>GET</set-method>
  </choose>
  ^^^^^^^^^ syntax-unexpected-close-tag
</fragment>`,
      good: `<fragment>
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'unterminated-tag': {
    summary: "A tag ends with '>'.",
    examples: {
      bad: `<fragment>
  <set-header name="X-Trace" exists-action="delete"
   ^^^^^^^^^^ syntax-unterminated-tag
  <set-method>GET</set-method>
</fragment>`,
      good: `<fragment>
  <set-header name="X-Trace" exists-action="delete" />
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'unterminated-comment': {
    summary: "A comment ends with '-->'.",
    examples: {
      bad: `<fragment>
  <set-method>GET</set-method>
</fragment>
<!-- for reads only
^^^^ syntax-unterminated-comment`,
      good: `<fragment>
  <!-- for reads only -->
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'unterminated-cdata': {
    summary: "A CDATA section ends with ']]>'.",
    examples: {
      bad: `<fragment>
  <set-body><![CDATA[<order/></set-body>
   ^^^^^^^^ syntax-missing-close-tag
            ^^^^^^^^^ syntax-unterminated-cdata
</fragment>`,
      good: `<fragment>
  <set-body><![CDATA[<order/>]]></set-body>
</fragment>`,
    },
  },
  'unterminated-instruction': {
    summary: "A processing instruction ends with '?>'.",
    examples: {
      bad: `<?xml version="1.0" >
^^ syntax-unterminated-instruction
<fragment>
  <set-method>GET</set-method>
</fragment>`,
      good: `<?xml version="1.0" ?>
<fragment>
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'unterminated-expression': {
    summary: "An expression ends with the bracket that belongs to its '@(' or '@{'.",
    examples: {
      bad: `<fragment>
  <set-variable name="path" value="@(context.Request.Url.Path" />
                                   ^^ syntax-unterminated-expression
</fragment>`,
      good: `<fragment>
  <set-variable name="path" value="@(context.Request.Url.Path)" />
</fragment>`,
    },
  },
  'unterminated-string': {
    summary: 'A C# string ends on the line it begins on.',
    examples: {
      bad: `<fragment>
  <set-body>@{
    return "open;
           ^^^^^^ syntax-unterminated-string
  }</set-body>
</fragment>`,
      good: `<fragment>
  <set-body>@{
    return "closed";
  }</set-body>
</fragment>`,
    },
  },
  'unterminated-named-value': {
    summary: "A named value ends with '}}'.",
    examples: {
      bad: `<fragment>
  <set-method>{{method</set-method>
              ^^^^^^^^ syntax-unterminated-named-value
</fragment>`,
      good: `<fragment>
  <set-method>{{method}}</set-method>
</fragment>`,
    },
  },
  'unterminated-value': {
    summary: 'The value of an attribute ends with the quote it begins with.',
    examples: {
      bad: `<fragment>
  <set-header name="X-Trace exists-action="delete" />
                   ^^^^^^^^ syntax-unterminated-value
</fragment>`,
      good: `<fragment>
  <set-header name="X-Trace" exists-action="delete" />
</fragment>`,
    },
  },
  'missing-name': {
    summary: "A tag has a name behind its '<'.",
    examples: {
      bad: `<fragment>
  <set-method>GET</set-method>
  <
  ^ syntax-missing-name
</fragment>`,
      good: `<fragment>
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'invalid-name': {
    summary: "A name begins right behind its '<', with a letter.",
    examples: {
      bad: `<fragment>
  < set-method>GET</set-method>
  ^^^^^^^^^^^^ syntax-invalid-name
</fragment>`,
      good: `<fragment>
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'missing-value': {
    summary: 'An attribute has a value.',
    examples: {
      bad: `<fragment>
  <set-variable name value="1" />
                ^^^^ syntax-missing-value
</fragment>`,
      good: `<fragment>
  <set-variable name="count" value="1" />
</fragment>`,
    },
  },
  'missing-quotes': {
    summary: 'The value of an attribute stands in quotes.',
    examples: {
      bad: `<fragment>
  <set-variable name=count value="1" />
                     ^^^^^ syntax-missing-quotes
</fragment>`,
      good: `<fragment>
  <set-variable name="count" value="1" />
</fragment>`,
    },
  },
  'missing-space': {
    summary: 'White space stands between two attributes.',
    examples: {
      bad: `<fragment>
  <set-variable name="count"value="1" />
                            ^ syntax-missing-space
</fragment>`,
      good: `<fragment>
  <set-variable name="count" value="1" />
</fragment>`,
    },
  },
  'missing-equals': {
    summary: "An '=' stands between an attribute's name and its value.",
    examples: {
      bad: `<fragment>
  <set-variable name "count" value="1" />
                ^^^^ syntax-missing-equals
</fragment>`,
      good: `<fragment>
  <set-variable name="count" value="1" />
</fragment>`,
    },
  },
  'duplicate-attribute': {
    summary: 'An attribute is given once.',
    examples: {
      bad: `<fragment>
  <set-variable name="count" value="1" value="2" />
                                       ^^^^^ syntax-duplicate-attribute
</fragment>`,
      good: `<fragment>
  <set-variable name="count" value="1" />
</fragment>`,
    },
  },
  'text-after-value': {
    summary: 'Nothing but attributes stands behind a value; an expression is the whole value.',
    examples: {
      bad: `<fragment>
  <set-variable name="key" value="@(context.Api.Id)-orders" />
                                                   ^^^^^^^ syntax-text-after-value
</fragment>`,
      good: `<fragment>
  <set-variable name="key" value="@(context.Api.Id + "-orders")" />
</fragment>`,
    },
  },
  'invalid-entity': {
    summary: 'An entity is one that XML knows: &lt; &gt; &amp; &quot; &apos; or a character reference.',
    examples: {
      bad: `<fragment>
  <set-body>a&nbsp;b</set-body>
             ^^^^^^ syntax-invalid-entity
</fragment>`,
      good: `<fragment>
  <set-body>a&#160;b</set-body>
</fragment>`,
    },
  },
  // In raw XML too: the portal, which writes that form, does not save one in a `set-body`, what the service gives back has '&amp;', and
  // so has every published document that needs one.
  'raw-ampersand': {
    summary: "An '&' outside expressions is written '&amp;'.",
    examples: {
      bad: `<fragment>
  <rewrite-uri template="/orders?a=1&b=2" />
                                    ^ syntax-raw-ampersand
</fragment>`,
      good: `<fragment>
  <rewrite-uri template="/orders?a=1&amp;b=2" />
</fragment>`,
    },
  },
  'raw-less-than': {
    summary: "A '<' outside expressions is written '&lt;'.",
    examples: {
      bad: `<fragment>
  <set-body>1 < 2</set-body>
              ^ syntax-raw-less-than
</fragment>`,
      good: `<fragment>
  <set-body>1 &lt; 2</set-body>
</fragment>`,
    },
  },
  'not-well-formed': {
    summary: 'The text keeps the rules of XML that no other rule of this list names.',
    examples: {
      bad: `<fragment>
  <!-- reads -- not writes -->
             ^^ syntax-not-well-formed
  <set-method>GET</set-method>
</fragment>`,
      good: `<fragment>
  <!-- reads, not writes -->
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'text-outside-root': {
    summary: 'Nothing but comments stands outside the root element.',
    examples: {
      bad: `<fragment>
  <set-method>GET</set-method>
</fragment>
the end
^^^^^^^ syntax-text-outside-root`,
      good: `<fragment>
  <set-method>GET</set-method>
</fragment>`,
    },
  },
  'several-roots': {
    summary: 'A document has one root element.',
    examples: {
      bad: `<fragment>
  <set-method>GET</set-method>
</fragment>
<fragment>
 ^^^^^^^^ syntax-several-roots
  <set-method>PUT</set-method>
</fragment>`,
      good: `<fragment>
  <set-method>GET</set-method>
  <set-body>none</set-body>
</fragment>`,
    },
  },
  'missing-root': {
    summary: 'A document has a root element.',
    examples: {
      bad: `<!-- nothing yet -->
^ syntax-missing-root`,
      good: `<policies>
  <inbound>
    <base />
  </inbound>
</policies>`,
    },
  },
}
