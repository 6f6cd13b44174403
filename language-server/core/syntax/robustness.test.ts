import { describe, expect, test } from 'vitest'
import { parse } from './parse.ts'
import { print } from './print.ts'
import { ancestors, pathAt, walk } from './query.ts'
import type { Dialect, Element, PolicyDocument } from './tree.ts'

/** A small generator of numbers (Mulberry32), so that a failure can be repeated. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const SAMPLE = `<!-- Orders -->
<policies>
  <inbound>
    <base />
    <set-variable name="who" value="@(context.Request.Headers.GetValueOrDefault("X-Who", "nobody (yet)"))" />
    <choose>
      <when condition='@(context.Variables.ContainsKey("who") && (int)context.Variables["n"] < 3)'>
        <set-header name="X-{{prefix}}-Who" exists-action="override">
          <value>@($"{(string)context.Variables["who"]:x} {{ }} {{name}}")</value>
        </set-header>
      </when>
    </choose>
    <set-body template="liquid">{ "a": "{{ body.a }}" }</set-body>
  </inbound>
  <outbound>
    <set-body>@{
      // it's "open
      return @"c:\\" + ')' + "</set-body>";
    }</set-body>
    <value><![CDATA[ <raw> ]]></value>
  </outbound>
</policies>
`

const SCRAPS = [
  '<',
  '>',
  '/>',
  '</',
  'a',
  'value',
  ' ',
  '\n',
  '\r\n',
  '"',
  "'",
  '=',
  '@(',
  '@{',
  ')',
  '}',
  '{',
  '(',
  '[',
  '{{',
  '}}',
  '{{n}}',
  '&',
  '&quot;',
  '&lt;',
  '&#10;',
  '&x',
  '$"',
  '@"',
  '$@"',
  '//',
  '/*',
  '*/',
  '<!--',
  '-->',
  '--',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!',
  '<policies>',
  '</policies>',
  '<inbound>',
  '</inbound>',
  '<a b="c">',
  '</a>',
  '\\',
  ':',
  '<<<<<<<',
  '\uFEFF',
  'é',
  '\uD800',
  '@',
  ';',
  '\0',
  '\u2028',
]

/** The leaves cover the text in order: every child begins where its neighbour ends, and mistakes point into the text. */
function checkTree(document: PolicyDocument): void {
  const { text } = document
  const covers = (children: PolicyDocument['children'], start: number, end: number): void => {
    let at = start
    for (const child of children) {
      if (child.start !== at || child.end < child.start)
        throw new Error(`gap at ${at} before ${child.kind} ${child.start}`)
      at = child.end
    }
    if (at !== end) throw new Error(`children end at ${at}, not at ${end}`)
  }
  covers(document.children, 0, text.length)
  walk(document, {
    content(node, parent) {
      if (node.kind === 'element' && node.parent !== parent) throw new Error(`wrong parent of ${node.name}`)
    },
    element(element: Element) {
      covers(element.children, element.openEnd, element.close?.start ?? element.end)
      if (element.close !== undefined && element.close.end !== element.end) throw new Error('close tag is not the end')
      let at = element.nameEnd
      for (const attribute of element.attributes) {
        if (attribute.start < at) throw new Error(`attribute ${attribute.name} overlaps`)
        at = attribute.end
        const { value } = attribute
        if (value === undefined) continue
        let partAt = value.start
        for (const part of value.parts) {
          if (part.start !== partAt) throw new Error(`parts of ${attribute.name} have a gap`)
          partAt = part.end
        }
        if (partAt !== value.end || value.end > attribute.end) throw new Error(`parts of ${attribute.name} end early`)
      }
      if (at > element.openEnd) throw new Error('attributes behind the tag')
    },
  })
  let before = 0
  for (const { start, end } of document.mistakes) {
    if (start < before || end < start || end > text.length) throw new Error(`mistake at ${start}-${end}`)
    before = start
  }
}

function survives(text: string, dialect: Dialect): void {
  try {
    const document = parse(text, dialect)
    if (print(document) !== text) throw new Error('not printed back')
    checkTree(document)
  } catch (error) {
    throw new Error(`${dialect} ${JSON.stringify(text)}`, { cause: error })
  }
}

describe('any text', () => {
  test('is parsed and printed back: random scraps', () => {
    const random = numbers(20_260_101)
    for (let round = 0; round < 4000; round++) {
      let text = ''
      for (let count = random(24); count >= 0; count--) text += SCRAPS[random(SCRAPS.length)]
      survives(text, round % 2 === 0 ? 'rawxml' : 'xml')
    }
  })

  test('is parsed and printed back: damaged documents', () => {
    const random = numbers(7)
    for (let round = 0; round < 800; round++) {
      let text = SAMPLE
      for (let wounds = random(4); wounds >= 0; wounds--) {
        const at = random(text.length)
        const scrap = random(2) === 0 ? '' : (SCRAPS[random(SCRAPS.length)] ?? '')
        text = text.slice(0, at) + scrap + text.slice(at + random(8))
      }
      survives(text, round % 2 === 0 ? 'rawxml' : 'xml')
    }
  })

  test('is parsed and printed back: every beginning of a document', () => {
    for (let end = 0; end <= SAMPLE.length; end++) survives(SAMPLE.slice(0, end), 'rawxml')
  })

  test('answers for every offset', () => {
    const random = numbers(3)
    for (let round = 0; round < 200; round++) {
      const at = random(SAMPLE.length)
      const document = parse(SAMPLE.slice(0, at) + SAMPLE.slice(at + random(12)))
      for (let offset = 0; offset <= document.end; offset += 7) {
        const { node } = pathAt(document, offset)
        expect(node.start <= offset && offset <= node.end).toBe(true)
      }
    }
  })
})

describe('one lost character', () => {
  /** How many elements keep their name and the names around them. */
  const paths = (document: PolicyDocument): string[] => {
    const found: string[] = []
    walk(document, {
      element(element) {
        found.push([element, ...ancestors(element)].map(({ name }) => name).join('<'))
      },
    })
    return found
  }

  test('leaves nearly all elements where they were', () => {
    const whole = paths(parse(SAMPLE))
    let kept = 0
    let all = 0
    for (let at = 0; at < SAMPLE.length; at++) {
      // Without a letter of its name an element is another one.
      if (/<[\w-]*$/.test(SAMPLE.slice(0, at)) && /[\w-]/.test(SAMPLE.charAt(at))) continue
      const left = new Map<string, number>()
      for (const path of paths(parse(SAMPLE.slice(0, at) + SAMPLE.slice(at + 1))))
        left.set(path, (left.get(path) ?? 0) + 1)
      for (const path of whole) {
        const count = left.get(path) ?? 0
        if (count > 0) left.set(path, count - 1)
        kept += count > 0 ? 1 : 0
        all++
      }
    }
    expect(kept / all).toBeGreaterThan(0.99)
  })
})

describe('deep and repeated texts', () => {
  const N = 100_000
  const MANY = 20_000
  test.each<[string, string]>([
    ['nested elements', '<a>'.repeat(N) + '</a>'.repeat(N)],
    ['open tags', '<a>'.repeat(MANY)],
    ['two kinds of open tags', '<a><b>'.repeat(MANY)],
    ['close tags', '</a>'.repeat(MANY)],
    ['other close tags', '<a>'.repeat(MANY) + '</b>'.repeat(MANY)],
    ['broken tags', '<a '.repeat(MANY)],
    ['less-than signs', '<'.repeat(MANY)],
    ['brackets', `<a>@${'('.repeat(N)}${')'.repeat(N)}</a>`],
    ['nested holes', `<a>@(${'$"{'.repeat(N)}${'}"'.repeat(N)})</a>`],
    ['open comments', '<!--\n\n\n'.repeat(MANY)],
    ['open sections', `<policies>${'<inbound><x/>'.repeat(MANY)}`],
    ['attributes', `<a ${'b="c" '.repeat(MANY)}/>`],
  ])('%s: no stack overflow, printed back', (_name, text) => {
    const document = parse(text)
    expect(print(document) === text).toBe(true)
    pathAt(document, text.length >> 1)
  })

  test('broken expressions do not make the work grow with the square', () => {
    // Each look for an end may go far; the budget must cut it short. Without it this is 10 000 looks at 400 KB each.
    const text = '<a b="@(@"x" c="d">\n'.repeat(20_000)
    const document = parse(text)
    expect(print(document) === text).toBe(true)
    expect(document.mistakes.length).toBeGreaterThanOrEqual(20_000)
  })
})
