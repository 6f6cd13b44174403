/** The shapes of the catalogue. The catalogue itself is data: every value here can be printed as JSON. */

export type Section = 'inbound' | 'backend' | 'outbound' | 'on-error'
export type Scope = 'global' | 'workspace' | 'product' | 'api' | 'operation'
/** What a document is bound to; `fragment` and `resolver` documents have a root of their own. */
export type DocumentScope = Scope | 'fragment' | 'resolver'
export type Gateway = 'classic' | 'v2' | 'consumption' | 'self-hosted' | 'workspace'

export type ValueType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'enum'
  | 'uri'
  | 'ip-address'
  | 'timespan'
  | 'datetime'

/** The CLR type that an expression in this place must return: `body` is a string or bytes, `object` whatever a variable can hold. */
export type ReturnType = 'string' | 'body' | 'int' | 'long' | 'double' | 'bool' | 'object'

export interface Policy {
  readonly name: string
  readonly title: string
  readonly category: string
  readonly status: 'ga' | 'preview' | 'deprecated' | 'undocumented'
  /** One or two sentences in our own words. */
  readonly summary: string
  /** The page of the official documentation. */
  readonly docs: string
  /** Empty: only inside another element (`set-url`), or a resolver's root. Undefined: no source says. */
  readonly sections?: readonly Section[]
  readonly scopes?: readonly Scope[]
  readonly gateways?: readonly Gateway[]
  /** False: excluded from fragments; undefined: no source says. */
  readonly fragment?: boolean
  /** True: root of a GraphQL resolver document. */
  readonly resolverRoot?: boolean
  readonly occurrence?: 'once-per-section' | 'once-per-definition'
  readonly attributes: Readonly<Record<string, AttributeSpec>>
  /** In the order of the policy statement. */
  readonly children: Readonly<Record<string, ChildSpec>>
  /** `sequence`: the children keep the order of `children`; one marked `undocumented` may stand anywhere. */
  readonly childOrder: 'sequence' | 'any'
  readonly content: ContentModel
  readonly text?: TextSpec
  readonly groups?: readonly Group[]
  /** Another form of the same element, told apart by an attribute's value (the Dapr form of `set-backend-service`). */
  readonly variants?: readonly Variant[]
  /** The policy to use instead of a deprecated one. */
  readonly replacement?: string
  readonly notes?: readonly string[]
  /** Where the sources disagree: which one we follow, and why. A finding that rests on one is at most a warning. */
  readonly conflicts?: readonly Conflict[]
  /** What about the policy's place the sources disagree on; a finding about it is at most a warning. */
  readonly disputed?: readonly Dispute[]
}

export type Dispute = 'sections' | 'scopes' | 'gateways' | 'fragment' | 'occurrence'

/** `policies`: any policy of the section; `foreign`: XML of another vocabulary. */
export type ContentModel = 'empty' | 'text' | 'children' | 'mixed' | 'policies' | 'foreign'

export interface AttributeSpec {
  readonly type: ValueType
  readonly summary: string
  readonly required?: boolean
  readonly default?: string
  readonly values?: readonly string[]
  readonly min?: number
  readonly max?: number
  /** A smaller value is refused, except 0, which has a meaning of its own (`quota-by-key`: never reset). */
  readonly minUnlessZero?: number
  readonly unit?: string
  /** What the text names: `header`, `variable-name`, `named-value`, `backend-id`, `fragment-id`, … */
  readonly format?: string
  /** May an expression stand here? Undefined: the sources are silent, so nothing is reported. */
  readonly expression?: boolean
  readonly returns?: ReturnType
  /** Values worth offering; others are just as right. */
  readonly suggestions?: readonly string[]
  /** A valid value that snippets put in. */
  readonly sample?: string
  /** True: optional, yet a snippet of the element has it, since it is of little use without. */
  readonly suggested?: boolean
  /** False: the service refuses it in a fragment. */
  readonly fragment?: false
  /** True: known from a schema only, not from the documentation. */
  readonly undocumented?: boolean
  /** What the sources disagree on about this attribute; a finding about it is at most a warning. */
  readonly disputed?: readonly AttributeDispute[]
}

/** `values`: which there are, or the type; `range`: how large they may be. */
export type AttributeDispute = 'required' | 'values' | 'range' | 'expression'

export interface ChildSpec {
  readonly summary: string
  readonly min: number
  /** `min` is 1 unless this attribute of the parent has this value. The documentation alone says so, thus its absence is at most a warning. */
  readonly neededUnless?: { readonly attribute: string; readonly equals: string }
  /** Undefined: no limit. */
  readonly max?: number
  readonly attributes: Readonly<Record<string, AttributeSpec>>
  readonly children: Readonly<Record<string, ChildSpec>>
  readonly childOrder: 'sequence' | 'any'
  readonly content: ContentModel
  readonly text?: TextSpec
  readonly groups?: readonly Group[]
  /** The child is a policy of the catalogue (`set-header` in `return-response`): its entry there describes it. */
  readonly policy?: string
  /** True: optional, yet a snippet of the parent has it, since the parent is of little use without. */
  readonly suggested?: boolean
  readonly undocumented?: boolean
  readonly disputed?: boolean
}

export interface TextSpec {
  readonly type: ValueType
  readonly summary?: string
  readonly values?: readonly string[]
  readonly expression?: boolean
  readonly returns?: ReturnType
  readonly required?: boolean
  /** Values worth offering; others are just as right. */
  readonly suggestions?: readonly string[]
  /** A valid text that snippets put in. */
  readonly sample?: string
}

export interface Group {
  readonly kind: 'at-least-one' | 'at-most-one' | 'exactly-one' | 'together'
  /** Names of attributes; a child element is written `<name>`. */
  readonly members: readonly string[]
  readonly note?: string
  readonly disputed?: boolean
}

export interface Variant {
  readonly name: string
  /** The variant holds when this attribute has this value. */
  readonly when: { readonly attribute: string; readonly equals: string }
  readonly gateways?: readonly Gateway[]
  readonly attributes: Readonly<Record<string, AttributeSpec>>
  readonly groups?: readonly Group[]
}

export interface Conflict {
  readonly about: string
  readonly follows: string
  readonly why: string
}

/** Every policy element takes an `id`, which the error of a failing policy names (`context.LastError.PolicyId`). */
export const ID_ATTRIBUTE: AttributeSpec = {
  type: 'string',
  summary: 'A name of your own for this policy. When the policy fails, `context.LastError.PolicyId` holds it.',
}

export const SECTIONS: readonly Section[] = ['inbound', 'backend', 'outbound', 'on-error']
export const SCOPES: readonly Scope[] = ['global', 'workspace', 'product', 'api', 'operation']
export const GATEWAYS: readonly Gateway[] = ['classic', 'v2', 'consumption', 'self-hosted', 'workspace']

/** Declares one policy; the identity function, so that a policy file is type-checked data and nothing else. */
export const policy = (entry: Policy): Policy => entry
