import { describe, expect, it } from 'vitest'
import { withSelections } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import type { DocumentOptions } from '../model/options.ts'
import { applyEdits } from '../text/edit.ts'
import { actions } from './index.gen.ts'

/** What an action makes of a document at its selection `⟦…⟧`, or why it does nothing. */
function rewritten(id: string, marked: string, options: DocumentOptions = {}): string {
  const { text, spans } = withSelections(`<fragment>${marked}</fragment>`)
  const span = spans[0] ?? { start: 0, end: 0 }
  const offer = actions.find((action) => action.id === id)?.offer({ analysis: analyse(text, options), span })
  if (offer === undefined) return 'nothing'
  if ('disabled' in offer) return offer.disabled
  return applyEdits(text, offer.edits).slice('<fragment>'.length, -'</fragment>'.length)
}

const body = (code: string): string => `<set-body>${code}</set-body>`

describe.each<[string, readonly (readonly [string, string])[]]>([
  [
    'expression-form',
    [
      [body('@(con⟦⟧text.RequestId.ToString())'), body('@{ return context.RequestId.ToString(); }')],
      [body('@(1 // one⟦⟧\n)'), body('@{ return 1 // one\n; }')],
      [body('@{ return 1⟦⟧ + 2; }'), body('@(1 + 2)')],
      [body('@{ var a = 1; return a⟦⟧; }'), 'The block has more than one statement.'],
      [body('@{ /* why */ return 1⟦⟧; }'), 'A comment stands beside the return and would be lost.'],
      [body('a⟦⟧'), 'nothing'],
    ],
  ],
  [
    'extract-variable',
    [
      [
        body('@(⟦context.Request.Method⟧ + "x")'),
        `<set-variable name="method" value="@(context.Request.Method)" />${body('@(((string)context.Variables["method"]) + "x")')}`,
      ],
      [
        `<set-variable name="method" value="1" />\n  ${body('@(context.Request.Method⟦⟧)')}`,
        `<set-variable name="method" value="1" />\n  <set-variable name="method2" value="@(context.Request.Method)" />\n  ${body('@((string)context.Variables["method2"])')}`,
      ],
      [
        '<choose>\n<when condition="@(⟦context.User == null⟧ || true)"><base /></when></choose>',
        '<set-variable name="value" value="@(context.User == null)" /><choose>\n<when condition="@(((bool)context.Variables["value"]) || true)"><base /></when></choose>',
      ],
      [
        body('@(context.User.Groups.Count(g => ⟦g.Name⟧ == ""))'),
        "'g' is declared in the expression and known nowhere else.",
      ],
      [body('@(context.Request.Me⟦thod +⟧ "x")'), 'The selection is not one whole term of C#.'],
      [body('@(⟦null⟧ == context.User)'), 'A variable cannot hold this: it has no type that can be named.'],
      ['<set-variable name="a" value="@(1⟦⟧)" />', 'nothing'],
      [body('@(⟦context.Request⟧.Method)'), "<set-variable> does not take a value of the type 'IRequest'."],
      [
        body('@{ int? a = 1; return a⟦⟧; }'),
        `<set-variable name="value" value="@{ int? a = 1; return a; }" />${body('@((int?)context.Variables["value"])')}`,
      ],
      [
        `\r\n\t${body('@(context.Request.Method⟦⟧)')}`,
        `\r\n\t<set-variable name="method" value="@(context.Request.Method)" />\r\n\t${body('@((string)context.Variables["method"])')}`,
      ],
      [
        '<retry condition="@(⟦context.Response.StatusCode⟧ == 429)" count="2" interval="1"><forward-request /></retry>',
        'The condition is asked anew after each try, and a variable in front of <retry> would not change.',
      ],
      [
        '<quota-by-key counter-key="a" calls="1" renewal-period="300" increment-condition="@(⟦context.Response.StatusCode⟧ == 200)" />',
        "'increment-condition' is asked at the end of the section outbound, and a variable here would be set before the call.",
      ],
      [body('@(context.User⟦?.Id⟧)'), 'The selection is not one whole term of C#.'],
      [body('@($"https://${⟦host⟧}/a")'), 'Another tool writes a part of the expression.'],
    ],
  ],
  [
    'inline-local',
    [
      [
        body('@{ string[] a⟦⟧ = { "b" }; return a[0]; }'),
        'Elements in braces without a `new` can stand in a declaration only.',
      ],
      [
        body('@{ var a⟦⟧ = 1; return new { a, b = a }.ToString(); }'),
        body('@{ return new { a = 1, b = 1 }.ToString(); }'),
      ],
      [
        body('@{ using (var a⟦⟧ = context.Deployment.Certificates["b"].GetRSAPrivateKey()) { return a.ToString(); } }'),
        "'a' is declared in the head of a statement, which needs it.",
      ],
      [
        body('@{ for (var a⟦⟧ = 1; a < 2;) { return a; } return 0; }'),
        "'a' is declared in the head of a statement, which needs it.",
      ],
      [
        body('@{ var b = 1; var a⟦⟧ = b; b = 2; return a; }'),
        "'b', of which its value is made, is assigned again later.",
      ],
      [
        body('@{ var a⟦⟧ = Guid.NewGuid(); var b = ""; foreach (var c in "de") { b += a; } return b; }'),
        "'a' is read in a loop or a function: its value would be computed each time.",
      ],
      [
        body('@{ var a⟦⟧ = "d".ToUpper(); var b = ""; foreach (var c in a) { b += c; } return b; }'),
        body('@{ var b = ""; foreach (var c in "d".ToUpper()) { b += c; } return b; }'),
      ],
      [body('@{ var a⟦⟧ = 1 + 2; return a * 3; }'), body('@{ return (1 + 2) * 3; }')],
      [body('@{ long a = 1; return a⟦⟧ + a; }'), body('@{ return ((long)1) + ((long)1); }')],
      [body('@{ var a⟦⟧ = 1; a = 2; return a; }'), "'a' is assigned again later."],
      [
        body('@{ var a⟦⟧ = Guid.NewGuid(); return a + "" + a; }'),
        "'a' is read 2 times: its value would be computed as often.",
      ],
      [body('@{ int a⟦⟧; a = 1; return a; }'), "'a' is not given its value where it is declared."],
      [body('@{ var a⟦⟧ = 1; return 2; }'), "'a' is never read."],
      [body('@{ return Gu⟦⟧id.Empty; }'), 'nothing'],
    ],
  ],
  [
    'invert-condition',
    [
      [
        body('@{ if⟦⟧ (context.User == null) { return 1; } else { return 2; } }'),
        body('@{ if (context.User != null) { return 2; } else { return 1; } }'),
      ],
      [body('@(!⟦⟧context.Tracing ? 1 : 2)'), body('@(context.Tracing ? 2 : 1)')],
      [body('@(1 <⟦⟧ 2 ? 1 : 2)'), body('@(1 >= 2 ? 2 : 1)')],
      [body('@(1.5 <⟦⟧ 2 ? 1 : 2)'), body('@(!(1.5 < 2) ? 2 : 1)')],
      [body('@{ if⟦⟧ (true) { } return 1; }'), 'There is no else to change places with.'],
      [body('@(1⟦⟧)'), 'nothing'],
    ],
  ],
  [
    'string-interpolation',
    [
      [
        body('@("a {" + context.Request.Method +⟦⟧ 1 + (true ? "x" : "y"))'),
        body('@($"a {{{context.Request.Method}{1}{((true ? "x" : "y"))}")'),
      ],
      [body('@($"a⟦⟧{context.Request.Method}{1 + 2}b")'), body('@("a" + context.Request.Method + (1 + 2) + "b")')],
      [body('@($"⟦⟧{1}{2}")'), body('@("" + 1 + 2)')],
      [body('@($"⟦⟧{1:x}")'), 'A hole has an alignment or a format, which a concatenation cannot say.'],
      [body('@("{{name}}" +⟦⟧ 1)'), 'A text holds {{ or }}, which a named value may stand for.'],
      [body('@("https://${host}/" +⟦⟧ 1)'), 'Another tool writes a part of the expression.'],
      [body('@($"https://${host}⟦⟧/")'), 'Another tool writes a part of the expression.'],
      [body('@(@"a" +⟦⟧ 1)'), 'A verbatim string is among the texts.'],
      [body('@(1 +⟦⟧ 2)'), 'nothing'],
    ],
  ],
  [
    'variable-default',
    [
      [
        body('@((string)context.Variables["a⟦⟧"] + "b")'),
        body('@(context.Variables.GetValueOrDefault<string>("a") + "b")'),
      ],
      [body('@(context.Variables["a⟦⟧"])'), body('@(context.Variables.GetValueOrDefault<object>("a"))')],
      [body('@(context.Request.Headers["a⟦⟧"])'), 'nothing'],
    ],
  ],
  [
    'value-to-expression',
    [
      ['<set-variable name="a" value="b ⟦⟧" />', '<set-variable name="a" value="@("b ")" />'],
      ['<set-status code="200⟦⟧" reason="OK" />', '<set-status code="@(200)" reason="OK" />'],
      ['<set-status code="2xx⟦⟧" reason="OK" />', "'2xx' is not a value that an expression of 'code' may give."],
      ['<set-status code="200.5⟦⟧" reason="OK" />', "'200.5' is not a value that an expression of 'code' may give."],
      ['<rate-limit calls="5⟦⟧" renewal-period="6" />', "'calls' takes no policy expression."],
      ['<set-variable name="a" value="@(1⟦⟧)" />', 'nothing'],
    ],
  ],
])('%s', (id, cases) => {
  it.each(cases)('at %s', (marked, expected) => expect(rewritten(id, marked)).toBe(expected))
})

it('writes C# as the place wants it', () => {
  const place = '<set-variable name="a" value="@(&quot;b&quot; +⟦⟧ 1)" />'
  const after = '<set-variable name="a" value="@($&quot;b{1}&quot;)" />'
  expect(rewritten('string-interpolation', place, { dialect: 'xml' })).toBe(after)
})

it('names each action after its file, and asks for them everywhere without a fault', () => {
  const text = `<policies><inbound><set-variable name="a" value="@{ if (true) { return $"{1}"; } else { return "b" + 2; } }" /><set-body>@(context.Variables["a"]`
  for (let at = 0; at <= text.length; at++) {
    for (const { offer } of actions)
      offer({ analysis: analyse(text), span: { start: at, end: Math.min(text.length, at + 3) } })
  }
})
