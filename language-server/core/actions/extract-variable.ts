import { checkTree } from '../expression/check.ts'
import { type ClrType, isUnknown, printType, shortType } from '../expression/clr/clr-type.ts'
import { symbolsOf } from '../expression/symbols.ts'
import type { Expr } from '../expression/tree.ts'
import { indentAt, layoutOf, startsLine } from '../lint/fixes/layout.ts'
import { isReturned } from '../lint/returned-types.ts'
import type { Analysis, Meaning } from '../model/analysis.ts'
import { type ExpressionUse, isReadable } from '../model/expressions.ts'
import { variableMentions } from '../model/variables.ts'
import { encodeExpressionValue } from '../syntax/decode.ts'
import { type Action, type CodeSelection, codeEdit, selectedCode, termsAround } from './action.ts'

const TITLE = 'Extract to set-variable'

const action: Action = {
  id: 'extract-variable',
  kind: 'refactor.extract',
  offer(place) {
    const { analysis } = place
    const selected = selectedCode(place)
    if (selected === undefined) return undefined
    const { use, tree, code } = selected
    const policy = policyAround(use.meaning)
    if (policy === undefined) return undefined
    if (policy.parent?.role === 'section' && policy.parent.name === 'backend')
      return { title: TITLE, disabled: 'The section backend takes one policy only, and there is one.' }
    const chosen = chosenTerm(selected)
    if (chosen === undefined) return { title: TITLE, disabled: 'The selection is not one whole term of C#.' }
    const isWhole = chosen.kind === 'block' || chosen === tree.root
    if (isWhole && use.meaning.name === 'set-variable') return undefined
    if (!isWhole && !isReadable(tree, analysis.options.placeholders))
      return { title: TITLE, disabled: 'Another tool writes a part of the expression.' }
    const later = whyLater(use, code.slice(chosen.start, chosen.end))
    if (later !== undefined) return { title: TITLE, disabled: later }
    const type = isWhole ? wholeType(selected) : checkTree(tree).typeOf(chosen as Expr)
    if (type === undefined) return { title: TITLE, disabled: 'The type of the value is known only at run time.' }
    if (/^(?:null|lambda|method group|System\.Void|<>anonymous)$/.test(type.name))
      return { title: TITLE, disabled: 'A variable cannot hold this: it has no type that can be named.' }
    if (!isReturned(printType(type)))
      return { title: TITLE, disabled: `<set-variable> does not take a value of the type '${shortType(type)}'.` }
    const foreign = symbolsOf(tree).symbols.find(
      ({ declaration, mentions }) =>
        !within(chosen, declaration) && mentions.some((one) => within(chosen, one)) && !isWhole,
    )
    if (foreign !== undefined)
      return { title: TITLE, disabled: `'${foreign.name}' is declared in the expression and known nowhere else.` }
    const name = freeName(analysis, chosen)
    const text = chosen.kind === 'block' ? `@{${code}}` : `@(${code.slice(chosen.start, chosen.end)})`
    const value = encodeExpressionValue(text, analysis.tree.dialect)
    const { start } = policy.element
    const behind = startsLine(analysis.text, start)
      ? layoutOf(analysis.text).newline + indentAt(analysis.text, start)
      : ''
    const read = `(${shortType(type)})context.Variables["${name}"]`
    return {
      title: TITLE,
      edits: [
        { span: { start, end: start }, newText: `<set-variable name="${name}" value="${value}" />${behind}` },
        isWhole && chosen.kind === 'block'
          ? { ...codeEdit(analysis, use, chosen, `@(${read})`), span: use.expression }
          : codeEdit(analysis, use, chosen, isWhole ? read : `(${read})`),
      ],
    }
  },
}
export default action

type Chosen = CodeSelection['tree']['root']

/** What is selected from end to end; the whole expression where nothing is. */
function chosenTerm(selected: CodeSelection): Chosen | undefined {
  const { tree, code, start, end } = selected
  if (start === end) return tree.root
  const from = start + (/^\s*/.exec(code.slice(start, end))?.[0].length ?? 0)
  const to = end - (/\s*$/.exec(code.slice(start, end))?.[0].length ?? 0)
  const terms = termsAround({ ...selected, start: from, end: to })
  // What stands behind `?.` is no value by itself.
  if (terms.some((term) => term.kind === 'conditional-access' && term.access.start <= from)) return undefined
  return terms.find((term) => term.start === from && term.end === to)
}

/** Of a block the type of what it returns: only one that every `return` has can be named. */
function wholeType({ tree }: CodeSelection): ClrType | undefined {
  const { typeOf, resultType } = checkTree(tree)
  const known = tree.root.kind === 'block' ? resultType : typeOf(tree.root)
  return known === undefined || isUnknown(known) ? undefined : known
}

/** Why a value that is worked out in front of the policy would be another one; undefined where it is the same. */
function whyLater({ attribute, meaning }: ExpressionUse, code: string): string | undefined {
  if (meaning.name === 'retry' && attribute?.name === 'condition')
    return 'The condition is asked anew after each try, and a variable in front of <retry> would not change.'
  if (/^increment-(?:condition|count)$/.test(attribute?.name ?? ''))
    return `'${attribute?.name}' is asked at the end of the section outbound, and a variable here would be set before the call.`
  if (/^(?:inbound|backend)$/.test(meaning.section ?? '') && /\bcontext\s*\.\s*Response\b/.test(code))
    return 'There is no response yet where the variable would be set.'
  return undefined
}

const within = (around: { start: number; end: number }, inner: { start: number; end: number }): boolean =>
  around.start <= inner.start && inner.end <= around.end

/** The policy that runs where the expression is read. */
function policyAround(meaning: Meaning): Meaning | undefined {
  for (let at: Meaning | undefined = meaning; at !== undefined; at = at.parent) {
    const parent = at.parent
    const holdsPolicies = parent?.role === 'section' || parent?.role === 'root' || parent?.spec?.content === 'policies'
    if (at.role === 'policy' && holdsPolicies) return at
  }
  return undefined
}

function freeName(analysis: Analysis, chosen: Chosen): string {
  const taken = new Set(variableMentions(analysis).map(({ name }) => name))
  const base = nameFrom(chosen)
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}${count}`
    if (!taken.has(name)) return name
  }
}

function nameFrom(chosen: Chosen): string {
  const expr = chosen.kind === 'invocation' ? chosen.callee : chosen
  const name = expr.kind === 'member' ? expr.name.name : 'value'
  const bare = name.replace(/^(?:Get|To|As)(?=[A-Z])/, '')
  return bare === '' || bare === 'As' ? 'value' : bare.charAt(0).toLowerCase() + bare.slice(1)
}
