import type { ExpressionUse } from '../../model/expressions.ts'
import { attributeText } from '../../syntax/query.ts'
import { type Context, rule } from '../rule.ts'

const LOGGING: ReadonlySet<string> = new Set(['trace', 'message', 'metadata', 'log-to-eventhub', 'dimension'])

export default rule({
  id: 'secret-in-log',
  severity: 'warning',
  category: 'security',
  reach: 'late',
  summary: 'Tokens and keys are not written to traces, metrics and logs.',
  why: 'Logs are kept for long and read by many. Whoever reads a token or a key there can use it until it expires or is changed.',
  remedy: 'Log who the caller is (a claim, the name of the subscription), or leave the header out of what is logged.',
  examples: {
    bad: `<fragment>
  <log-to-eventhub logger-id="requests">@(context.RequestId + " " + context.Request.Headers.GetValueOrDefault("Authorization", ""))</log-to-eventhub>
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ secret-in-log
</fragment>`,
    good: `<fragment>
  <log-to-eventhub logger-id="requests">@(context.RequestId + " " + context.Subscription?.Name)</log-to-eventhub>
</fragment>`,
  },
  check: (cx) => ({
    document() {
      const { text, meanings } = cx.analysis
      if (!text.includes('<trace') && !text.includes('<log-to-eventhub') && !text.includes('-metric')) return
      const tokens = new Set(
        meanings.flatMap(({ element }) => attributeText(element, 'output-token-variable-name') ?? []),
      )
      for (const use of cx.analysis.expressions()) {
        const { name, parent } = use.meaning
        if (!LOGGING.has(name) || (name === 'message' && parent?.name !== 'trace')) continue
        if (name === 'metadata' && use.attribute?.name !== 'value') continue
        look(cx, use, tokens)
      }
    },
  }),
})

const header =
  /Headers\s*(?:\.\s*GetValueOrDefault\s*\(|\[)\s*"(Authorization|Ocp-Apim-Subscription-Key|Cookie|Proxy-Authorization|x-functions-key|x-api-key|api-key)"[^)\]]*[)\]](?!(?:\[\d+\]|\??\.(?:First|Last)(?:OrDefault)?\(\))*\s*(?:\??\.\s*(?:As(?:Jwt|Basic)|Length|Contains|StartsWith|Split|Substring|TryParse|GetHashCode)|[=!]=))/i
const subscriptionKey = /\bcontext\s*\.\s*Subscription\s*\??\.\s*(?:Key|PrimaryKey|SecondaryKey)\b/
const everyHeader =
  /(?:string\.Join|SerializeObject|FromObject|foreach\s*\([^)]*\bin)[\s(][^;]{0,80}?context\s*\.\s*Request\s*\.\s*Headers(?!\s*[.[]\s*(?:GetValueOrDefault|ContainsKey|"|Where))/
const tokenVariable =
  /Variables\s*(?:\[|\.\s*GetValueOrDefault(?:<\w+>)?\s*\()\s*"([^"]+)"\s*(?:,[^)]*)?[\])]+(?!\s*\)*\s*\??\.\s*(?:Claims|Subject|Issuer|Id|Audiences|As\w+|Length))/g

function look(cx: Context, { expression, meaning, source }: ExpressionUse, tokens: ReadonlySet<string>): void {
  const { code } = source
  const what = secretOf(code, tokens)
  if (what === undefined) return
  cx.report({ element: meaning.element, span: expression, message: `${what} is written to the log.` })
}

function secretOf(code: string, tokens: ReadonlySet<string>): string | undefined {
  const named = header.exec(code)?.[1]
  if (named !== undefined) return `The header '${named}'`
  if (subscriptionKey.test(code)) return 'The key of the subscription'
  if (everyHeader.test(code) && !/Authorization/i.test(code))
    return 'Every header of the request, Authorization included,'
  for (const match of code.matchAll(tokenVariable)) {
    if (tokens.has(match[1] ?? '')) return `The token in the variable '${match[1]}'`
  }
  return undefined
}
