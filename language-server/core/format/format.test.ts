import { describe, expect, test } from 'vitest'
import { withSelections } from '../../../test/support/cursor.ts'
import { analyse } from '../model/analysis.ts'
import { applyEdits } from '../text/edit.ts'
import { type FormatOptions, formatDocument, formatRange } from './format.ts'

const spaces: FormatOptions = { tabSize: 2, insertSpaces: true }

/** Formats a text, and what came out of it once more. */
function formats(before: string, after: string, options: FormatOptions = spaces): void {
  const format = (text: string): string => applyEdits(text, formatDocument(analyse(text), options).edits)
  const once = format(before)
  expect(once).toBe(after)
  expect(format(once)).toBe(once)
}

const stays = (text: string, options?: FormatOptions): void => formats(text, text, options)

/** A document around what its inbound section holds, which is indented by four. */
const inbound = (content: string): string => `<policies>\n  <inbound>\n${content}\n  </inbound>\n</policies>\n`

describe('lines', () => {
  test('each element has its own, indented by its depth', () =>
    formats(
      '<policies><inbound><base/><choose><when condition="@(true)"><base/></when></choose></inbound></policies>',
      `<policies>
  <inbound>
    <base />
    <choose>
      <when condition="@(true)">
        <base />
      </when>
    </choose>
  </inbound>
</policies>`,
    ))
  test('one blank line between siblings is kept, others go', () =>
    formats(
      '\n\n<policies>\n\n<inbound>\n\n\n<base />\n\n \n\n<base />\n<base />\n\n</inbound>\n\n</policies>\n\n',
      '<policies>\n  <inbound>\n    <base />\n\n    <base />\n    <base />\n  </inbound>\n</policies>\n',
    ))
  test('what holds nothing stays as short as it is', () => {
    formats(inbound('<choose>  </choose>'), inbound('    <choose></choose>'))
    formats(inbound('    <choose>\n\n</choose>'), inbound('    <choose>\n    </choose>'))
    stays(inbound('    <set-header name="X" exists-action="delete"></set-header>'))
  })
  test('one child may stay on the line of its parent, if it was there and fits', () => {
    stays(inbound('    <set-header name="X"><value>1</value></set-header>'))
    formats(
      inbound('<set-header name="X"> <value>1</value>\n</set-header>'),
      inbound('    <set-header name="X">\n      <value>1</value>\n    </set-header>'),
    )
    formats(
      inbound('    <set-header name="X-Long"><value>1</value></set-header>'),
      inbound('    <set-header name="X-Long">\n      <value>1</value>\n    </set-header>'),
      { ...spaces, printWidth: 40 },
    )
  })
  test('tabs, and the line ends of the document', () => {
    const tabs = { tabSize: 4, insertSpaces: false }
    formats(
      '<fragment>\r\n  <base/><base/>\r\n</fragment>',
      '<fragment>\r\n\t<base />\r\n\t<base />\r\n</fragment>',
      tabs,
    )
    formats('<fragment><base/></fragment>', '<fragment>\r\n  <base />\r\n</fragment>', { ...spaces, lineEnd: '\r\n' })
  })
  test('line ends that are mixed: those that most lines have', () =>
    formats('<fragment>\n<base/>\r\n<base/>\r\n</fragment>', '<fragment>\r\n  <base />\r\n  <base />\r\n</fragment>'))
  test('the end of the document', () => {
    formats('<fragment />\n\n', '<fragment />\n')
    formats('<fragment />  ', '<fragment />')
    formats('<fragment />', '<fragment />\n', { ...spaces, insertFinalNewline: true })
  })
  test('sections and policies without a root', () =>
    formats(
      '<inbound>\n<base/>\n</inbound>\n<set-method>GET</set-method>',
      '<inbound>\n  <base />\n</inbound>\n<set-method>GET</set-method>',
    ))
})

describe('tags', () => {
  test('have one space between their parts', () => {
    formats(
      '<fragment ><set-header\n  name = "X"   exists-action\n=\'skip\'/></fragment >',
      '<fragment>\n  <set-header name="X" exists-action=\'skip\' />\n</fragment>',
    )
  })
  test('that do not fit have a line for each attribute', () => {
    const wrapped = inbound('    <rate-limit\n      calls="10"\n      renewal-period="60"\n      id="limit" />')
    formats(inbound('    <rate-limit calls="10" renewal-period="60" id="limit"/>'), wrapped, {
      ...spaces,
      printWidth: 50,
    })
    formats(wrapped, inbound('    <rate-limit calls="10" renewal-period="60" id="limit" />'))
  })
  test('with one attribute stay on one line', () =>
    stays(inbound('    <include-fragment fragment-id="a-name-that-is-long" />'), { ...spaces, printWidth: 30 }))
  test('the last value may go on, an earlier one may not', () => {
    stays(inbound('    <set-variable name="x" value="@{\n      return 1;\n    }" />'))
    formats(
      inbound('    <set-variable value="@{\n  return 1;\n}" name="x" />'),
      inbound('    <set-variable\n      value="@{\n        return 1;\n      }"\n      name="x" />'),
    )
  })
})

describe('what counts stays', () => {
  test.each([
    ['text', '    <set-body>\n one\n   two </set-body>'],
    ['blank text', '    <set-method> </set-method>'],
    ['text with named values', '    <set-body> {{a}} @(b)\n</set-body>'],
    ['CDATA', '    <set-body><![CDATA[\n  @{ x }\n ]]>\n</set-body>'],
    ['an expression in CDATA', '    <set-body>\n<![CDATA[@{\n return 1;\n}]]></set-body>'],
    ['markup in a body', '    <set-body><a  x = "1"><b/> \n</a></set-body>'],
    ['Liquid', '    <set-body template="liquid">\n{\n "a": {{ body.a }}\n}\n</set-body>'],
    ['literal values', '    <set-variable name="x" value="a\n  b" />'],
    ['policies that are not known', '    <no-such-policy> <a/> </no-such-policy>'],
  ])('%s', (_what, content) => stays(inbound(content)))

  test('a stylesheet, while what is around it is laid out', () => {
    const sheet = '<xsl:stylesheet  version="1.0">\n<xsl:template match="/"> <a/> </xsl:template></xsl:stylesheet>'
    formats(
      inbound(`<xsl-transform>\n<parameter name="p">1</parameter>\n ${sheet}\n</xsl-transform>`),
      inbound(`    <xsl-transform>\n      <parameter name="p">1</parameter>\n ${sheet}\n    </xsl-transform>`),
    )
  })
})

describe('comments', () => {
  test('stay where they are: behind something or on their own line', () =>
    formats(
      inbound('<base />   <!-- a -->\n<!-- b --><base />\n\n\n<!-- c -->'),
      inbound('    <base /> <!-- a -->\n    <!-- b -->\n    <base />\n\n    <!-- c -->'),
    ))
  test('their lines move together', () =>
    formats(inbound('  <!-- a\n         b\n   c\n\n  -->'), inbound('    <!-- a\n           b\n     c\n\n    -->')))
  test('blanks at the end of their lines go when asked', () => {
    stays(inbound('    <!-- a  \n    b -->'))
    formats(inbound('    <!-- a  \n    b  -->'), inbound('    <!-- a\n    b  -->'), {
      ...spaces,
      trimTrailingWhitespace: true,
    })
  })
  test('before and behind the root, and a declaration', () =>
    formats(
      '<?xml version="1.0"?>\n  <!-- a -->\n<fragment/>\n   <!-- b -->',
      '<?xml version="1.0"?>\n<!-- a -->\n<fragment />\n<!-- b -->',
    ))
})

describe('expressions', () => {
  /** The code of a body, each line as it comes. */
  const code = (before: string, after: string): void =>
    formats(inbound(`    <set-body>${before}</set-body>`), inbound(`    <set-body>${after}</set-body>`))

  test('blanks around the only one', () => {
    code('  @(1) \n', '@(1)')
    code('\n @(1)\n\n', '\n      @(1)\n    ')
    code('<!-- a -->@(1)', '<!-- a -->@(1)')
  })
  test('statements stand where their braces say', () =>
    code(
      '@{\nvar x = 1;\nif (x == 1)\n{\nreturn "a";\n}\n  else {\n    return "b";\n}\n}',
      '@{\n      var x = 1;\n      if (x == 1)\n      {\n        return "a";\n      }\n      else {\n        return "b";\n      }\n    }',
    ))
  test('blank lines: one stays, none at the edges', () =>
    code('@{\n\nvar x = 1;   \n\n \nreturn x;\n\n}', '@{\n      var x = 1;\n\n      return x;\n    }'))
  test('lines that continue a statement move with it', () =>
    code(
      '@{\n  return a\n      .B()\n      .C(1,\n         2);\n}',
      '@{\n      return a\n          .B()\n          .C(1,\n             2);\n    }',
    ))
  test('they are at least indented', () =>
    code('@{\nreturn a\n.B(\n1\n);\n}', '@{\n      return a\n        .B(\n          1\n        );\n    }'))
  test('a body without braces keeps its place below its head', () =>
    code(
      '@{\nif (a)\n    return 1;\nelse\n    return 2;\n}',
      '@{\n      if (a)\n          return 1;\n      else\n          return 2;\n    }',
    ))
  test('a condition of several lines does not push its block', () =>
    code(
      '@{\nif (a &&\n    b) {\nreturn 1;\n}\n}',
      '@{\n      if (a &&\n          b) {\n        return 1;\n      }\n    }',
    ))
  test('lambdas and initializers', () =>
    code(
      '@{\nreturn a.Select(x => {\nreturn new Dictionary<string, object>() {\n{ "a", 1 },\n{ "b", 2 }\n};\n}).ToList();\n}',
      '@{\n      return a.Select(x => {\n        return new Dictionary<string, object>() {\n          { "a", 1 },\n          { "b", 2 }\n        };\n      }).ToList();\n    }',
    ))
  test('switches', () =>
    code(
      '@{\nswitch (a) {\ncase "x":\nb();\nbreak;\n// last\ndefault:\nbreak;\n}\nreturn 1;\n}',
      '@{\n      switch (a) {\n        case "x":\n          b();\n          break;\n        // last\n        default:\n          break;\n      }\n      return 1;\n    }',
    ))
  test('strings stay, whatever is in them', () =>
    code(
      '@{\nvar a = @"x\n  // y {\n   ""z";\nvar b = $@"{a}\n(  ";\nreturn a;\n}',
      '@{\n      var a = @"x\n  // y {\n   ""z";\n      var b = $@"{a}\n(  ";\n      return a;\n    }',
    ))
  test('comments of code', () =>
    code(
      '@{\n  /* a\n     b */\n// "c\nreturn 1; // d  \n}',
      '@{\n      /* a\n         b */\n      // "c\n      return 1; // d\n    }',
    ))
  test('with entities', () =>
    code(
      '@{\nvar a = &quot;x&quot; &amp;&amp; b;\nreturn a;\n}',
      '@{\n      var a = &quot;x&quot; &amp;&amp; b;\n      return a;\n    }',
    ))
  test('what is set in under its bracket stays under it', () =>
    formats(
      inbound(
        '<choose>\n<when condition="@(a(1,\n                   2) &&\n                   b)">\n</when>\n</choose>',
      ),
      inbound(
        '    <choose>\n      <when condition="@(a(1,\n                         2) &&\n                         b)">\n      </when>\n    </choose>',
      ),
    ))
  test('code that cannot be told from strings stays', () => {
    code("@{\nvar a = 'xy';\nreturn a;\n}", "@{\nvar a = 'xy';\nreturn a;\n}")
  })
})

describe('mistakes', () => {
  const left = (text: string): string | undefined => formatDocument(analyse(text), spaces).left?.message

  test('what is sound is laid out where it stands', () => {
    const before =
      '<policies>\n<inbound>\n   <choose>\n<when condition="@(true)">\n<base/></when></choose>\n<set-header name="X">\n</inbound>\n</policies>'
    formats(
      before,
      '<policies>\n<inbound>\n   <choose>\n     <when condition="@(true)">\n       <base />\n     </when>\n   </choose>\n<set-header name="X">\n</inbound>\n</policies>',
    )
    expect(left(before)).toBe("Element 'set-header' is not closed: expected '</set-header>' before '</inbound>'.")
  })
  test('a tag or text with a mistake stays, its neighbours do not', () =>
    formats(
      inbound('<set-header  name="a&b"><value>x</value>\n</set-header>\n<base/>'),
      inbound('    <set-header  name="a&b">\n      <value>x</value>\n    </set-header>\n    <base />'),
    ))
  test('a comment that XML does not take leaves no doubt', () => {
    const text = inbound('<base/> <!-- a -- b -->\n<base/>')
    formats(text, inbound('    <base /> <!-- a -- b -->\n    <base />'))
    expect(left(text)).toBeUndefined()
  })
  test('a text that is no policy document is left alone', () => {
    expect(formatDocument(analyse('<html><body/></html>'), spaces)).toMatchObject({
      edits: [],
      left: { message: 'This is not a policy document.' },
    })
    expect(formatDocument(analyse(' \n'), spaces)).toEqual({ edits: [] })
  })
  test('any amount of anything', () => {
    const comments = `<fragment>\n<set-body>@{\n${'/**/'.repeat(20_000)}\nreturn 1;\n}</set-body>\n</fragment>`
    const blanks = `<fragment>\n<!--${' '.repeat(100_000)}-->\n<base/>${'\n'.repeat(50_000)}</fragment>`
    const siblings = `<fragment>${'<base/>'.repeat(20_000)}</fragment>`
    for (const text of [comments, blanks, siblings]) {
      const once = applyEdits(text, formatDocument(analyse(text), spaces).edits)
      expect(formatDocument(analyse(once), spaces)).toEqual({ edits: [] })
    }
  })
  test('any nesting', () => {
    const deep = '<choose>'.repeat(5000)
    expect(() => formatDocument(analyse(deep + '</choose>'.repeat(5000)), spaces)).not.toThrow()
    expect(() => formatDocument(analyse(deep), spaces)).not.toThrow()
  })
})

describe('edits', () => {
  test('are small, so that what stands beside them is not touched', () => {
    const text = inbound('  <base/>\n    <base />')
    expect(formatDocument(analyse(text), spaces).edits).toEqual([
      { span: { start: 25, end: 25 }, newText: '  ' },
      { span: { start: 30, end: 30 }, newText: ' ' },
    ])
  })
  test('do not tear line ends apart', () =>
    expect(formatDocument(analyse('<fragment>\r\n\r\n\r\n<base />\n</fragment>'), spaces).edits).toEqual([
      { span: { start: 12, end: 16 }, newText: '' },
      { span: { start: 16, end: 16 }, newText: '  ' },
      { span: { start: 24, end: 25 }, newText: '\r\n' },
    ]))
})

describe('ranges', () => {
  /** @param marked what is between `⟦` and `⟧` is selected */
  function formatsRange(marked: string, after: string): void {
    const { text, spans } = withSelections(marked)
    const [span] = spans
    if (span === undefined) throw new Error('nothing is selected')
    expect(applyEdits(text, formatRange(analyse(text), span, spaces))).toBe(after)
  }

  test('only the lines that they touch', () =>
    formatsRange(
      '<policies>\n<inbound>\n<base/>\n<b⟦ase/>\n<ba⟧se/>\n</inbound>\n</policies>',
      '<policies>\n<inbound>\n<base/>\n  <base />\n  <base />\n</inbound>\n</policies>',
    ))
  test('relative to what is around', () =>
    formatsRange(
      '<policies>\n        <inbound>\n⟦<set-body>@{\nreturn 1;\n}</set-body>⟧\n        </inbound>\n</policies>',
      '<policies>\n        <inbound>\n          <set-body>@{\n            return 1;\n          }</set-body>\n        </inbound>\n</policies>',
    ))
  test('in a document that is broken elsewhere', () =>
    formatsRange(
      '<policies>\n  <inbound>\n    <choose>\n⟦<when condition="@(a)"><base/></when>⟧\n    </choose>\n  </inbound>\n  <outbound>\n</policies>',
      '<policies>\n  <inbound>\n    <choose>\n      <when condition="@(a)">\n        <base />\n      </when>\n    </choose>\n  </inbound>\n  <outbound>\n</policies>',
    ))
})
