import { type ClrType, sameType, types } from '../expression/clr/clr-type.ts'
import { findTypeName } from '../expression/registry.ts'
import { parseTypeText } from '../expression/signature.ts'
import type { Span } from '../text/span.ts'
import type { ExpressionUse } from './expressions.ts'
import type { AttributeMeaning, Meaning } from './meaning.ts'
import type { VariableSummary } from './neighbours.ts'
import { outputOf, resultType } from './variables-types.ts'

/** One place that gives a context variable its value. */
export interface Setter {
  readonly name: string
  readonly when: 'always' | 'sometimes'
  /** Of the value; undefined when only a run can tell. */
  type(): ClrType | undefined
  /** Where it stands; absent when another document sets it. */
  readonly place?: { readonly meaning: Meaning; readonly span: Span }
  /** Where it is set otherwise. */
  readonly from?: 'another scope' | 'a fragment'
  /** The policy leaves null in the variable when it fails and the failure is ignored. */
  readonly mayBeNull: boolean
}

/** Whether any attribute of an element names a variable: few do, and what has none is not looked at further. */
export const maySet = ({ attributes }: Meaning): boolean => {
  for (const { spec } of attributes) if (spec?.format === 'variable-name') return true
  return false
}

/** The attributes of an element that name a variable to set, by the name; undefined where only a run, or a tool, tells the name. */
export function* namesSetBy({
  name,
  attributes,
}: Meaning): Iterable<{ attribute: AttributeMeaning; name: string | undefined }> {
  // It answers with the response in the variable.
  if (name === 'return-response') return
  for (const attribute of attributes) {
    if (attribute.spec?.format !== 'variable-name' || attribute.attribute.value === undefined) continue
    const { value } = attribute
    if (value?.kind === 'literal' && value.text.trim() === '') continue
    yield { attribute, name: value?.kind === 'literal' ? value.text : undefined }
  }
}

interface Here {
  readonly meaning: Meaning
  readonly attribute: AttributeMeaning
  readonly name: string
  /** The expression that gives the value, for a set-variable. */
  readonly use: ExpressionUse | undefined
  /** What the value is copied from, when it is another variable as it stands. */
  readonly copied: readonly Setter[] | undefined
}

export function setterHere({ meaning, attribute, name, use, copied }: Here): Setter {
  const { start, end } = attribute.attribute.value ?? attribute.attribute
  const isVariable = meaning.name === 'set-variable'
  const output = outputOf(meaning.name, attribute.name)
  const valued = meaning.attributes.find((one) => one.name === 'value')?.value
  const typed = (): ClrType | undefined => {
    if (!isVariable) return output.type
    if (valued?.kind === 'literal') return types.string
    return copied === undefined ? use?.tree && resultType(use.tree) : commonType(copied)
  }
  let known: { readonly type: ClrType | undefined } | undefined
  return {
    name,
    when: isVariable
      ? 'always'
      : meaning.name === 'cache-lookup-value' && has(meaning, 'default-value')
        ? 'always'
        : output.when,
    type() {
      known ??= { type: typed() }
      return known.type
    },
    place: { meaning, span: { start, end } },
    mayBeNull: meaning.attributes.some((one) => one.name === 'ignore-error' && !isLiteral(one, 'false')),
  }
}

const has = ({ attributes }: Meaning, name: string): boolean => attributes.some((attribute) => attribute.name === name)

const isLiteral = ({ value }: AttributeMeaning, text: string): boolean =>
  value?.kind === 'literal' && value.text === text

export function setterElsewhere(
  { name, type, isAlwaysSet }: VariableSummary,
  from: NonNullable<Setter['from']>,
): Setter {
  const of = type === undefined ? undefined : typeNamed(type)
  return { name, when: isAlwaysSet ? 'always' : 'sometimes', type: () => of, from, mayBeNull: false }
}

function typeNamed(text: string): ClrType | undefined {
  try {
    const type = parseTypeText(text, [], findTypeName)
    return type.name === '?' ? undefined : type
  } catch {
    // A name that no version of this program wrote.
    return undefined
  }
}

/** The type that all of the setters give; undefined when they differ, or one of them cannot be told. */
export function commonType(setters: readonly Setter[]): ClrType | undefined {
  const [first, ...others] = setters
  const type = first?.type()
  if (type === undefined) return undefined
  return others.every((setter) => {
    const other = setter.type()
    return other !== undefined && sameType(other, type)
  })
    ? type
    : undefined
}
