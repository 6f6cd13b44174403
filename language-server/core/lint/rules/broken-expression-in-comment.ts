import { parseExpression } from '../../expression/parse.ts'
import { expressionEnd } from '../../syntax/csharp-boundary.ts'
import { rule } from '../rule.ts'

export default rule({
  id: 'broken-expression-in-comment',
  severity: 'hint',
  category: 'reliability',
  set: 'strict',
  reach: 'late',
  summary: 'An expression inside a comment is as right as one outside.',
  why: 'The service was seen to read expressions before it reads XML, those in comments included (https://github.com/microsoft/vscode-apimanagement/issues/197): a commented-out expression with a mistake can keep a policy from being saved.',
  remedy: 'Mend the expression, or write it without the `@` in front of its bracket.',
  examples: {
    bad: `<fragment>
  <!-- <set-variable name="a" value="@(context.Request.Url.Path" /> -->
                                     ^^ broken-expression-in-comment
  <set-variable name="b" value="1" />
</fragment>`,
    good: `<fragment>
  <!-- <set-variable name="a" value="@(context.Request.Url.Path)" /> -->
  <set-variable name="b" value="1" />
</fragment>`,
  },
  check: (cx) => ({
    document() {
      const { text } = cx.analysis
      for (const comment of text.matchAll(/<!--([\s\S]*?)-->/g)) {
        const inner = comment[1] ?? ''
        if (!inner.includes('@(') && !inner.includes('@{')) continue
        const base = comment.index + '<!--'.length
        // Where an expression can begin: behind a quote, a tag or white space.
        for (const match of inner.matchAll(/(?<=["'>]\s*|^\s*)@[({]/g)) {
          const start = base + match.index
          const end = endOf(text, start + 1, base + inner.length)
          if (end !== undefined && isSound(text, start, end)) continue
          cx.report({
            span: { start, end: end ?? start + 2 },
            message: 'The service may read this expression, though it stands in a comment, and it is broken.',
          })
          break
        }
      }
    },
  }),
})

function endOf(text: string, bracket: number, limit: number): number | undefined {
  const failure = { at: -1, stringStart: -1, unbalanced: '' as const }
  const end = expressionEnd(text, bracket, limit, failure)
  return end < 0 ? undefined : end
}

function isSound(text: string, start: number, end: number): boolean {
  const form = text[start + 1] === '{' ? 'brace' : 'paren'
  const code = text
    .slice(start + 2, end - 1)
    .replace(/&(quot|lt|gt|amp|apos);/g, (_entity, name: string) => ENTITIES[name] ?? '')
  return parseExpression({ code, form }).diagnostics.every(({ severity }) => severity !== 'error')
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', lt: '<', gt: '>', amp: '&', apos: "'" }
