import { rawSpan } from '../../expression/tree.ts'
import { rule } from '../rule.ts'

/**
 * A group that repeats a repetition of the same text: `(a+)+`, `(\w+\s?)*`. Between the two, a text of n characters can be split in
 * 2^n ways, all of which are tried before the match fails (https://learn.microsoft.com/dotnet/standard/base-types/backtracking-in-regular-expressions).
 */
const nested =
  /\((?:\?:)?(?:\\.|\[[^\]]*\]|[^()\\[\]|*+?])[+*](?:(?:\\.|\[[^\]]*\]|[^()\\[\]|*+?])[?*])?\)(?:[+*]|\{\d+,\})/

export default rule({
  id: 'expensive-regex',
  severity: 'warning',
  category: 'performance',
  reach: 'element',
  summary: 'A regular expression does not repeat a repetition.',
  why: 'A pattern such as `(\\w+)*$` takes twice as long for each further character of a text that does not match. A caller who sends the right thirty characters keeps a processor of the gateway busy for minutes.',
  remedy: 'Repeat once, `\\w*$`, or give Regex a time limit as its last argument.',
  examples: {
    bad: `<fragment>
  <set-variable name="isWord" value="@(System.Text.RegularExpressions.Regex.IsMatch(context.Request.Url.Path, @"^([a-z]+)*$"))" />
                                                                                                              ^^^^^^^^^^^^^^ expensive-regex
</fragment>`,
    good: `<fragment>
  <set-variable name="isWord" value="@(System.Text.RegularExpressions.Regex.IsMatch(context.Request.Url.Path, @"^[a-z]*$"))" />
</fragment>`,
  },
  check: (cx) => ({
    element(meaning) {
      for (const { tree, source } of cx.analysis.expressionsOf(meaning)) {
        if (tree === undefined || !source.code.includes('Regex') || source.code.includes('TimeSpan')) continue
        for (const token of tree.tokens) {
          if (token.literal?.kind !== 'string' || !nested.test(token.literal.value)) continue
          cx.report({
            element: meaning.element,
            span: rawSpan(source, token),
            message: 'The pattern repeats a repetition, so that a text that does not match can take minutes.',
          })
        }
      }
    },
  }),
})
