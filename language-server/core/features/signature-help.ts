import { MarkupKind, type SignatureHelp, type SignatureInformation } from 'vscode-languageserver-types'
import { type CallAt, type Callable, callAt, parameterOf } from '../expression/call-at.ts'
import { shortType } from '../expression/clr/clr-type.ts'
import type { SignatureParameter } from '../expression/signature.ts'
import type { Analysis } from '../model/analysis.ts'
import { codePlaceAt } from './code-place.ts'
import { wordsOf } from './parameter-words.ts'

export const SIGNATURE_CHARACTERS = { trigger: ['(', ',', '['], retrigger: [')', ']'] }

/** The overloads of the call that the cursor is among the arguments of, and the parameter that is next. */
export function signatureHelp(analysis: Analysis, offset: number): SignatureHelp | undefined {
  const place = codePlaceAt(analysis, offset)
  const call = place && callAt(place)
  if (call === undefined) return undefined
  const active = call.callables[call.active]
  const parameter = active && parameterOf(call, active)
  return {
    signatures: call.callables.map((one) => signature(call, one)),
    activeSignature: call.active,
    ...(parameter !== undefined && { activeParameter: parameter }),
  }
}

function signature(call: CallAt, callable: Callable): SignatureInformation {
  const [open = '', close = ''] = callable.brackets
  let label = callable.head + open
  const parameters = callable.parameters.map((one, index) => {
    if (index > 0) label += ', '
    const start = label.length
    label += parameterText(one)
    // The names in functions of the expression itself are the author's.
    const value = callable.summary === '' ? undefined : wordsOf(one)
    return {
      label: [start, label.length] as [number, number],
      ...(value !== undefined && { documentation: { kind: MarkupKind.Markdown, value } }),
    }
  })
  const active = parameterOf(call, callable)
  return {
    label: label + close,
    parameters,
    ...(active !== undefined && { activeParameter: active }),
    ...(callable.summary && { documentation: { kind: MarkupKind.Markdown, value: callable.summary } }),
  }
}

function parameterText({ name, type, modifier, default: value }: SignatureParameter): string {
  const before = modifier === undefined || modifier === 'this' ? '' : `${modifier} `
  const behind = value === undefined ? '' : ` = ${value.value === null ? 'null' : JSON.stringify(value.value)}`
  return `${before}${shortType(type)} ${name}${behind}`
}
