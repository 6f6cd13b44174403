import { checkTree } from '../expression/check.ts'
import { substituteNamedValues } from '../expression/named-value-text.ts'
import { parseExpression } from '../expression/parse.ts'
import { type ExpressionTree, rawSpan } from '../expression/tree.ts'
import { type Meaning, oncePerAnalysis } from '../model/analysis.ts'
import { type ExpressionUse, isReadable } from '../model/expressions.ts'
import type { Element } from '../syntax/tree.ts'
import { castVariable } from './fixes/cast-variable.ts'
import { repairsOf } from './fixes/expression-repairs.ts'
import type { Context } from './rule.ts'

type JudgedUse = ExpressionUse & { readonly tree: ExpressionTree }

/**
 * The element that the service names when it cannot compile C#: the policy, whose children are parts of it, or the branch that holds
 * policies of its own. It was seen to name `set-header` for the text of a `value`, and `when` for its condition.
 */
export function compiledElement(meaning: Meaning): Element {
  const { role, policy, spec, parent, element } = meaning
  const isPart = role === 'child' && policy === undefined && spec?.content !== 'policies'
  return isPart && parent !== undefined ? compiledElement(parent) : element
}

/** The expressions of an element whose types can be told: readable C#, in which no other tool has something left to replace. */
export function judgedExpressions(cx: Context, meaning: Meaning): readonly JudgedUse[] {
  const { placeholders } = cx.analysis.options
  return compiledExpressions(cx, meaning).filter(
    (use): use is JudgedUse => use.tree !== undefined && isReadable(use.tree, placeholders),
  )
}

/** The expressions of an element as the service compiles them: with the values of the named values that are known, and are no secrets. */
export function compiledExpressions({ analysis }: Context, meaning: Meaning): readonly ExpressionUse[] {
  const uses = analysis.expressionsOf(meaning)
  if (uses.length === 0) return uses
  const { values, compiled } = namedValuesIn(analysis)
  return values.size === 0 ? uses : uses.map((use) => compiled(use))
}

/** What several rules ask of the same expressions is worked out once. */
const namedValuesIn = oncePerAnalysis((analysis) => {
  const values = new Map(
    (analysis.options.resources?.namedValues ?? []).flatMap(({ displayName, value, secret }) =>
      value === undefined || secret === true ? [] : [[displayName, value] as const],
    ),
  )
  const known = new Map<ExpressionUse, ExpressionUse>()
  return {
    values,
    compiled(use: ExpressionUse): ExpressionUse {
      const found = known.get(use) ?? substituted(use, values)
      known.set(use, found)
      return found
    },
  }
})

function substituted(use: ExpressionUse, values: ReadonlyMap<string, string>): ExpressionUse {
  if (use.tree === undefined || !use.source.code.includes('{{')) return use
  const { code, toRaw } = substituteNamedValues(use.source, values)
  if (code === use.source.code) return use
  const source = { code, form: use.source.form, ...(toRaw && { toRaw }) }
  return { ...use, source, tree: parseExpression({ code, form: source.form }) }
}

const numbers = (text: string): readonly string[] => text.split(' ')

/** Which rule reports a finding of the checker, by its number. */
const codesOf = {
  'expression-flow': numbers(
    'CS0100 CS0126 CS0127 CS0128 CS0136 CS0139 CS0140 CS0152 CS0153 CS0156 CS0159 CS0160 CS0161 CS0163 CS0165 CS0841 CS1017 CS1643 CS8030',
  ),
  'expression-not-supported': numbers('APIM0001 APIM0002 APIM0006'),
  'expression-read-only': numbers('CS0131 CS0198 CS0200 CS0206 CS1059 CS1510 CS1656 CS1657'),
  'expression-reference-comparison': numbers('CS0252 CS0253'),
  'expression-unknown-member': numbers('CS0117 CS0118 CS0119 CS0120 CS0176 CS0428 CS1061 CS1929 CS1955'),
  'expression-unknown-name': numbers('CS0026 CS0103 CS0234 CS0246 CS0305 CS0308 CS0825 CS1511 CS8081'),
  'expression-wrong-arguments': numbers(
    'CS0021 CS0144 CS0411 CS0712 CS1501 CS1503 CS1593 CS1615 CS1620 CS1729 CS1739 CS7036',
  ),
  /** Every other number. */
  'expression-type-mismatch': undefined,
} as const satisfies Readonly<Record<string, readonly string[] | undefined>>

type CheckerRule = keyof typeof codesOf

const ruleOf = new Map<string, CheckerRule>(
  Object.entries(codesOf).flatMap(([id, codes]) => (codes ?? []).map((code) => [code, id as CheckerRule])),
)

export interface ExpressionRule {
  /** The rule that asks: it reports the findings whose numbers are its own. */
  readonly rule: CheckerRule
}

/** Reports what the checker finds in the expressions of an element, with the compiler's words and number. */
export function reportExpressions(cx: Context, meaning: Meaning, { rule }: ExpressionRule): void {
  for (const use of judgedExpressions(cx, meaning)) {
    for (const diagnostic of checkTree(use.tree).diagnostics) {
      const { code, message, severity, span } = diagnostic
      if ((ruleOf.get(code) ?? 'expression-type-mismatch') !== rule) continue
      cx.report({
        element: compiledElement(meaning),
        span: rawSpan(use.source, span),
        severity,
        message: `${message.replace(/\.$/, '')} (${code}).`,
        serviceMessage: message,
        fixes: () => {
          const casts = castVariable(cx.analysis, use, diagnostic.span)
          return casts.length > 0 ? casts : repairsOf(use, diagnostic)
        },
      })
    }
  }
}
