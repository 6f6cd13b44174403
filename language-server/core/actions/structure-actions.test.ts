import { describe, expect, it } from 'vitest'
import { withSelections } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import type { DocumentOptions } from '../model/options.ts'
import { createPolicyService } from '../service.ts'
import { applyEdits } from '../text/edit.ts'
import { actions } from './index.gen.ts'

const service = createPolicyService()

/** The document after an action at its selection `⟦…⟧`, or why it does nothing. What it makes must not be refused. */
function rewritten(id: string, marked: string, options: DocumentOptions): string {
  const { text, spans } = withSelections(marked)
  const [span = { start: 0, end: 0 }] = spans
  const offer = actions.find((action) => action.id === id)?.offer({ analysis: analyse(text, options), span })
  if (offer === undefined) return 'nothing'
  if ('disabled' in offer) return offer.disabled
  const after = applyEdits(text, offer.edits)
  const refused = service
    .read(after, options)
    .findings()
    .filter(({ severity }) => severity === 'error')
  expect(refused).toEqual([])
  return after
}

const HEAD = '<policies>\n  <inbound>\n    <base />\n'
const TAIL =
  '\n  </inbound>\n  <backend>\n    <base />\n  </backend>\n  <outbound>\n    <base />\n  </outbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>\n'
const inside = (content: string): string => HEAD + content + TAIL
const outcome = (id: string, marked: string): string => {
  const after = rewritten(id, inside(marked), {})
  return after.startsWith(HEAD) && after.endsWith(TAIL) ? after.slice(HEAD.length, -TAIL.length) : after
}

const METHOD = '<set-method>GET</set-method>'
const KEY = '<set-header name="a" exists-action="delete" />'

describe.each<[string, readonly (readonly [marked: string, after: string])[]]>([
  [
    'wrap-in-choose',
    [
      [
        `    <⟦⟧set-method>GET</set-method>`,
        `    <choose>\n      <when condition="@(true)">\n        ${METHOD}\n      </when>\n    </choose>`,
      ],
      [
        `    ⟦${METHOD}\n    <!-- why -->\n    <set-header name="a">\n      <value>b</value>\n    </set-header>⟧`,
        `    <choose>\n      <when condition="@(true)">\n        ${METHOD}\n        <!-- why -->\n        <set-header name="a">\n          <value>b</value>\n        </set-header>\n      </when>\n    </choose>`,
      ],
      [
        `    <⟦⟧set-body>@{\n      return @"a\n    b";\n    }</set-body>`,
        `    <choose>\n      <when condition="@(true)">\n        <set-body>@{\n      return @"a\n    b";\n    }</set-body>\n      </when>\n    </choose>`,
      ],
      [
        `    <⟦⟧set-body>a\n    b</set-body>`,
        `    <choose>\n      <when condition="@(true)">\n        <set-body>a\n    b</set-body>\n      </when>\n    </choose>`,
      ],
      [`    ⟦<base />⟧\n    ${METHOD}`, '<base /> may stand directly in a section only.'],
      [`    <set-me⟦thod>GET</set-method>\n⟧`, 'nothing'],
      [`    <set-body>a⟦⟧b</set-body>`, 'nothing'],
      [`    <set-method>G⟦⟧ET`, 'nothing'],
    ],
  ],
  [
    'wrap-in-limit-concurrency',
    [
      [
        `    <⟦⟧set-method>GET</set-method>`,
        `    <limit-concurrency key="set-method" max-count="10">\n      ${METHOD}\n    </limit-concurrency>`,
      ],
    ],
  ],
  [
    'wrap-in-retry',
    [
      [
        '    <⟦⟧send-request response-variable-name="r" timeout="5">\n      <set-url>https://a.example</set-url>\n    </send-request>',
        '    <retry condition="@(((IResponse)context.Variables["r"])?.StatusCode >= 500)" count="3" interval="1">\n      <send-request response-variable-name="r" timeout="5">\n        <set-url>https://a.example</set-url>\n      </send-request>\n    </retry>',
      ],
      [
        `    <⟦⟧set-method>GET</set-method>`,
        `    <retry condition="@(false)" count="3" interval="1">\n      ${METHOD}\n    </retry>`,
      ],
    ],
  ],
  [
    'unwrap',
    [
      [
        `    <cho⟦⟧ose>\n      <when condition="@(true)">\n        ${METHOD}\n        ${KEY}\n      </when>\n    </choose>`,
        `    ${METHOD}\n    ${KEY}`,
      ],
      [`    <re⟦⟧try condition="@(false)" count="3" interval="1">\n      ${METHOD}\n    </retry>`, `    ${METHOD}`],
      [
        `    <⟦⟧choose>\n      <when condition="@(true)">${METHOD}</when>\n      <otherwise>${KEY}</otherwise>\n    </choose>`,
        'It has several branches, of which one runs at most.',
      ],
      [
        `    <⟦⟧choose>\n      <!-- why -->\n      <when condition="@(true)">${METHOD}</when>\n    </choose>`,
        'A comment in it would be lost.',
      ],
      [`    <⟦⟧set-method>GET</set-method>`, 'nothing'],
    ],
  ],
  [
    'split-when',
    [
      [
        `    <choose>\n      <wh⟦⟧en condition="@(context.Tracing || (true || context.User == null))">\n        ${METHOD}\n      </when>\n    </choose>`,
        `    <choose>\n      <when condition="@(context.Tracing)">\n        ${METHOD}\n      </when>\n      <when condition="@(true)">\n        ${METHOD}\n      </when>\n      <when condition="@(context.User == null)">\n        ${METHOD}\n      </when>\n    </choose>`,
      ],
      [
        `    <choose><wh⟦⟧en condition="@(context.Tracing)">${METHOD}</when></choose>`,
        'The condition has no || at its outermost level.',
      ],
      [`    <choose><wh⟦⟧en condition="{{a}}">${METHOD}</when></choose>`, 'The condition is no expression.'],
      [
        `    <choose><wh⟦⟧en condition="@(true /* x */ || false)">${METHOD}</when></choose>`,
        'A comment stands in the condition and would be lost.',
      ],
      [
        `    <choose><wh⟦⟧en condition="@{ return true || false; }">${METHOD}</when></choose>`,
        'The condition is a block of statements.',
      ],
      [`    <cho⟦⟧ose><when condition="@(true || false)">${METHOD}</when></choose>`, 'nothing'],
    ],
  ],
  [
    'merge-whens',
    [
      [
        `    <choose>\n      <wh⟦⟧en condition="@(context.Tracing)">\n        ${METHOD}\n      </when>\n      <when condition="@(true ? false : true)">\n          ${METHOD}\n      </when>\n    </choose>`,
        `    <choose>\n      <when condition="@(context.Tracing || (true ? false : true))">\n        ${METHOD}\n      </when>\n    </choose>`,
      ],
      [
        `    <choose>\n      <wh⟦⟧en condition="@(true)">${METHOD}</when>\n      <when condition="@(false)">${KEY}</when>\n    </choose>`,
        'The next <when> does something else.',
      ],
      [
        '    <choose>\n      <wh⟦⟧en condition="@(true)"><set-body>a\n b</set-body></when>\n      <when condition="@(false)"><set-body>a\n  b</set-body></when>\n    </choose>',
        'The next <when> does something else.',
      ],
      [
        `    <choose>\n      <wh⟦⟧en condition="@(true)">${METHOD}</when>\n      <!-- why -->\n      <when condition="@(false)">${METHOD}</when>\n    </choose>`,
        'Something stands between them and would be lost.',
      ],
      [
        `    <choose>\n      <wh⟦⟧en condition="@(context.Variables["a"] is string s && s != "")">${METHOD}</when>\n      <when condition="@(context.Variables["b"] is string s && s != "")">${METHOD}</when>\n    </choose>`,
        "Both conditions declare 's'.",
      ],
      [
        `    <choose>\n      <wh⟦⟧en condition="@(true)">${METHOD}</when>\n      <otherwise>${METHOD}</otherwise>\n    </choose>`,
        'nothing',
      ],
    ],
  ],
  [
    'invert-when',
    [
      [
        `    <cho⟦⟧ose>\n      <when condition="@(context.User == null)">\n        ${METHOD}\n      </when>\n      <otherwise>\n        ${KEY}\n      </otherwise>\n    </choose>`,
        `    <choose>\n      <when condition="@(context.User != null)">\n        ${KEY}\n      </when>\n      <otherwise>\n        ${METHOD}\n      </otherwise>\n    </choose>`,
      ],
      [
        `    <choose>\n      <wh⟦⟧en condition="@(true)">${METHOD}</when>\n    </choose>`,
        'There is no <otherwise> to exchange it with.',
      ],
      [
        `    <choose>\n      <wh⟦⟧en condition="@(true)">${METHOD}</when>\n      <when condition="@(false)">${KEY}</when>\n      <otherwise>${KEY}</otherwise>\n    </choose>`,
        'There is more than one <when>.',
      ],
    ],
  ],
  [
    'sort-cors',
    [
      [
        '    <co⟦⟧rs>\n      <allowed-origins>\n        <origin>https://b.example</origin>\n        <origin>https://a.example</origin>\n      </allowed-origins>\n      <allowed-methods>\n        <method>PUT</method>\n        <method>GET</method>\n      </allowed-methods>\n    </cors>',
        '    <cors>\n      <allowed-origins>\n        <origin>https://a.example</origin>\n        <origin>https://b.example</origin>\n      </allowed-origins>\n      <allowed-methods>\n        <method>GET</method>\n        <method>PUT</method>\n      </allowed-methods>\n    </cors>',
      ],
      [
        '    <cors⟦⟧>\n      <allowed-origins>\n        <origin>https://b.example</origin>\n      </allowed-origins>\n    </cors>',
        'They are sorted.',
      ],
      [
        '    <cors⟦⟧><allowed-origins><origin>b</origin><!-- test --><origin>a</origin></allowed-origins></cors>',
        'A comment stands in a list, and nobody knows which entry it is for.',
      ],
    ],
  ],
  [
    'comment-out',
    [
      [
        `    <⟦⟧set-body>@{ var i = 1; i--; return "--" + i; }</set-body>`,
        `    <!-- <set-body>&#64;{ var i = 1; i&#45;-; return "&#45;-" + i; }</set-body> -->`,
      ],
      [`    ⟦${METHOD}\n    <!-- why -->\n    ${KEY}⟧`, `    <!-- ${METHOD}\n    <!&#45;- why &#45;->\n    ${KEY} -->`],
      [
        '    <⟦⟧set-body>&#64;</set-body>',
        'It holds &#64; or &#45;, which could not be told from what the comment writes for @ and -.',
      ],
    ],
  ],
  [
    'uncomment',
    [
      [
        `    <!-- ⟦⟧<set-body>&#64;{ var i = 1; i&#45;-; return "&#45;-" + i; }</set-body> -->`,
        `    <set-body>@{ var i = 1; i--; return "--" + i; }</set-body>`,
      ],
      [`    <!-- ⟦⟧${METHOD}\n    <!&#45;- why &#45;-> -->`, `    ${METHOD}\n    <!-- why -->`],
      ['    <!-- ⟦⟧<set-body>a -->', 'What stands in the comment is not whole.'],
      [`    <!-- ⟦⟧${METHOD} since May -->`, 'Words stand in the comment beside the policies.'],
      ['    <!-- ⟦⟧words -->', 'nothing'],
    ],
  ],
])('%s', (id, cases) => {
  it.each(cases)('at %s', (marked, expected) => expect(outcome(id, marked)).toBe(expected))
})

describe('move to another section', () => {
  it('moves one policy to the end of it', () => {
    expect(rewritten('move-to-outbound', inside(`    <⟦⟧set-header name="a" exists-action="delete" />`), {})).toBe(
      inside('')
        .replace('    <base />\n\n', '    <base />\n')
        .replace('<outbound>\n    <base />', `<outbound>\n    <base />\n    ${KEY}`),
    )
  })
  it.each<[string, string, string]>([
    [
      'move-to-outbound',
      '    <⟦⟧validate-jwt header-name="a" />',
      '<validate-jwt> is not allowed in the section outbound.',
    ],
    [
      'move-to-outbound',
      '    <⟦⟧choose><when condition="@(true)"><validate-jwt header-name="a" /></when></choose>',
      '<validate-jwt> is not allowed in the section outbound.',
    ],
    [
      'move-to-backend',
      '    <⟦⟧choose><when condition="@(true)" /></choose>',
      'The section backend takes one policy only, and there is one.',
    ],
    ['move-to-inbound', '    <⟦⟧set-method>GET</set-method>', 'nothing'],
    [
      'move-to-on-error',
      '    <choose><when condition="@(true)"><⟦⟧set-method>GET</set-method></when></choose>',
      'nothing',
    ],
  ])('%s at %s', (id, marked, expected) => expect(outcome(id, marked)).toBe(expected))
})

describe('sections and base', () => {
  it.each<[string, string, string, DocumentOptions?]>([
    [
      'add-missing-sections',
      '<policies⟦⟧>\n  <inbound>\n    <base />\n  </inbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>',
      '<policies>\n  <inbound>\n    <base />\n  </inbound>\n  <backend>\n    <base />\n  </backend>\n  <outbound>\n    <base />\n  </outbound>\n  <on-error>\n    <base />\n  </on-error>\n</policies>',
    ],
    ['add-missing-sections', `<⟦⟧${inside('').slice(1)}`, 'All four sections are there.'],
    [
      'add-base',
      `<policies>\n  <⟦⟧inbound>\n    ${METHOD}\n  </inbound>\n</policies>`,
      `<policies>\n  <inbound>\n    <base />\n    ${METHOD}\n  </inbound>\n</policies>`,
    ],
    [
      'add-base',
      `<policies>\n  <⟦⟧inbound>\n    ${METHOD}\n  </inbound>\n</policies>`,
      'No scope is wider than the global one, so that nothing would run there.',
      { scope: 'global' },
    ],
    [
      'add-base',
      '<policies>\n  <⟦⟧backend>\n    <forward-request />\n  </backend>\n</policies>',
      'The section backend takes one policy only, and there is one.',
    ],
    [
      'wrap-in-retry',
      '<policies>\n  <backend>\n    <⟦⟧forward-request />\n  </backend>\n</policies>',
      '<policies>\n  <backend>\n    <retry condition="@(context.Response.StatusCode >= 500)" count="3" interval="1">\n      <forward-request buffer-request-body="true" />\n    </retry>\n  </backend>\n</policies>',
    ],
    [
      'extract-variable',
      '<policies>\n  <backend>\n    <retry condition="@(context.Re⟦⟧sponse.StatusCode > 500)" count="3" interval="1">\n      <forward-request />\n    </retry>\n  </backend>\n</policies>',
      'The section backend takes one policy only, and there is one.',
    ],
    [
      'unwrap',
      `<policies>\n  <backend>\n    <⟦⟧choose>\n      <when condition="@(true)">\n        ${METHOD}\n        <forward-request />\n      </when>\n    </choose>\n  </backend>\n</policies>`,
      'The section backend takes one policy only, and there are several in it.',
    ],
  ])('%s at %s', (id, marked, expected, options = {}) => expect(rewritten(id, marked, options)).toBe(expected))
})

it('writes the condition of a retry as the format wants it', () => {
  const marked = '<policies>\n  <backend>\n    <⟦⟧forward-request />\n  </backend>\n</policies>'
  expect(rewritten('wrap-in-retry', marked, { dialect: 'xml' })).toContain('StatusCode &gt;= 500')
})
