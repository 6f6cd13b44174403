import { cursorName } from './bind/bound.ts'
import { bindTree } from './bind.ts'
import { type CallAt, callAt, creationStart, parameterOf, skipBrackets, tokensBefore } from './call-at.ts'
import { type ClrType, shortType, underlying } from './clr/clr-type.ts'
import { type CompletionInput, closed } from './complete.ts'
import {
  catchWords,
  elseWords,
  loopWords,
  operatorWords,
  queryWords,
  statementWords,
  switchWords,
  typeWords,
  valueWords,
  type WordOffer,
} from './keywords.ts'
import { parseExpression } from './parse.ts'
import { allMembers, isEnum, knownType } from './registry.ts'
import type { Expr, ExpressionTree, Token } from './tree.ts'
import { walkCode } from './walk.ts'

/** Something to write at the cursor that is no name in sight. */
export interface Written extends WordOffer {
  readonly kind: 'keyword' | 'snippet' | 'argument' | 'enum-member' | 'initializer'
  readonly detail?: string
}

/** Keywords, statement forms, names of arguments and of what an initialiser sets, and the values of the enumeration that is wanted. */
export function wordsAt(input: CompletionInput, place: 'type' | 'name' | undefined): readonly Written[] {
  const { code, offset } = input
  const isPart = (at: number): boolean => /[\p{L}\p{N}_]/u.test(code[at] ?? '')
  let start = offset
  while (start > 0 && isPart(start - 1)) start--
  const at = { code, form: input.form, offset: start }
  const text = closed(code.slice(0, start) + cursorName)
  if (text === undefined) return []
  const tokens = tokensBefore(code, start)
  const previous = tokens.at(-1)
  if (previous?.text === '.' || previous?.text === '?.') return []
  if (place === 'type') return typeWords.map(keyword)
  if (isOperand(tokens)) return behindOperand(tokens)
  if (place === undefined) return []
  const brace = unclosed(tokens)
  const set = brace !== undefined && /^[{,]$/.test(previous?.text ?? '') ? initializerMembers(code, tokens, brace) : []
  const isStatement = input.form === 'brace' && beginsStatement(tokens, brace)
  const opens = previous !== undefined && /^[(,[]$/.test(previous.text)
  const call = isStatement || !opens ? undefined : callAt(at)
  // Binding takes longer than all the rest: it is done only where the type before the cursor matters.
  const asks = previous !== undefined && /^(?:[!=]=|=|case)$/.test(previous.text)
  const wanted = asks ? wantedType(parseExpression({ code: text, form: input.form })) : call && enumOf(call)
  return [
    ...set,
    ...enumMembers(wanted),
    ...(call !== undefined ? argumentWords(call) : []),
    ...(isStatement ? statements(tokens).map(keyword) : []),
    ...valueWords.map(keyword),
    ...typeWords.map(keyword),
  ]
}

const keyword = (offer: WordOffer): Written => ({
  ...offer,
  kind: offer.snippet === undefined ? 'keyword' : 'snippet',
})

const OPERAND = /^(?:identifier|number|string|interpolated|char|named-value)$/
const STATEMENT_HEADS = /^(?:if|for|foreach|while|switch|using|lock|catch)$/

/** The word in front of the round brackets that end at the last token: `if` in `if (a)`. */
function headOf(tokens: readonly Token[], end: number): string {
  return tokens[skipBrackets(tokens, end) - 1]?.text ?? ''
}

function isOperand(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1)
  if (last === undefined) return false
  if (OPERAND.test(last.kind)) return true
  if (last.kind === 'keyword') return /^(?:true|false|null)$/.test(last.text)
  return last.text === ']' || (last.text === ')' && !STATEMENT_HEADS.test(headOf(tokens, tokens.length - 1)))
}

function behindOperand(tokens: readonly Token[]): readonly Written[] {
  const inQuery = tokens.some(
    ({ text, kind }, index) => kind === 'identifier' && text === 'from' && tokens[index + 1]?.kind === 'identifier',
  )
  return [...operatorWords, ...(inQuery ? queryWords : [])].map(keyword)
}

/** The index of the innermost bracket that is open; undefined when none is. */
function unclosed(tokens: readonly Token[], from = tokens.length - 1): number | undefined {
  for (let at = from; at >= 0; at--) {
    const { kind, text } = tokens[at] ?? { kind: 'end', text: '' }
    if (kind !== 'punctuator') continue
    if (/^[)\]}]$/.test(text)) at = skipBrackets(tokens, at)
    else if (/^[([{]$/.test(text)) return at
  }
  return undefined
}

function beginsStatement(tokens: readonly Token[], brace: number | undefined): boolean {
  if (brace !== undefined && tokens[brace]?.text !== '{') return false
  const last = tokens.at(-1)
  if (last === undefined || /^(?:[;{}:]|else|do|try|finally)$/.test(last.text)) return true
  return last.text === ')'
}

/** The statements that may begin here, by the blocks around. */
function statements(tokens: readonly Token[]): readonly WordOffer[] {
  const heads: string[] = []
  for (let at = unclosed(tokens); at !== undefined; at = unclosed(tokens, at - 1)) heads.push(blockHead(tokens, at))
  const last = tokens.length - 1
  const closedHead = tokens[last]?.text === '}' ? blockHead(tokens, skipBrackets(tokens, last)) : ''
  const innermost = heads.find((head) => /^(?:for|foreach|while|do|switch)$/.test(head))
  return [
    ...(closedHead === 'if' || isBehindIf(tokens) ? elseWords : []),
    ...(closedHead === 'try' || closedHead === 'catch' ? catchWords : []),
    ...(heads[0] === 'switch' ? switchWords : innermost === 'switch' ? loopWords.slice(0, 1) : []),
    ...(innermost !== undefined && innermost !== 'switch' ? loopWords : []),
    ...statementWords,
  ]
}

/** The word that a block belongs to: `if`, `try`, `else`, …; empty for a lambda's. */
function blockHead(tokens: readonly Token[], brace: number): string {
  const before = tokens[brace - 1]
  return before?.text === ')' ? headOf(tokens, brace - 1) : (before?.text ?? '')
}

/** `if (a) return 1; ┆` */
function isBehindIf(tokens: readonly Token[]): boolean {
  if (tokens.at(-1)?.text !== ';') return false
  for (let at = tokens.length - 2; at >= 0; at--) {
    const text = tokens[at]?.text ?? ''
    if (/^[)\]}]$/.test(text)) at = skipBrackets(tokens, at)
    else if (/^[;{(]$/.test(text)) return false
    if (tokens[at]?.text === 'if') return true
  }
  return false
}

function initializerMembers(code: string, tokens: readonly Token[], brace: number): readonly Written[] {
  if (tokens[brace]?.text !== '{') return []
  let end = brace - 1
  if (tokens[end]?.text === ')') end = skipBrackets(tokens, end) - 1
  const generic = tokens[end]?.text === '>' ? tokens.findLastIndex(({ text }, at) => text === '<' && at < end) - 1 : end
  const start = creationStart(tokens, generic)
  if (start === undefined) return []
  const type = code.slice(tokens[start]?.start, tokens[end]?.end)
  const created = bindTree(parseExpression({ code: `new ${type}()`, form: 'paren' })).body.type
  return allMembers(created).flatMap(({ member, signature }): Written[] => {
    if (member.set === undefined) return []
    const { name } = signature
    const isIndexer = signature.kind === 'indexer'
    return [
      {
        label: isIndexer ? '[…] = ' : name,
        kind: 'initializer',
        summary: member.summary,
        detail: member.signature,
        snippet: isIndexer ? '[${1:key}] = ${2:value}$0' : `${name} = \${1:value}$0`,
      },
    ]
  })
}

/** `out var`, and the names of the parameters that are still free. */
function argumentWords(call: CallAt): readonly Written[] {
  const found = new Map<string, Written>()
  for (const callable of call.callables) {
    const at = parameterOf(call, callable)
    const next = at === undefined ? undefined : callable.parameters[at]
    if (next?.modifier === 'out') {
      const detail = `out ${shortType(next.type)} ${next.name}`
      const snippet = `out var \${1:${next.name}}`
      found.set('out var', {
        label: 'out var',
        kind: 'snippet',
        summary: 'Declares the variable that is set.',
        snippet,
        detail,
      })
    }
    for (const { name, type, modifier } of callable.parameters.slice(call.argument)) {
      if (call.named.includes(name) || modifier === 'params' || modifier === 'out' || callable.brackets === '[]')
        continue
      const label = `${name}:`
      const summary = 'The argument for the parameter of this name.'
      if (!found.has(label))
        found.set(label, {
          label,
          kind: 'argument',
          summary,
          snippet: `${name}: `,
          detail: `${shortType(type)} ${name}`,
        })
    }
  }
  return [...found.values()]
}

function enumMembers(wanted: ClrType | undefined): readonly Written[] {
  const type = wanted && underlying(wanted)
  if (type === undefined || !isEnum(type)) return []
  const { values = {}, summary = '' } = knownType(type.name)?.definition ?? {}
  return Object.entries(values).map(([name, value]) => {
    const label = `${shortType(type)}.${name}`
    return { label, kind: 'enum-member', summary, detail: `${label} = ${value}` }
  })
}

/** The type of what is compared with the cursor, assigned from it, or switched by it. */
function wantedType(tree: ExpressionTree): ClrType | undefined {
  const { staticTypes } = bindTree(tree)
  let wanted: ClrType | undefined
  const subjects: Expr[] = []
  walkCode(tree, {
    statement(one) {
      if (one.kind === 'switch' && tree.source.code.slice(one.start, one.end).includes(cursorName))
        subjects.push(one.subject)
    },
    expression(expr) {
      if (expr.kind === 'binary' && /^[!=]=$/.test(expr.operator)) {
        if (isCursor(expr.right)) wanted = staticTypes.get(expr.left)
        if (isCursor(expr.left)) wanted = staticTypes.get(expr.right)
      }
      if (expr.kind === 'assignment' && isCursor(expr.value)) wanted = staticTypes.get(expr.target)
    },
  })
  const at = tree.tokens.findIndex(({ text }) => text === cursorName)
  const subject = subjects.at(-1)
  if (tree.tokens[at - 1]?.text === 'case' && subject !== undefined) return staticTypes.get(subject)
  return wanted
}

/** The enumeration that one of the overloads takes at the cursor. */
function enumOf(call: CallAt): ClrType | undefined {
  const types = call.callables.flatMap((one) => {
    const at = parameterOf(call, one)
    const type = at === undefined ? undefined : one.parameters[at]?.type
    return type !== undefined && isEnum(underlying(type)) ? [type] : []
  })
  return types[0]
}

const isCursor = (expr: Expr): boolean => expr.kind === 'name' && expr.name === cursorName
