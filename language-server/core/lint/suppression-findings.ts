import type { Analysis } from '../model/analysis.ts'
import type { Edit } from '../text/edit.ts'
import { nearest } from '../text/nearest.ts'
import { DIRECTIVES, type Directive, type NamedRule } from './directives.ts'
import type { Fix } from './finding.ts'
import { restOfLine, startOfLine, startsLine } from './fixes/layout.ts'
import type { Report, Rule } from './rule.ts'
import type { Suppressed } from './suppression.ts'
import { suppressionRules } from './suppression-rules.ts'

export interface SuppressionQuestion {
  readonly analysis: Analysis
  readonly suppressed: Suppressed
  /** The ids of the rules that there are. */
  readonly known: ReadonlySet<string>
  /** Whether a rule was asked, so that it would have found what there is. */
  readonly wasAsked: (id: string) => boolean
  readonly report: (rule: Rule, report: Report) => void
}

/** Reports comments that hide nothing, that hide what cannot be hidden, or that cannot be understood. */
export function reportSuppressions(question: SuppressionQuestion): void {
  const { suppressed, known, wasAsked, report, analysis } = question
  for (const directive of suppressed.directives) reportDirective(directive, question)
  for (const { directive, rule, effect } of suppressed.suppressions) {
    if (!known.has(rule.id)) continue
    const fixes = () => [withoutRule(directive, rule, analysis.text)]
    if (effect === 'refused')
      report(suppressionRules.refused, {
        span: rule.span,
        message: `The service refuses what '${rule.id}' reports here; that cannot be hidden.`,
        fixes,
      })
    else if (effect === 'none' && wasAsked(rule.id))
      report(suppressionRules.unused, {
        span: rule.span,
        message: `'${rule.id}' reports nothing here that would be hidden.`,
        fixes,
      })
  }
}

function reportDirective(directive: Directive, { known, report, analysis }: SuppressionQuestion): void {
  const { kind, word, rules, reason } = directive
  const invalid = (message: string, about: Omit<Report, 'message'>): void =>
    report(suppressionRules.invalid, { ...about, message })
  if (kind === 'unknown') {
    const meant = nearest(word.text, DIRECTIVES)
    invalid(`'policywright-${word.text}' is none of ${DIRECTIVES.join(', ')}.`, {
      span: word,
      fixes: () => changeTo(word, meant),
    })
    return
  }
  for (const { id, span } of rules) {
    if (known.has(id)) continue
    const meant = nearest(id, known)
    invalid(`There is no rule '${id}'.`, { span, fixes: () => changeTo(span, meant) })
  }
  if (kind === 'enable') return
  if (rules.length === 0)
    invalid('The comment names no rule, so that it hides nothing.', {
      span: word,
      fixes: () => [removal(directive, analysis.text)],
    })
  else if (reason === '')
    report(suppressionRules.withoutReason, {
      span: word,
      message: "The comment gives no reason; write it behind the rules and a ':'.",
    })
}

const changeTo = (span: Directive['span'], meant: string | undefined): readonly Fix[] =>
  meant === undefined ? [] : [{ title: `Change to '${meant}'`, edits: [{ span, newText: meant }], preferred: true }]

/** Takes one rule out of the list, and with the last one the whole comment. */
function withoutRule(directive: Directive, { id, span }: NamedRule, text: string): Fix {
  const { rules } = directive
  if (rules.length === 1) return removal(directive, text)
  const at = rules.findIndex((rule) => rule.span.start === span.start)
  const next = rules[at + 1]
  const previous = rules[at - 1]
  const edit: Edit = next
    ? { span: { start: span.start, end: next.span.start }, newText: '' }
    : { span: { start: previous?.span.end ?? span.start, end: span.end }, newText: '' }
  return { title: `Remove '${id}' from the comment`, edits: [edit], preferred: true }
}

/** Removes a comment, and its line when it has it to itself. */
function removal({ span }: Directive, text: string): Fix {
  const end = restOfLine(text, span.end)
  const alone = end !== undefined && startsLine(text, span.start)
  const whole = alone ? { start: startOfLine(text, span.start), end } : span
  return { title: 'Remove the comment', edits: [{ span: whole, newText: '' }], preferred: true }
}
