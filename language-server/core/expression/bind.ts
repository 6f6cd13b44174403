import { ClrException, indexOutOfRange, isExceptionOf, notSimulated, nullReference } from './clr/clr-exception.ts'
import {
  arrayOf,
  type ClrType,
  clrType,
  isNullable,
  isUnknown,
  keywordTypes,
  nullableOf,
  sameType,
  shortType,
  substitute,
  types,
  underlying,
} from './clr/clr-type.ts'
import { arrayAt, enumerate, setArrayAt } from './clr/collections.ts'
import { parseDecimal } from './clr/decimal.ts'
import { equal } from './clr/equality.ts'
import { convertNumber, fitsIn, isNumeric, toNumber } from './clr/number.ts'
import { align, textOf } from './clr/text.ts'
import {
  arrayFrom,
  ClrAnonymous,
  ClrArray,
  ClrDouble,
  ClrEnum,
  ClrInteger,
  ClrSingle,
  ClrTuple,
  ClrTypeObject,
  charOf,
  type Ref,
  typeOf,
} from './clr/values.ts'
import {
  bestCommonType,
  type Converter,
  defaultValue,
  explicitConversion,
  implicitConversion,
  isInstance,
} from './convert.ts'
import type { Call } from './definition.ts'
import { Frame, FunctionScope, frameAt, type Local, type LocalParameter } from './frame.ts'
import { lateGet, lateIndex, lateInvoke, lateSetIndex } from './late.ts'
import { binaryOperation, unaryOperation } from './operators.ts'
import { type ArgumentInfo, type Candidate, type Resolution, resolveOverload } from './overload.ts'
import { bindQuery } from './query.ts'
import {
  constructorsOf,
  delegateShape,
  elementType,
  extensionsNamed,
  findBase,
  findTypeName,
  isEnum,
  isNamespace,
  isValueType,
  knownType,
  membersNamed,
  substitutionOf,
} from './registry.ts'
import {
  type Argument,
  type BlockStmt,
  type Expr,
  type ExpressionDiagnostic,
  type ExpressionTree,
  type Initializer,
  type LambdaExpr,
  type LocalStmt,
  type Pattern,
  rawSpan,
  type Stmt,
  type TypeSyntax,
} from './tree.ts'

/** An expression with its static type and what computes it. */
export interface Bound {
  readonly type: ClrType
  readonly run: (frame: Frame) => unknown
  readonly constant?: { readonly value: unknown }
  /** Present where a value can be assigned. */
  readonly store?: (frame: Frame, value: unknown) => void
  readonly group?: MethodGroup
}

interface MethodGroup {
  readonly name: string
  readonly candidates: readonly Candidate[]
  readonly extensions: readonly Candidate[]
  readonly self?: Bound
}

/** What a name can stand for. */
export type Entity =
  | { readonly kind: 'value'; readonly bound: Bound }
  | { readonly kind: 'type'; readonly type: ClrType }
  | { readonly kind: 'namespace'; readonly name: string }
  | { readonly kind: 'late'; readonly target: Bound; readonly name: string; readonly quiet: boolean }

type Run = (frame: Frame) => Completion
/** How a statement ended. */
type Completion = 0 | 1 | 2 | 3
const normal = 0
const broke = 1
const continued = 2
const returned = 3

export interface BoundBody {
  readonly type: ClrType
  readonly run: (frame: Frame) => unknown
}

/** What binding learned beside the code itself. */
export interface BindResult {
  readonly body: BoundBody
  readonly diagnostics: readonly ExpressionDiagnostic[]
  readonly readsBody: { readonly request: boolean; readonly response: boolean }
  /** The static type of each expression node, for editor features. */
  readonly staticTypes: ReadonlyMap<Expr, ClrType>
  /** Present when the code holds the cursor's name. */
  readonly cursor?: CursorPlace
}

export const contextType = clrType('IProxyRequestContext')

/** A name that stands where the cursor is: whoever completes asks what could stand there instead. */
export const cursorName = '__cursor'

/** What was found at the cursor: the owner of a member, a place for a type, or a place for any name. */
export interface CursorPlace {
  readonly kind: 'member' | 'type' | 'name'
  readonly owner?: Entity
  /** The variables in sight, innermost first. */
  readonly locals: readonly Local[]
}

/**
 * Gives every node of the tree its static type and turns it into a closure, in one pass: the checker and the evaluator read the same
 * signatures. Where a type is not known, members and operators are looked up at run time by the value.
 */
export function bindTree(tree: ExpressionTree): BindResult {
  const binder = new Binder(tree)
  const body = tree.root.kind === 'block' ? binder.bindFunctionBody(tree.root) : binder.bindRoot(tree.root)
  const { diagnostics, readsBody, staticTypes, cursor } = binder
  return { body, diagnostics, readsBody, staticTypes, ...(cursor && { cursor }) }
}

export class Binder {
  readonly diagnostics: ExpressionDiagnostic[] = []
  readonly readsBody = { request: false, response: false }
  readonly staticTypes = new Map<Expr, ClrType>()
  scope = new FunctionScope()
  cursor: CursorPlace | undefined
  private readonly tree: ExpressionTree
  private overflows: 'wrap' | 'throw' = 'wrap'
  private readonly receivers: Bound[] = []
  private readonly lambdas = new WeakMap<FunctionScope, Map<LambdaExpr, Map<string, BoundLambda>>>()

  constructor(tree: ExpressionTree) {
    this.tree = tree
  }

  report(code: string, message: string, at: { readonly start: number; readonly end: number }): void {
    this.diagnostics.push({ code, severity: 'warning', message, span: rawSpan(this.tree.source, at) })
  }

  /** A lambda is bound once for each overload; the place where most is known counts. */
  private meetCursor(kind: CursorPlace['kind'], owner?: Entity): void {
    const known = (place: CursorPlace | undefined): boolean =>
      place !== undefined &&
      !(place.owner?.kind === 'value' && isUnknown(place.owner.bound.type)) &&
      place.owner?.kind !== 'late'
    const locals = this.scope.visible()
    const place: CursorPlace = { kind, locals, ...(owner && { owner }) }
    if (!known(this.cursor) || known(place)) this.cursor = place
  }

  bindRoot(expr: Expr): BoundBody {
    const bound = this.bind(expr)
    return { type: bound.type, run: bound.run }
  }

  bindFunctionBody(block: BlockStmt): BoundBody {
    const run = this.bindBlock(block)
    const type = bestCommonType(this.scope.returns) ?? (this.scope.returns.length > 0 ? types.object : types.void)
    return {
      type,
      run: (frame) => {
        run(frame)
        return frame.result
      },
    }
  }

  // Names

  resolveType(syntax: TypeSyntax): ClrType {
    switch (syntax.kind) {
      case 'predefined-type':
        return keywordTypes[syntax.keyword] ?? types.unknown
      case 'nullable-type':
        return nullableOf(this.resolveType(syntax.element))
      case 'array-type':
        return syntax.rank > 1 ? types.unknown : arrayOf(this.resolveType(syntax.element))
      case 'tuple-type': {
        const type = clrType(
          `System.ValueTuple\`${syntax.elements.length}`,
          ...syntax.elements.map((one) => this.resolveType(one.type)),
        )
        return { ...type, labels: syntax.elements.map((one, index) => one.name?.name ?? `Item${index + 1}`) }
      }
      case 'missing-type':
        return types.unknown
      default:
    }
    const last = syntax.parts.at(-1)
    const args = (last?.args ?? []).map((arg) => this.resolveType(arg))
    const text = syntax.parts.map((part) => part.name).join('.')
    if (text === 'dynamic' || text === 'var') return types.unknown
    if (last?.name === cursorName) {
      const before = syntax.parts
        .slice(0, -1)
        .map((part) => part.name)
        .join('.')
      this.meetCursor('type', before === '' ? undefined : { kind: 'namespace', name: before })
      return types.unknown
    }
    const name = findTypeName(text, args.length)
    if (name) return clrType(name, ...args)
    if (text !== '' && !syntax.parts.some((part) => part.name === '')) {
      this.report(
        'CS0246',
        `The type or namespace name '${text}' could not be found, or it cannot be used within expressions`,
        syntax,
      )
    }
    return types.unknown
  }

  private bindName(expr: Extract<Expr, { kind: 'name' }>, quiet: boolean): Entity | undefined {
    const local = this.scope.find(expr.name)
    if (local) return { kind: 'value', bound: this.bindLocal(local) }
    if (expr.name === 'context')
      return { kind: 'value', bound: { type: contextType, run: (frame) => frame.evaluation.contextView } }
    const name = findTypeName(expr.name, expr.typeArgs?.length ?? 0)
    if (name) return { kind: 'type', type: clrType(name, ...(expr.typeArgs ?? []).map((arg) => this.resolveType(arg))) }
    if (isNamespace(expr.name)) return { kind: 'namespace', name: expr.name }
    if (expr.name === cursorName) this.meetCursor('name')
    if (!quiet && expr.name !== '')
      this.report('CS0103', `The name '${expr.name}' does not exist in the current context`, expr)
    return undefined
  }

  bindLocal(local: Local): Bound {
    const hops = this.scope.depth - local.owner.depth
    const { slot } = local
    const run = hops === 0 ? (frame: Frame) => frame.slots[slot] : (frame: Frame) => frameAt(frame, hops).slots[slot]
    if (local.constant) return { type: local.type, run, constant: local.constant }
    return {
      type: local.type,
      run,
      store:
        hops === 0
          ? (frame, value) => {
              frame.slots[slot] = value
            }
          : (frame, value) => {
              frameAt(frame, hops).slots[slot] = value
            },
    }
  }

  private bindEntity(expr: Expr): Entity {
    switch (expr.kind) {
      case 'name': {
        const entity = this.bindName(expr, false)
        return (
          entity ?? { kind: 'value', bound: this.failing(`'${expr.name}'`, 'does not exist in the current context') }
        )
      }
      case 'type-expression':
        return { kind: 'type', type: this.resolveType(expr.type) }
      case 'member':
        return this.bindMember(expr)
      case 'parenthesized':
        return { kind: 'value', bound: this.bind(expr.inner) }
      default:
        return { kind: 'value', bound: this.bind(expr) }
    }
  }

  private failing(what: string, why: string): Bound {
    return {
      type: types.unknown,
      run: () => {
        throw notSimulatedName(what, why)
      },
    }
  }

  private bindMember(expr: Extract<Expr, { kind: 'member' }>): Entity {
    const { target, name } = expr
    const owner =
      target.kind === 'name' ? (this.bindName(target, true) ?? this.bindEntity(target)) : this.bindEntity(target)
    if (name.name === cursorName) this.meetCursor('member', owner)
    if (name.name === '') return { kind: 'value', bound: this.failing('the member', 'is missing') }
    if (owner.kind === 'namespace') {
      const full = `${owner.name}.${name.name}`
      const found = findTypeName(full, expr.typeArgs?.length ?? 0)
      if (found)
        return { kind: 'type', type: clrType(found, ...(expr.typeArgs ?? []).map((arg) => this.resolveType(arg))) }
      if (isNamespace(full)) return { kind: 'namespace', name: full }
      this.report(
        'CS0234',
        `The type or namespace name '${name.name}' does not exist in the namespace '${owner.name}'`,
        name,
      )
      return { kind: 'value', bound: this.failing(`'${full}'`, 'is not known') }
    }
    if (owner.kind === 'type') return this.bindStaticMember(owner.type, expr)
    const self = owner.kind === 'late' ? this.lateValue(owner) : owner.bound
    this.staticTypes.set(target, self.type)
    return this.bindInstanceMember(self, expr)
  }

  private bindStaticMember(type: ClrType, expr: Extract<Expr, { kind: 'member' }>): Entity {
    const name = expr.name.name
    const definition = knownType(type.name)?.definition
    if (definition?.values && Object.hasOwn(definition.values, name)) {
      const value = new ClrEnum(type, definition.values[name] ?? 0, definition.values)
      return { kind: 'value', bound: { type, run: () => value, constant: { value } } }
    }
    const found = membersNamed(type, name).filter((one) => one.member.isStatic)
    const property = found.find((one) => one.member.signature.kind === 'property')
    if (property) {
      const run = property.member.member.run as ((call: Call) => unknown) | undefined
      const full = `${type.name}.${name}`
      const returns = substitute(property.member.signature.returnType, substitutionOf(property.on))
      return {
        kind: 'value',
        bound: {
          type: returns,
          run: run
            ? (frame) => run(type.args.length > 0 ? frame.evaluation.withTypes(type.args) : frame.evaluation)
            : () => {
                throw notSimulated(full)
              },
        },
      }
    }
    const nested = findTypeName(`${type.name}.${name}`, 0)
    if (nested) return { kind: 'type', type: clrType(nested) }
    if (found.length > 0) {
      const group: MethodGroup = {
        name,
        candidates: found.map((one) => ({ member: one.member, on: one.on.name === type.name ? type : one.on })),
        extensions: [],
      }
      return { kind: 'value', bound: { type: types.methodGroup, run: noValue, group } }
    }
    if (!isUnknown(type) && definition)
      this.report('CS0117', `'${shortType(type)}' does not contain a definition for '${name}'`, expr.name)
    return { kind: 'value', bound: this.failing(`'${type.name}.${name}'`, 'is not known') }
  }

  private bindInstanceMember(self: Bound, expr: Extract<Expr, { kind: 'member' }>): Entity {
    const name = expr.name.name
    const { type } = self
    if (isUnknown(type)) {
      if (name === 'Body') this.readsBody.request = this.readsBody.response = true
      return { kind: 'late', target: self, name, quiet: true }
    }
    const label = type.labels?.indexOf(name) ?? -1
    const item =
      label >= 0
        ? label
        : /^Item\d$/.test(name) && /^System\.(Value)?Tuple`/.test(type.name)
          ? Number(name.slice(4)) - 1
          : -1
    if (item >= 0 && item < type.args.length) {
      return {
        kind: 'value',
        bound: {
          type: type.args[item] ?? types.unknown,
          run: (frame) => {
            const value = self.run(frame)
            if (value === null) throw nullReference()
            return (value as ClrTuple).values[item]
          },
          store: (frame, value) => {
            const tuple = self.run(frame)
            if (tuple instanceof ClrTuple) tuple.values[item] = value
          },
        },
      }
    }
    const found = membersNamed(type, name).filter((one) => !one.member.isStatic)
    const property = found.find((one) => one.member.signature.kind === 'property')
    if (property) return { kind: 'value', bound: this.bindProperty(self, property, expr) }
    const extensions = extensionsNamed(name).map((member) => ({ member, on: clrType(member.declaring) }))
    if (found.length > 0 || extensions.length > 0) {
      return {
        kind: 'value',
        bound: { type: types.methodGroup, run: noValue, group: { name, candidates: found, extensions, self } },
      }
    }
    if (type.name === 'null' || type.name === 'System.Void' || type.name === 'method group')
      return { kind: 'late', target: self, name, quiet: true }
    if (knownType(type.name) || type.name === '[]') {
      this.report('CS1061', `'${shortType(type)}' does not contain a definition for '${name}'`, expr.name)
    }
    return { kind: 'late', target: self, name, quiet: false }
  }

  private bindProperty(self: Bound, property: Candidate, expr: Extract<Expr, { kind: 'member' }>): Bound {
    const { member, on } = property
    const returns = substitute(member.signature.returnType, substitutionOf(on))
    const full = `${member.declaring}.${member.signature.name}`
    if (full === 'IRequest.Body') this.readsBody.request = true
    if (full === 'IResponse.Body' && !isStoredResponse(expr.target)) this.readsBody.response = true
    const run = member.member.run as ((call: Call, self: unknown) => unknown) | undefined
    if (!run) {
      return {
        type: returns,
        run: () => {
          throw notSimulated(full)
        },
      }
    }
    const nullable = isNullable(self.type)
    const { run: target } = self
    const set = member.member.set as ((call: Call, self: unknown, value: unknown) => unknown) | undefined
    return {
      type: returns,
      run: (frame) => {
        const value = target(frame)
        if ((value === null || value === undefined) && !nullable) throw nullReference()
        return run(frame.evaluation, value)
      },
      ...(set && {
        store: (frame: Frame, value: unknown) => {
          const owner = target(frame)
          if (owner === null) throw nullReference()
          set(frame.evaluation, owner, value)
        },
      }),
    }
  }

  private lateValue(entity: Extract<Entity, { kind: 'late' }>): Bound {
    const { target, name } = entity
    return { type: types.unknown, run: (frame) => lateGet(frame.evaluation, target.run(frame), name) }
  }

  // Expressions

  bind(expr: Expr): Bound {
    const bound = this.bindHere(expr)
    this.staticTypes.set(expr, bound.type)
    return bound
  }

  private bindHere(expr: Expr): Bound {
    switch (expr.kind) {
      case 'literal':
        return this.bindLiteral(expr)
      case 'parenthesized':
        return this.bind(expr.inner)
      case 'name':
      case 'member':
      case 'type-expression': {
        const entity = this.bindEntity(expr)
        if (entity.kind === 'value') return entity.bound
        if (entity.kind === 'late') return this.lateValue(entity)
        const name = entity.kind === 'type' ? shortType(entity.type) : entity.name
        this.report(
          entity.kind === 'type' ? 'CS0119' : 'CS0118',
          `'${name}' is a ${entity.kind}, which is not valid in the given context`,
          expr,
        )
        return this.failing(`'${name}'`, 'is not a value')
      }
      case 'receiver':
        return this.receivers.at(-1) ?? this.failing('the receiver', 'is missing')
      case 'conditional-access':
        return this.bindConditionalAccess(expr)
      case 'invocation':
        return this.bindInvocation(expr)
      case 'element':
        return this.bindElement(expr)
      case 'new':
        return this.bindNew(expr)
      case 'new-array':
        return this.bindNewArray(expr)
      case 'new-anonymous': {
        const members = expr.members.map((one) => this.bind(one.value))
        const type: ClrType = {
          name: '<>anonymous',
          args: members.map((one) => one.type),
          labels: expr.members.map((one) => one.name.name),
        }
        return {
          type,
          run: (frame) =>
            new ClrAnonymous(
              type,
              members.map((one) => one.run(frame)),
            ),
        }
      }
      case 'array-initializer':
        return this.bindArrayOf(undefined, expr.initializer)
      case 'cast':
        return this.bindCast(expr)
      case 'as': {
        const operand = this.bind(expr.operand)
        const to = this.resolveType(expr.type)
        return {
          type: to,
          run: (frame) => {
            const value = operand.run(frame)
            return isInstance(value, to) ? value : null
          },
        }
      }
      case 'is': {
        const operand = this.bind(expr.operand)
        const test = this.bindPattern(expr.pattern, operand.type)
        return { type: types.bool, run: (frame) => test(frame, operand.run(frame)) }
      }
      case 'unary':
        return this.bindUnary(expr)
      case 'postfix':
        return this.bindIncrement(expr.operand, expr.operator, 'old', expr)
      case 'binary':
        return this.bindBinary(expr)
      case 'conditional':
        return this.bindConditional(expr)
      case 'assignment':
        return this.bindAssignment(expr)
      case 'interpolated':
        return this.bindInterpolated(expr)
      case 'lambda': {
        const explicit = expr.parameters.map((one) => (one.type ? this.resolveType(one.type) : types.unknown))
        const lambda = this.bindLambda(expr, explicit)
        this.diagnostics.push(...lambda.diagnostics)
        return { type: types.unknown, run: lambda.make }
      }
      case 'tuple': {
        const elements = expr.elements.map((one) => this.bind(one.value))
        const type: ClrType = {
          ...clrType(`System.ValueTuple\`${elements.length}`, ...elements.map((one) => one.type)),
          labels: expr.elements.map((one, index) => one.name?.name ?? projected(one.value) ?? `Item${index + 1}`),
        }
        return {
          type,
          run: (frame) =>
            new ClrTuple(
              type,
              elements.map((one) => one.run(frame)),
            ),
        }
      }
      case 'typeof': {
        const value = new ClrTypeObject(this.resolveType(expr.type))
        return { type: types.type, run: () => value }
      }
      case 'default': {
        if (!expr.type) return { type: types.null, run: () => null, constant: { value: null } }
        const type = this.resolveType(expr.type)
        return { type, run: () => defaultValue(type) }
      }
      case 'checked': {
        const outer = this.overflows
        this.overflows = expr.checked ? 'throw' : 'wrap'
        const inner = this.bind(expr.inner)
        this.overflows = outer
        return inner
      }
      case 'query':
        return bindQuery(this, expr)
      case 'throw': {
        const value = this.bind(expr.value)
        return {
          type: types.null,
          run: (frame) => {
            throw asException(value.run(frame))
          },
        }
      }
      case 'named-value':
        return this.failing(`The named value '${expr.name}'`, 'has no value here')
      case 'declaration': {
        const local = this.scope.declare(expr.name.name, this.resolveType(expr.type))
        return this.bindLocal(local)
      }
      case 'ref':
        return this.bind(expr.inner)
      case 'await':
        this.bind(expr.inner)
        return this.failing("'await'", 'cannot be used within expressions')
      case 'unsupported':
        return this.failing(`This ${expr.feature}`, 'needs a newer C#')
      default:
        return this.failing('An expression', 'is missing here')
    }
  }

  private bindLiteral(expr: Extract<Expr, { kind: 'literal' }>): Bound {
    const { literal } = expr
    const constant = (type: ClrType, value: unknown): Bound => ({ type, run: () => value, constant: { value } })
    switch (literal.kind) {
      case 'string':
        return constant(types.string, literal.value)
      case 'bool':
        return constant(types.bool, literal.value)
      case 'null':
        return constant(types.null, null)
      case 'char':
        return constant(types.char, charOf(literal.value))
      default:
    }
    if (literal.suffix === 'm')
      return constant(types.decimal, parseDecimal(literal.digits) ?? convertNumber(0, types.decimal))
    if (literal.suffix === 'f') return constant(types.float, new ClrSingle(Number(literal.digits)))
    if (literal.real) return constant(types.double, new ClrDouble(Number(literal.digits)))
    const prefix = literal.radix === 16 ? '0x' : literal.radix === 2 ? '0b' : ''
    const value = BigInt(prefix + literal.digits)
    const choices: Readonly<Record<string, readonly ClrType[]>> = {
      '': [types.int, types.uint, types.long, types.ulong],
      u: [types.uint, types.ulong],
      l: [types.long, types.ulong],
      ul: [types.ulong],
      d: [types.double],
    }
    const type = (choices[literal.suffix] ?? []).find((one) => fitsIn(value, one))
    if (!type) {
      this.report('CS1021', 'Integral constant is too large', expr)
      return constant(types.unknown, null)
    }
    if (type === types.int) return constant(type, Number(value))
    return constant(type, type === types.long ? value : new ClrInteger(type, value))
  }

  private bindInterpolated(expr: Extract<Expr, { kind: 'interpolated' }>): Bound {
    const parts = expr.parts.map((part): ((frame: Frame) => string) => {
      if (part.kind === 'text') return () => part.value
      const value = this.bind(part.value)
      const width = part.alignment ? this.bind(part.alignment) : undefined
      const { format } = part
      if (!width && format === undefined) return (frame) => textOf(value.run(frame))
      return (frame) => align(textOf(value.run(frame), format), width ? toNumber(width.run(frame)) : 0)
    })
    return {
      type: types.string,
      run: (frame) => {
        let text = ''
        for (const part of parts) text += part(frame)
        return text
      },
    }
  }

  private bindConditionalAccess(expr: Extract<Expr, { kind: 'conditional-access' }>): Bound {
    const target = this.bind(expr.target)
    const local = this.scope.declare('?', underlying(target.type))
    const receiver = this.bindLocal(local)
    this.receivers.push(receiver)
    const access = this.bind(expr.access)
    this.receivers.pop()
    const type = isValueType(access.type) && access.type.name !== 'System.Void' ? nullableOf(access.type) : access.type
    return {
      type,
      run: (frame) => {
        const value = target.run(frame)
        if (value === null || value === undefined) return null
        receiver.store?.(frame, value)
        return access.run(frame)
      },
    }
  }

  private bindCast(expr: Extract<Expr, { kind: 'cast' }>): Bound {
    const to = this.resolveType(expr.type)
    if (
      expr.operand.kind === 'lambda' ||
      (expr.operand.kind === 'parenthesized' && expr.operand.inner.kind === 'lambda')
    ) {
      return this.convert(this.bindTarget(expr.operand, to), to, expr)
    }
    const operand = this.bind(expr.operand)
    if (operand.group) return this.convert(operand, to, expr)
    const converter = explicitConversion(operand.type, to, operand.constant ? 'wrap' : this.overflows, operand.constant)
    if (!converter) {
      this.report('CS0030', `Cannot convert type '${shortType(operand.type)}' to '${shortType(to)}'`, expr)
      return { type: to, run: operand.run }
    }
    return this.converted(operand, to, converter)
  }

  private converted(bound: Bound, to: ClrType, converter: Converter): Bound {
    const { run } = bound
    const result: Bound = { type: to, run: (frame) => converter(run(frame), frame.evaluation) }
    if (!bound.constant || bound.constant.value === null) return result
    try {
      const value = converter(bound.constant.value, noCall)
      return { type: to, run: () => value, constant: { value } }
    } catch {
      return result
    }
  }

  /** An expression where a type is expected: lambdas, arrays and method groups take their shape from it. */
  bindTarget(expr: Expr, to: ClrType): Bound {
    if (expr.kind === 'parenthesized') return this.bindTarget(expr.inner, to)
    if (expr.kind === 'array-initializer')
      return this.bindArrayOf(to.name === '[]' ? to.args[0] : undefined, expr.initializer)
    if (expr.kind === 'default' && !expr.type) return { type: to, run: () => defaultValue(to) }
    const shape = expr.kind === 'lambda' ? delegateShape(to) : undefined
    if (expr.kind !== 'lambda' || !shape) return this.bind(expr)
    const lambda = this.bindLambda(expr, shape.parameters, shape.returns)
    this.diagnostics.push(...lambda.diagnostics)
    return { type: to, run: lambda.make }
  }

  /** Applies the implicit conversion to a type; reports CS0029 when there is none. */
  convert(bound: Bound, to: ClrType, at: { readonly start: number; readonly end: number }): Bound {
    if (sameType(bound.type, to) || isUnknown(to)) return bound
    if (bound.group) {
      const shape = delegateShape(to)
      const group = bound.group
      if (shape) return { type: to, run: this.groupDelegate(group, shape.parameters) }
    }
    const converter = implicitConversion(bound.type, to, bound.constant)
    if (!converter) {
      const explicit = explicitConversion(bound.type, to, this.overflows)
      if (explicit) {
        this.report(
          'CS0266',
          `Cannot implicitly convert type '${shortType(bound.type)}' to '${shortType(to)}'. An explicit conversion exists (are you missing a cast?)`,
          at,
        )
        return this.converted(bound, to, explicit)
      }
      this.report('CS0029', `Cannot implicitly convert type '${shortType(bound.type)}' to '${shortType(to)}'`, at)
      return { type: to, run: bound.run }
    }
    return this.converted(bound, to, converter)
  }

  private groupDelegate(group: MethodGroup, parameters: readonly ClrType[]): (frame: Frame) => unknown {
    const resolution = resolveOverload(
      group.candidates,
      parameters.map((type) => ({ type })),
      undefined,
    )
    return (frame) => {
      const self = group.self?.run(frame)
      return (...args: unknown[]) => {
        if (!resolution) return lateInvoke(frame.evaluation, self, group.name, args)
        return runResolution(resolution, self, args, frame.evaluation)
      }
    }
  }

  private bindUnary(expr: Extract<Expr, { kind: 'unary' }>): Bound {
    if (expr.operator === '++' || expr.operator === '--')
      return this.bindIncrement(expr.operand, expr.operator, 'new', expr)
    const operand = this.bind(expr.operand)
    if (expr.operator === '-' && expr.operand.kind === 'literal' && operand.constant?.value instanceof ClrInteger) {
      // -2147483648 and -9223372036854775808 are ints and longs although their digits alone are not.
      const value = -operand.constant.value.value
      const type = fitsIn(value, types.int) ? types.int : types.long
      const constant = type === types.int ? Number(value) : value
      if (operand.type.name === 'System.UInt32' || value === -(1n << 63n))
        return { type, run: () => constant, constant: { value: constant } }
    }
    const operation = unaryOperation(expr.operator, operand.type, this.overflows)
    if (!operation) {
      this.report(
        'CS0023',
        `Operator '${expr.operator}' cannot be applied to operand of type '${shortType(operand.type)}'`,
        expr,
      )
      return this.failing(`Operator '${expr.operator}'`, `cannot be applied to '${shortType(operand.type)}'`)
    }
    const { run } = operand
    const folded = operand.constant && attempt(() => operation.run(operand.constant?.value, null, noCall))
    if (folded) return { type: operation.type, run: () => folded.value, constant: folded }
    return { type: operation.type, run: (frame) => operation.run(run(frame), null, frame.evaluation) }
  }

  private bindIncrement(target: Expr, operator: string, gives: 'old' | 'new', at: Expr): Bound {
    const bound = this.bind(target)
    const one: Bound = { type: types.int, run: () => 1, constant: { value: 1 } }
    const operation = binaryOperation(operator[0] ?? '+', bound.type, one.type, this.overflows)
    const back = operation && explicitConversion(operation.type, bound.type, this.overflows)
    if (!operation || !back || !bound.store) {
      this.report(bound.store ? 'CS0023' : 'CS1059', `Operator '${operator}' cannot be applied here`, at)
      return this.failing(`Operator '${operator}'`, 'cannot be applied here')
    }
    const { run, store } = bound
    return {
      type: bound.type,
      run: (frame) => {
        const old = run(frame)
        const next = back(operation.run(old, 1, frame.evaluation), frame.evaluation)
        store(frame, next)
        return gives === 'old' ? old : next
      },
    }
  }

  private bindBinary(expr: Extract<Expr, { kind: 'binary' }>): Bound {
    const { operator } = expr
    if (operator === '??') return this.bindCoalesce(expr)
    const left = this.bind(expr.left)
    const right = this.bind(expr.right)
    if (operator === '&&' || operator === '||') {
      const a = this.condition(left, expr.left)
      const b = this.condition(right, expr.right)
      return {
        type: types.bool,
        run: operator === '&&' ? (frame) => a(frame) && b(frame) : (frame) => a(frame) || b(frame),
      }
    }
    const operation =
      this.enumZero(operator, left, right) ?? binaryOperation(operator, left.type, right.type, this.overflows)
    if (!operation) {
      this.report(
        'CS0019',
        `Operator '${operator}' cannot be applied to operands of type '${shortType(left.type)}' and '${shortType(right.type)}'`,
        expr,
      )
      return this.failing(
        `Operator '${operator}'`,
        `cannot be applied to '${shortType(left.type)}' and '${shortType(right.type)}'`,
      )
    }
    if (left.constant && right.constant) {
      const { constant: a } = left
      const { constant: b } = right
      const folded = attempt(() => operation.run(a.value, b.value, noCall))
      if (folded) return { type: operation.type, run: () => folded.value, constant: folded }
    }
    const { run: runLeft } = left
    const { run: runRight } = right
    return { type: operation.type, run: (frame) => operation.run(runLeft(frame), runRight(frame), frame.evaluation) }
  }

  private enumZero(operator: string, left: Bound, right: Bound): ReturnType<typeof binaryOperation> {
    if (isEnum(left.type) && right.constant?.value === 0)
      return binaryOperation(operator, left.type, types.int, this.overflows)
    return undefined
  }

  /** A condition; `true` only for the boolean. */
  condition(bound: Bound, at: Expr): (frame: Frame) => boolean {
    const { run } = this.convert(bound, types.bool, at)
    return (frame) => {
      const value = run(frame)
      if (typeof value !== 'boolean')
        throw new ClrException('System.InvalidCastException', 'Specified cast is not valid.')
      return value
    }
  }

  private bindCoalesce(expr: Extract<Expr, { kind: 'binary' }>): Bound {
    const left = this.bind(expr.left)
    const right = this.bindTarget(expr.right, left.type)
    const inner = underlying(left.type)
    const choose = (type: ClrType, before: Bound, after: Bound): Bound => ({
      type,
      run: (frame) => {
        const value = before.run(frame)
        return value === null || value === undefined ? after.run(frame) : value
      },
    })
    if (expr.right.kind === 'throw') return choose(inner, left, right)
    if (isNullable(left.type) && implicitConversion(right.type, inner, right.constant))
      return choose(inner, left, this.convert(right, inner, expr.right))
    if (implicitConversion(right.type, left.type, right.constant)) {
      return choose(
        left.type.name === 'null' ? right.type : left.type,
        left,
        left.type.name === 'null' ? right : this.convert(right, left.type, expr.right),
      )
    }
    const converter = implicitConversion(inner, right.type)
    if (converter) {
      const { run } = left
      const before: Bound = {
        type: right.type,
        run: (frame) => {
          const value = run(frame)
          return value === null || value === undefined ? null : converter(value, frame.evaluation)
        },
      }
      return choose(right.type, before, right)
    }
    this.report(
      'CS0019',
      `Operator '??' cannot be applied to operands of type '${shortType(left.type)}' and '${shortType(right.type)}'`,
      expr,
    )
    return choose(types.unknown, left, right)
  }

  private bindConditional(expr: Extract<Expr, { kind: 'conditional' }>): Bound {
    const condition = this.condition(this.bind(expr.condition), expr.condition)
    const whenTrue = this.bind(expr.whenTrue)
    const whenFalse = this.bind(expr.whenFalse)
    let type: ClrType
    if (sameType(whenTrue.type, whenFalse.type)) type = whenTrue.type
    else {
      const forth = implicitConversion(whenTrue.type, whenFalse.type, whenTrue.constant)
      const back = implicitConversion(whenFalse.type, whenTrue.type, whenFalse.constant)
      if (expr.whenTrue.kind === 'throw') type = whenFalse.type
      else if (expr.whenFalse.kind === 'throw') type = whenTrue.type
      else if (forth && !back) type = whenFalse.type
      else if (back && !forth) type = whenTrue.type
      else if (forth && back) type = whenTrue.constant && !whenFalse.constant ? whenFalse.type : whenTrue.type
      else {
        this.report(
          'CS0173',
          `Type of conditional expression cannot be determined because there is no implicit conversion between '${shortType(whenTrue.type)}' and '${shortType(whenFalse.type)}'`,
          expr,
        )
        type = types.unknown
      }
    }
    const a = this.convert(whenTrue, type, expr.whenTrue)
    const b = this.convert(whenFalse, type, expr.whenFalse)
    return { type, run: (frame) => (condition(frame) ? a.run(frame) : b.run(frame)) }
  }

  private bindAssignment(expr: Extract<Expr, { kind: 'assignment' }>): Bound {
    if (expr.operator === '=' && (expr.target.kind === 'tuple' || isDeconstruction(expr.target)))
      return this.bindDeconstruction(expr)
    if (expr.operator === '=' && expr.target.kind === 'name' && expr.target.name === '_' && !this.scope.find('_'))
      return this.bind(expr.value)
    const target = this.bind(expr.target)
    if (!target.store) {
      if (!isUnknown(target.type)) {
        this.report('CS0200', 'This cannot be assigned to: it is read only', expr.target)
      }
    }
    const store =
      target.store ??
      (() => {
        throw new ClrException('System.NotSupportedException', 'This cannot be assigned to: it is read only.')
      })
    if (expr.operator === '=') {
      const value = this.convert(this.bindTarget(expr.value, target.type), target.type, expr.value)
      return {
        type: target.type,
        run: (frame) => {
          const result = value.run(frame)
          store(frame, result)
          return result
        },
      }
    }
    const value = this.bind(expr.value)
    const operator = expr.operator.slice(0, -1)
    const operation = binaryOperation(operator, target.type, value.type, this.overflows)
    const back = operation && (explicitConversion(operation.type, target.type, this.overflows) ?? undefined)
    if (!operation || !back) {
      this.report(
        'CS0019',
        `Operator '${expr.operator}' cannot be applied to operands of type '${shortType(target.type)}' and '${shortType(value.type)}'`,
        expr,
      )
      return this.failing(`Operator '${expr.operator}'`, 'cannot be applied here')
    }
    return {
      type: target.type,
      run: (frame) => {
        const result = back(operation.run(target.run(frame), value.run(frame), frame.evaluation), frame.evaluation)
        store(frame, result)
        return result
      },
    }
  }

  private bindDeconstruction(expr: Extract<Expr, { kind: 'assignment' }>): Bound {
    const value = this.bind(expr.value)
    const parts =
      expr.target.kind === 'tuple' ? expr.target.elements : expr.target.kind === 'invocation' ? expr.target.args : []
    const declares = expr.target.kind === 'invocation'
    const stores = parts.map((part, index): ((frame: Frame, value: unknown) => void) | undefined => {
      const type = value.type.args[index] ?? types.unknown
      if (part.value.kind === 'name' && part.value.name === '_') return undefined
      if (declares && part.value.kind === 'name') return this.bindLocal(this.scope.declare(part.value.name, type)).store
      if (part.value.kind === 'declaration') {
        const declared = isVar(part.value.type) ? type : this.resolveType(part.value.type)
        return this.bindLocal(this.scope.declare(part.value.name.name, declared)).store
      }
      return this.bind(part.value).store
    })
    return {
      type: value.type,
      run: (frame) => {
        const tuple = value.run(frame)
        const values = tuple instanceof ClrTuple ? tuple.values : []
        stores.forEach((store, index) => {
          store?.(frame, values[index])
        })
        return tuple
      },
    }
  }

  // Lambdas

  bindLambda(lambda: LambdaExpr, parameters: readonly ClrType[], returns?: ClrType): BoundLambda {
    const scopes = this.lambdas.get(this.scope) ?? new Map<LambdaExpr, Map<string, BoundLambda>>()
    this.lambdas.set(this.scope, scopes)
    const cache = scopes.get(lambda) ?? new Map<string, BoundLambda>()
    scopes.set(lambda, cache)
    const key = JSON.stringify([parameters, returns])
    const done = cache.get(key)
    if (done) return done
    const made = this.bindLambdaHere(lambda, parameters, returns)
    cache.set(key, made)
    return made
  }

  private bindLambdaHere(
    lambda: LambdaExpr,
    parameters: readonly ClrType[],
    returns: ClrType | undefined,
  ): BoundLambda {
    const outer = this.scope
    const before = this.diagnostics.length
    const inner = new FunctionScope(outer)
    this.scope = inner
    const slots = lambda.parameters.map((parameter, index) => {
      const type = parameter.type ? this.resolveType(parameter.type) : (parameters[index] ?? types.unknown)
      return inner.declare(parameter.name.name, type).slot
    })
    const wanted = returns && !isUnknown(returns) && returns.name !== 'System.Void' ? returns : undefined
    let body: BoundBody
    if (lambda.body.kind === 'block') body = this.bindBlockLambda(lambda.body, wanted)
    else {
      const value = wanted ? this.bindTarget(lambda.body, wanted) : this.bind(lambda.body)
      body = wanted ? this.convert(value, wanted, lambda.body) : value
    }
    this.scope = outer
    const diagnostics = this.diagnostics.splice(before)
    const { run } = body
    return {
      type: body.type,
      diagnostics,
      make: (frame) => {
        const { evaluation } = frame
        return (...args: unknown[]) => {
          evaluation.tick()
          const own = new Frame(evaluation, frame)
          for (let index = 0; index < slots.length; index++) own.slots[slots[index] ?? 0] = args[index]
          return run(own)
        }
      },
    }
  }

  private bindBlockLambda(block: BlockStmt, wanted: ClrType | undefined): BoundBody {
    if (!wanted) return this.bindFunctionBody(block)
    this.returnTypes.push(wanted)
    const body = this.bindFunctionBody(block)
    this.returnTypes.pop()
    return { type: this.scope.returns.length > 0 ? wanted : types.void, run: body.run }
  }

  /** The result types that `return` converts to, innermost last; undefined where each return decides. */
  private readonly returnTypes: (ClrType | undefined)[] = []

  // Calls

  private bindInvocation(expr: Extract<Expr, { kind: 'invocation' }>): Bound {
    const { callee } = expr
    if (callee.kind === 'name') {
      if (callee.name === 'nameof' && !this.scope.find('nameof')) return this.bindNameof(expr)
      const local = this.scope.find(callee.name)
      if (local?.callable) return this.bindLocalFunctionCall(local, expr)
      if (!local && callee.name !== 'context') {
        if (callee.name === cursorName) this.meetCursor('name')
        this.report('CS0103', `The name '${callee.name}' does not exist in the current context`, callee)
        for (const arg of expr.args) if (arg.value.kind !== 'lambda') this.bind(arg.value)
        return this.failing(`'${callee.name}'`, 'does not exist in the current context')
      }
    }
    const entity = this.bindEntity(callee)
    if (entity.kind === 'late') return this.bindLateCall(entity, expr)
    if (entity.kind !== 'value') {
      this.report('CS1955', 'Non-invocable member cannot be used like a method', callee)
      return this.failing('A type', 'cannot be called')
    }
    const { bound } = entity
    if (bound.group) return this.bindGroupCall(bound.group, expr)
    const shape = delegateShape(bound.type)
    if (shape) {
      const args = expr.args.map((arg, index) => {
        const to = shape.parameters[index] ?? types.unknown
        return this.convert(this.bindTarget(arg.value, to), to, arg)
      })
      return {
        type: shape.returns,
        run: (frame) => {
          const target = bound.run(frame)
          if (typeof target !== 'function') throw nullReference()
          return target(...args.map((arg) => arg.run(frame)))
        },
      }
    }
    const beside = callee.kind === 'member' && !isUnknown(bound.type) ? this.extensionGroup(callee) : undefined
    if (beside) return this.bindGroupCall(beside, expr)
    const args = expr.args.map((arg) => this.bind(arg.value))
    if (!isUnknown(bound.type)) {
      const name = callee.kind === 'member' ? callee.name.name : 'value'
      this.report('CS1955', `Non-invocable member '${name}' cannot be used like a method.`, callee)
    }
    return {
      type: types.unknown,
      run: (frame) => {
        const target = bound.run(frame)
        if (typeof target !== 'function') throw notSimulatedName('The value', 'cannot be called')
        return target(...args.map((arg) => arg.run(frame)))
      },
    }
  }

  /** `list.Count()`: the property `Count` cannot be called, the extension method beside it can. */
  private extensionGroup(callee: Extract<Expr, { kind: 'member' }>): MethodGroup | undefined {
    const extensions = extensionsNamed(callee.name.name).map((member) => ({ member, on: clrType(member.declaring) }))
    if (extensions.length === 0) return undefined
    const self = this.bind(callee.target)
    const fits = extensions.some(({ member }) => {
      const first = member.signature.parameters[0]
      return first !== undefined && findBase(self.type, first.type.name) !== undefined
    })
    return fits ? { name: callee.name.name, candidates: [], extensions, self } : undefined
  }

  private bindNameof(expr: Extract<Expr, { kind: 'invocation' }>): Bound {
    const arg = expr.args[0]?.value
    const name = arg?.kind === 'name' ? arg.name : arg?.kind === 'member' ? arg.name.name : ''
    return { type: types.string, run: () => name, constant: { value: name } }
  }

  private bindLocalFunctionCall(local: Local, expr: Extract<Expr, { kind: 'invocation' }>): Bound {
    const callable = local.callable
    const target = this.bindLocal(local)
    if (!callable) return target
    const args: Bound[] = callable.parameters.map((parameter, index) => {
      const named = expr.args.find((arg) => arg.name?.name === parameter.name)
      if (parameter.isParams && !named) {
        const element = parameter.type.args[0] ?? types.unknown
        const rest = expr.args.slice(index)
        const first = rest.length === 1 && rest[0] ? this.bind(rest[0].value) : undefined
        if (first && implicitConversion(first.type, parameter.type)) return first
        const items = rest.map((arg) => this.convert(this.bindTarget(arg.value, element), element, arg))
        return {
          type: parameter.type,
          run: (frame) =>
            arrayFrom(
              element,
              items.map((item) => item.run(frame)),
            ),
        }
      }
      const arg = named ?? expr.args[index]
      if (!arg) {
        if (!parameter.default)
          this.report(
            'CS7036',
            `There is no argument given that corresponds to the required parameter '${parameter.name}'`,
            expr,
          )
        const value = parameter.default?.value ?? null
        return { type: parameter.type, run: () => value }
      }
      return this.convert(this.bindTarget(arg.value, parameter.type), parameter.type, arg)
    })
    return {
      type: callable.returns,
      run: (frame) => (target.run(frame) as (...args: unknown[]) => unknown)(...args.map((arg) => arg.run(frame))),
    }
  }

  private bindLateCall(entity: Extract<Entity, { kind: 'late' }>, expr: Extract<Expr, { kind: 'invocation' }>): Bound {
    const args = expr.args.map((arg) =>
      arg.modifier === 'out' ? this.failing('An out argument', 'needs a known method') : this.bind(arg.value),
    )
    const typeArgs =
      expr.callee.kind === 'member' ? expr.callee.typeArgs?.map((arg) => this.resolveType(arg)) : undefined
    const { target, name } = entity
    return {
      type: types.unknown,
      run: (frame) =>
        lateInvoke(
          frame.evaluation,
          target.run(frame),
          name,
          args.map((arg) => arg.run(frame)),
          typeArgs,
        ),
    }
  }

  bindArguments(args: readonly Argument[]): PreparedArgument[] {
    return args.map((arg) => this.prepare(arg))
  }

  private prepare(arg: Argument): PreparedArgument {
    const more = { ...(arg.name && { name: arg.name.name }), ...(arg.modifier && { modifier: arg.modifier }) }
    const value = unwrap(arg.value)
    if (value.kind === 'lambda') {
      const explicit = value.parameters.length > 0 && value.parameters.every((one) => one.type)
      const explicitTypes = explicit
        ? value.parameters.map((one) => (one.type ? this.resolveType(one.type) : types.unknown))
        : undefined
      return {
        expr: value,
        info: {
          ...more,
          type: types.lambda,
          lambda: {
            parameterCount: value.parameters.length,
            ...(explicitTypes && { explicitTypes }),
            resultFor: (parameters) => this.bindLambda(value, parameters).type,
          },
        },
      }
    }
    if (arg.modifier === 'out') {
      if (value.kind === 'declaration' && isVar(value.type))
        return { expr: value, info: { ...more, type: types.unknown, takesType: true } }
      if (value.kind === 'name' && value.name === '_' && !this.scope.find('_'))
        return { expr: value, info: { ...more, type: types.unknown, takesType: true } }
    }
    if (value.kind === 'default' && !value.type) return { expr: value, info: { ...more, type: types.unknown } }
    const bound = this.bind(value)
    if (bound.group) {
      const { group } = bound
      return {
        expr: value,
        bound,
        info: {
          ...more,
          type: types.methodGroup,
          group: {
            resultFor: (parameters) =>
              resolveOverload(
                group.candidates,
                parameters.map((type) => ({ type })),
                undefined,
              )?.returnType,
          },
        },
      }
    }
    return {
      expr: value,
      bound,
      info: { ...more, type: bound.type, ...(bound.constant && { constant: bound.constant }) },
    }
  }

  private bindGroupCall(group: MethodGroup, expr: Extract<Expr, { kind: 'invocation' }>): Bound {
    const explicit =
      expr.callee.kind === 'member' ? expr.callee.typeArgs?.map((arg) => this.resolveType(arg)) : undefined
    const prepared = this.bindArguments(expr.args)
    const { self } = group
    const infos = prepared.map((one) => one.info)
    const resolution = resolveOverload(group.candidates, infos, explicit)
    if (resolution) return this.emit(resolution, prepared, self, group)
    if (self && group.extensions.length > 0) {
      const receiver: PreparedArgument = { expr: expr.callee, bound: self, info: { type: self.type } }
      const all = [receiver, ...prepared]
      const extension = resolveOverload(
        group.extensions,
        all.map((one) => one.info),
        explicit,
      )
      if (extension) return this.emit(extension, all, undefined, group)
    }
    this.reportNoOverload(group, prepared, expr)
    const args = prepared.map((one) => one.bound ?? this.failing('An argument', 'does not fit'))
    if (!self) {
      const first = group.candidates[0]
      return {
        ...this.failing(`'${first?.member.declaring}.${group.name}'`, 'has no overload for these arguments'),
        type: commonReturn(group),
      }
    }
    return {
      type: commonReturn(group),
      run: (frame) =>
        lateInvoke(
          frame.evaluation,
          self.run(frame),
          group.name,
          args.map((arg) => arg.run(frame)),
          explicit,
        ),
    }
  }

  private reportNoOverload(
    group: MethodGroup,
    args: readonly PreparedArgument[],
    expr: Extract<Expr, { kind: 'invocation' }>,
  ): void {
    const at = expr.callee.kind === 'member' ? expr.callee.name : expr.callee
    if (group.candidates.length === 0 && group.self) {
      const fits = group.extensions.some(({ member }) => {
        const first = member.signature.parameters[0]
        return (
          first &&
          group.self &&
          (findBase(group.self.type, first.type.name) || first.type.name === '[]' || first.type.name.startsWith('!'))
        )
      })
      if (!fits) {
        this.report('CS1061', `'${shortType(group.self.type)}' does not contain a definition for '${group.name}'`, at)
        return
      }
    }
    if (args.some((one) => isUnknown(one.info.type))) return
    const offset = group.candidates.length > 0 ? 0 : 1
    const all = group.candidates.length > 0 ? group.candidates : group.extensions
    const sameCount = all.filter(({ member }) => {
      const { parameters } = member.signature
      const least = parameters.filter((one) => !one.default && one.modifier !== 'params').length - offset
      const most = parameters.some((one) => one.modifier === 'params')
        ? Number.POSITIVE_INFINITY
        : parameters.length - offset
      return args.length >= least && args.length <= most
    })
    if (sameCount.length === 0)
      this.report('CS1501', `No overload for method '${group.name}' takes ${args.length} arguments`, at)
    else {
      const described = args.map((one) => shortType(one.info.type)).join(', ')
      this.report('CS1503', `No overload of '${group.name}' takes arguments of type (${described})`, at)
    }
  }

  /** The call of a resolved member. */
  emit(
    resolution: Resolution,
    prepared: readonly PreparedArgument[],
    self: Bound | undefined,
    group: { readonly name: string },
  ): Bound {
    const { candidate, slots, typeArgs } = resolution
    const { member } = candidate
    const full = `${member.declaring}.${group.name}`
    const after: ((frame: Frame, values: unknown[]) => void)[] = []
    const runs = slots.map((slot, at): ((frame: Frame) => unknown) => {
      if (slot.kind === 'default') {
        const value =
          slot.value === null
            ? defaultValue(slot.type)
            : typeof slot.value === 'number' && isNumeric(slot.type)
              ? convertNumber(slot.value, slot.type)
              : slot.value
        return () => value
      }
      if (slot.kind === 'params') {
        const items = slot.items.map((item) => {
          const arg = prepared[item.index]
          const run = arg ? this.argument(arg, slot.element) : noValue
          return (frame: Frame) => item.convert(run(frame), frame.evaluation)
        })
        const { element } = slot
        return (frame) =>
          arrayFrom(
            element,
            items.map((item) => item(frame)),
          )
      }
      const arg = prepared[slot.index]
      if (!arg) return noValue
      if (arg.info.modifier === 'out' || arg.info.modifier === 'ref') {
        const target = this.outTarget(arg, slot.type)
        after.push((frame, values) => {
          target.store?.(frame, (values[at] as Ref).value)
        })
        return (frame) => ({ value: arg.info.modifier === 'ref' ? target.run(frame) : null })
      }
      const run = this.argument(arg, slot.type)
      const { convert } = slot
      return (frame) => convert(run(frame), frame.evaluation)
    })
    const implementation = member.member.run as ((call: Call, ...args: unknown[]) => unknown) | undefined
    if (full.startsWith('IMessageBody.') && self === undefined) this.readsBody.request = this.readsBody.response = true
    if (!implementation) {
      return {
        type: resolution.returnType,
        run: () => {
          throw notSimulated(full)
        },
      }
    }
    const generic =
      typeArgs.length > 0 &&
      (member.signature.typeParameters.length > 0 || member.isStatic || member.signature.kind === 'ctor')
    const callOf = generic
      ? (frame: Frame): Call => frame.evaluation.withTypes(typeArgs)
      : (frame: Frame): Call => frame.evaluation
    const nullable = self ? isNullable(self.type) : true
    const runSelf = self?.run
    const type = resolution.returnType
    if (after.length === 0 && runSelf) {
      const [first, second] = runs
      const own = (frame: Frame): unknown => {
        const value = runSelf(frame)
        if ((value === null || value === undefined) && !nullable) throw nullReference()
        return value
      }
      if (runs.length === 0) return { type, run: (frame) => implementation(callOf(frame), own(frame)) }
      if (runs.length === 1 && first)
        return { type, run: (frame) => implementation(callOf(frame), own(frame), first(frame)) }
      if (runs.length === 2 && first && second)
        return { type, run: (frame) => implementation(callOf(frame), own(frame), first(frame), second(frame)) }
      return { type, run: (frame) => implementation(callOf(frame), own(frame), ...runs.map((run) => run(frame))) }
    }
    return {
      type,
      run: (frame) => {
        const owner = runSelf?.(frame)
        if (runSelf && (owner === null || owner === undefined) && !nullable) throw nullReference()
        const values = runs.map((run) => run(frame))
        const result = runSelf
          ? implementation(callOf(frame), owner, ...values)
          : implementation(callOf(frame), ...values)
        for (const step of after) step(frame, values)
        return result
      },
    }
  }

  /** An argument for a parameter of a type: lambdas and method groups become delegates of it. */
  private argument(arg: PreparedArgument, to: ClrType): (frame: Frame) => unknown {
    const { expr } = arg
    if (expr.kind === 'lambda') {
      const shape = delegateShape(to)
      const lambda = this.bindLambda(expr, arg.info.lambda?.explicitTypes ?? shape?.parameters ?? [], shape?.returns)
      this.diagnostics.push(...lambda.diagnostics)
      return lambda.make
    }
    if (arg.bound?.group) return this.groupDelegate(arg.bound.group, delegateShape(to)?.parameters ?? [])
    if (expr.kind === 'default' && !expr.type) return () => defaultValue(to)
    return arg.bound?.run ?? noValue
  }

  private outTarget(arg: PreparedArgument, type: ClrType): Bound {
    if (!arg.info.takesType) return arg.bound ?? this.failing('An out argument', 'cannot be assigned')
    if (arg.expr.kind === 'declaration') {
      const local = this.scope.declare(arg.expr.name.name, type)
      this.staticTypes.set(arg.expr, type)
      return this.bindLocal(local)
    }
    return { type, run: noValue, store: () => {} }
  }

  private bindElement(expr: Extract<Expr, { kind: 'element' }>): Bound {
    const target = this.bind(expr.target)
    if (target.type.name === '[]' && expr.args.length === 1 && expr.args[0]) {
      const value = this.bind(expr.args[0].value)
      const index = this.convert(
        value,
        implicitConversion(value.type, types.int, value.constant) ? types.int : types.long,
        expr.args[0],
      )
      const at = (frame: Frame): number => toNumber(index.run(frame))
      return {
        type: target.type.args[0] ?? types.unknown,
        run: (frame) => arrayAt(target.run(frame), at(frame)),
        store: (frame, item) => setArrayAt(target.run(frame), at(frame), item),
      }
    }
    const prepared = this.bindArguments(expr.args)
    const args = prepared.map((one) => one.bound ?? this.failing('An index', 'does not fit'))
    const late = (): Bound => ({
      type: types.unknown,
      run: (frame) =>
        lateIndex(
          frame.evaluation,
          target.run(frame),
          args.map((arg) => arg.run(frame)),
        ),
      store: (frame, value) =>
        lateSetIndex(
          frame.evaluation,
          target.run(frame),
          args.map((arg) => arg.run(frame)),
          value,
        ),
    })
    if (isUnknown(target.type)) return late()
    const candidates = membersNamed(target.type, 'this').filter((one) => one.member.signature.kind === 'indexer')
    if (candidates.length === 0) {
      if (target.type.name !== 'null')
        this.report(
          'CS0021',
          `Cannot apply indexing with [] to an expression of type '${shortType(target.type)}'`,
          expr,
        )
      return late()
    }
    const resolution = resolveOverload(
      candidates,
      prepared.map((one) => one.info),
      undefined,
    )
    if (!resolution) {
      const described = prepared.map((one) => shortType(one.info.type)).join(', ')
      if (!prepared.some((one) => isUnknown(one.info.type)))
        this.report('CS1503', `The indexer of '${shortType(target.type)}' does not take (${described})`, expr)
      return late()
    }
    const get = this.emit(resolution, prepared, target, { name: 'this[]' })
    const set = resolution.candidate.member.member.set as
      | ((call: Call, self: unknown, ...args: unknown[]) => unknown)
      | undefined
    if (!set) return get
    const converted = resolution.slots.flatMap((slot) => {
      const arg = slot.kind === 'argument' ? args[slot.index] : undefined
      return arg && slot.kind === 'argument' ? [(frame: Frame) => slot.convert(arg.run(frame), frame.evaluation)] : []
    })
    return {
      ...get,
      store: (frame, value) => {
        const owner = target.run(frame)
        if (owner === null) throw nullReference()
        set(frame.evaluation, owner, ...converted.map((arg) => arg(frame)), value)
      },
    }
  }

  // Creation

  private bindNew(expr: Extract<Expr, { kind: 'new' }>): Bound {
    const type = this.resolveType(expr.type)
    const created = this.bindConstruction(type, expr)
    return expr.initializer ? this.bindInitialized(created, expr.initializer) : created
  }

  private bindConstruction(type: ClrType, expr: Extract<Expr, { kind: 'new' }>): Bound {
    if (delegateShape(type)) {
      const arg = expr.args[0]?.value
      return arg ? this.convert(this.bindTarget(arg, type), type, expr) : this.failing('A delegate', 'needs a method')
    }
    const prepared = this.bindArguments(expr.args)
    if (isUnknown(type)) return this.failing('The type', 'is not known')
    if (type.name === 'System.Object') return { type, run: () => new ClrAnonymous(type, []) }
    const candidates = constructorsOf(type).map((member) => ({ member, on: type }))
    const resolution = resolveOverload(
      candidates,
      prepared.map((one) => one.info),
      undefined,
    )
    if (resolution)
      return { ...this.emit({ ...resolution, typeArgs: type.args }, prepared, undefined, { name: '.ctor' }), type }
    if (prepared.length === 0 && isValueType(type)) return { type, run: () => defaultValue(type) }
    if (!prepared.some((one) => isUnknown(one.info.type)) && candidates.length > 0) {
      this.report(
        candidates.some((one) => one.member.signature.parameters.length === prepared.length) ? 'CS1503' : 'CS1729',
        `'${shortType(type)}' does not contain a constructor that takes (${prepared.map((one) => shortType(one.info.type)).join(', ')})`,
        expr.type,
      )
    }
    if (isUnknown(type) || candidates.length === 0)
      return {
        type,
        run: () => {
          throw notSimulated(`${type.name}..ctor`)
        },
      }
    return {
      type,
      run: (frame) => {
        const values = prepared.map((one) => one.bound?.run(frame) ?? null)
        const late = resolveOverload(
          candidates,
          values.map((value) => ({ type: typeOf(value), constant: { value } })),
          undefined,
        )
        if (!late) throw notSimulated(`${type.name}..ctor`)
        return runResolution({ ...late, typeArgs: type.args }, undefined, values, frame.evaluation)
      },
    }
  }

  private bindInitialized(created: Bound, initializer: Initializer): Bound {
    const local = this.scope.declare('new', created.type)
    const target = this.bindLocal(local)
    const steps = this.bindInitializer(target, initializer)
    return {
      type: created.type,
      run: (frame) => {
        const value = created.run(frame)
        target.store?.(frame, value)
        for (const step of steps) step(frame)
        return value
      },
    }
  }

  private bindInitializer(target: Bound, initializer: Initializer): ((frame: Frame) => void)[] {
    return initializer.elements.map((element) => {
      if (element.kind === 'value' || element.kind === 'add') {
        const values = element.kind === 'value' ? [element.value] : element.args
        const at = { start: element.start, end: element.end }
        const call: Extract<Expr, { kind: 'invocation' }> = {
          kind: 'invocation',
          callee: { kind: 'member', target: { kind: 'receiver', ...at }, name: { name: 'Add', ...at }, ...at },
          args: values.map((value) => ({ value, start: value.start, end: value.end })),
          ...at,
        }
        this.receivers.push(target)
        const bound = this.bindInvocation(call)
        this.receivers.pop()
        return bound.run
      }
      this.receivers.push(target)
      const at = { start: element.start, end: element.start }
      const place: Expr =
        element.kind === 'member'
          ? {
              kind: 'member',
              target: { kind: 'receiver', ...at },
              name: element.name,
              start: element.start,
              end: element.name.end,
            }
          : {
              kind: 'element',
              target: { kind: 'receiver', ...at },
              args: element.args,
              start: element.start,
              end: element.end,
            }
      const bound = this.bind(place)
      this.receivers.pop()
      if (element.value.kind === 'nested-initializer') {
        const local = this.bindLocal(this.scope.declare('nested', bound.type))
        const steps = this.bindInitializer(local, element.value.initializer)
        return (frame) => {
          local.store?.(frame, bound.run(frame))
          for (const step of steps) step(frame)
        }
      }
      const value = this.convert(this.bindTarget(element.value, bound.type), bound.type, element.value)
      if (!bound.store) this.report('CS0200', 'This cannot be assigned to: it is read only', element)
      return (frame) => {
        bound.store?.(frame, value.run(frame))
      }
    })
  }

  private bindNewArray(expr: Extract<Expr, { kind: 'new-array' }>): Bound {
    const element = expr.element ? this.resolveType(expr.element) : undefined
    if (expr.initializer) return this.bindArrayOf(element, expr.initializer)
    const type = arrayOf(element ?? types.unknown)
    const [first] = expr.sizes
    const size = first && this.convert(this.bind(first), types.int, first)
    const of = element ?? types.unknown
    if (expr.sizes.length !== 1 || !size)
      return this.failing('An array of more than one dimension', 'is not simulated here')
    return {
      type,
      run: (frame) => {
        const length = toNumber(size.run(frame))
        if (length < 0)
          throw new ClrException('System.OverflowException', 'Arithmetic operation resulted in an overflow.')
        if (length > 50_000_000)
          throw new ClrException('System.OutOfMemoryException', 'Array dimensions exceeded supported range.')
        if (of.name === 'System.Byte') return new Uint8Array(length)
        return new ClrArray(
          of,
          Array.from({ length }, () => defaultValue(of)),
        )
      },
    }
  }

  private bindArrayOf(element: ClrType | undefined, initializer: Initializer): Bound {
    const items = initializer.elements.map((item) =>
      item.kind === 'value'
        ? element
          ? this.bindTarget(item.value, element)
          : this.bind(item.value)
        : this.failing('An element', 'does not fit'),
    )
    let of = element
    if (!of) {
      of = bestCommonType(items.map((item) => item.type))
      if (!of) {
        this.report('CS0826', 'No best type found for implicitly-typed array', initializer)
        of = types.unknown
      }
    }
    const to = of
    const converted = items.map((item, index) => this.convert(item, to, initializer.elements[index] ?? initializer))
    return {
      type: arrayOf(to),
      run: (frame) =>
        arrayFrom(
          to,
          converted.map((item) => item.run(frame)),
        ),
    }
  }

  // Patterns

  private bindPattern(pattern: Pattern, subject: ClrType): (frame: Frame, value: unknown) => boolean {
    switch (pattern.kind) {
      case 'var-pattern': {
        const local = this.bindLocal(this.scope.declare(pattern.name.name, subject))
        return (frame, value) => {
          local.store?.(frame, value)
          return true
        }
      }
      case 'declaration-pattern': {
        const type = this.resolveType(pattern.type)
        const local = this.bindLocal(this.scope.declare(pattern.name.name, type))
        return (frame, value) => {
          if (!isInstance(value, type)) return false
          local.store?.(frame, value)
          return true
        }
      }
      case 'type-pattern': {
        const asValue = this.constantOfType(pattern.type)
        if (asValue) return (frame, value) => equal(value, asValue.run(frame))
        const type = this.resolveType(pattern.type)
        return (_frame, value) => isInstance(value, type)
      }
      default: {
        const bound = this.bind(pattern.value)
        const value =
          isUnknown(subject) || subject.name === 'System.Object'
            ? bound
            : implicitConversion(bound.type, subject, bound.constant)
              ? this.convert(bound, subject, pattern)
              : bound
        return (frame, one) => equal(one, value.run(frame))
      }
    }
  }

  /** A dotted name in a pattern that is a constant, not a type: `DayOfWeek.Monday`. */
  private constantOfType(syntax: TypeSyntax): Bound | undefined {
    if (syntax.kind !== 'named-type' || syntax.parts.some((part) => part.args)) return undefined
    if (findTypeName(syntax.parts.map((part) => part.name).join('.'), 0)) return undefined
    const [first, ...rest] = syntax.parts
    if (!first) return undefined
    let expr: Expr = { kind: 'name', name: first.name, start: first.start, end: first.end }
    for (const part of rest) expr = { kind: 'member', target: expr, name: part, start: first.start, end: part.end }
    return this.bind(expr)
  }

  // Statements

  private bindBlock(block: BlockStmt): Run {
    this.scope.enter()
    const functions = this.declareLocalFunctions(block.statements)
    const runs = block.statements.flatMap((statement) =>
      statement.kind === 'local-function' ? [] : [this.bindStatement(statement)],
    )
    const all = [...functions.map((make) => make()), ...runs]
    this.scope.leave()
    return sequence(all)
  }

  private bindStatements(statements: readonly Stmt[]): Run {
    return sequence(statements.map((statement) => this.bindStatement(statement)))
  }

  /** Local functions are known in their whole block; their bodies are bound when all the names of the block before them are. */
  private declareLocalFunctions(statements: readonly Stmt[]): (() => Run)[] {
    return statements.flatMap((statement) => {
      if (statement.kind !== 'local-function') return []
      const parameters = statement.parameters.map((one): LocalParameter => {
        const value = one.default && this.bind(one.default)
        const type = one.type ? this.resolveType(one.type) : types.unknown
        return {
          name: one.name.name,
          type,
          isParams: one.modifier === 'params',
          ...(value?.constant && { default: value.constant }),
        }
      })
      const typeParameters = new Set(statement.typeParameters.map((one) => one.name))
      const returns = typeParameters.size > 0 ? types.unknown : this.resolveType(statement.returnType)
      const local = this.scope.declare(statement.name.name, types.unknown, { callable: { parameters, returns } })
      return [
        () => {
          const lambda: LambdaExpr = {
            kind: 'lambda',
            parameters: statement.parameters,
            body: statement.body,
            start: statement.start,
            end: statement.end,
          }
          const bound = this.bindLambda(
            lambda,
            parameters.map((one) => one.type),
            returns,
          )
          this.diagnostics.push(...bound.diagnostics)
          return (frame: Frame): Completion => {
            frame.slots[local.slot] = bound.make(frame)
            return normal
          }
        },
      ]
    })
  }

  private bindEmbedded(statement: Stmt): Run {
    this.scope.enter()
    const run = this.bindStatement(statement)
    this.scope.leave()
    return run
  }

  private bindStatement(statement: Stmt): Run {
    switch (statement.kind) {
      case 'block':
        return this.bindBlock(statement)
      case 'empty':
        return () => normal
      case 'local':
        return this.bindLocals(statement)
      case 'expression': {
        const { run } = this.bind(statement.expression)
        return (frame) => {
          run(frame)
          return normal
        }
      }
      case 'if': {
        const condition = this.condition(this.bind(statement.condition), statement.condition)
        const then = this.bindEmbedded(statement.then)
        const otherwise = statement.otherwise && this.bindEmbedded(statement.otherwise)
        return (frame) => (condition(frame) ? then(frame) : otherwise ? otherwise(frame) : normal)
      }
      case 'return':
        return this.bindReturn(statement)
      case 'throw-statement': {
        const value = statement.value && this.bind(statement.value)
        return (frame) => {
          throw value
            ? asException(value.run(frame))
            : (this.caught.get(frame) ?? notSimulatedName("'throw'", 'needs an exception'))
        }
      }
      case 'break':
        return () => broke
      case 'continue':
        return () => continued
      case 'while':
      case 'do': {
        const condition = this.condition(this.bind(statement.condition), statement.condition)
        const body = this.bindEmbedded(statement.body)
        return loop(condition, body, [], statement.kind === 'do' ? 'after' : 'before')
      }
      case 'for': {
        this.scope.enter()
        const start = this.bindStatements(statement.initializers)
        const condition = statement.condition
          ? this.condition(this.bind(statement.condition), statement.condition)
          : () => true
        const increments = statement.increments.map((one) => this.bind(one).run)
        const body = this.bindEmbedded(statement.body)
        this.scope.leave()
        const repeat = loop(condition, body, increments, 'before')
        return (frame) => {
          start(frame)
          return repeat(frame)
        }
      }
      case 'foreach':
        return this.bindForeach(statement)
      case 'switch':
        return this.bindSwitch(statement)
      case 'try':
        return this.bindTry(statement)
      case 'using': {
        this.scope.enter()
        const resource: Run =
          statement.resource.kind === 'local'
            ? this.bindLocals(statement.resource)
            : ((run) => (frame: Frame) => {
                run(frame)
                return normal
              })(this.bind(statement.resource).run)
        const body = this.bindEmbedded(statement.body)
        this.scope.leave()
        return (frame) => {
          resource(frame)
          return body(frame)
        }
      }
      case 'lock':
        this.bind(statement.subject)
        return this.bindEmbedded(statement.body)
      case 'checked-block': {
        const outer = this.overflows
        this.overflows = statement.checked ? 'throw' : 'wrap'
        const body = this.bindBlock(statement.body)
        this.overflows = outer
        return body
      }
      case 'labeled':
        return this.bindStatement(statement.body)
      case 'local-function': {
        const [make] = this.declareLocalFunctions([statement])
        return make?.() ?? (() => normal)
      }
      default: {
        const { feature } = statement
        return () => {
          throw notSimulatedName(`'${feature}'`, 'cannot be used within expressions')
        }
      }
    }
  }

  private bindLocals(statement: LocalStmt): Run {
    const runs = statement.declarators.map((declarator): Run => {
      if (isVar(statement.type)) {
        const value = declarator.value ? this.bind(declarator.value) : this.failing('The value', 'is missing')
        if (!declarator.value) this.report('CS0818', 'Implicitly-typed variables must be initialized', declarator)
        if (value.type.name === 'null')
          this.report('CS0815', 'Cannot assign <null> to an implicitly-typed variable', declarator)
        const type = value.type.name === 'null' || value.group ? types.unknown : value.type
        return this.storeInto(this.scope.declare(declarator.name.name, type), value)
      }
      const type = this.resolveType(statement.type)
      const value = declarator.value && this.convert(this.bindTarget(declarator.value, type), type, declarator.value)
      const constant = statement.isConst ? value?.constant : undefined
      const local = this.scope.declare(declarator.name.name, type, constant ? { constant } : {})
      return this.storeInto(local, value ?? { type, run: () => defaultValue(type) })
    })
    return sequence(runs)
  }

  private storeInto(local: Local, value: Bound): Run {
    const { slot } = local
    const { run } = value
    return (frame) => {
      frame.slots[slot] = run(frame)
      return normal
    }
  }

  private bindReturn(statement: Extract<Stmt, { kind: 'return' }>): Run {
    if (!statement.value) return () => returned
    const wanted = this.returnTypes.at(-1)
    const inner = this.scope.parent ? wanted : undefined
    const bound = inner
      ? this.convert(this.bindTarget(statement.value, inner), inner, statement.value)
      : this.bind(statement.value)
    this.scope.returns.push(bound.type)
    const { run } = bound
    return (frame) => {
      frame.result = run(frame)
      return returned
    }
  }

  private bindForeach(statement: Extract<Stmt, { kind: 'foreach' }>): Run {
    const source = this.bind(statement.source)
    const element = elementType(source.type)
    if (!element) {
      this.report(
        'CS1579',
        `foreach statement cannot operate on variables of type '${shortType(source.type)}'`,
        statement.source,
      )
    }
    this.scope.enter()
    const type = isVar(statement.type) ? (element ?? types.unknown) : this.resolveType(statement.type)
    const converter = isVar(statement.type)
      ? undefined
      : explicitConversion(element ?? types.unknown, type, this.overflows)
    const local = this.scope.declare(statement.name.name, type)
    const body = this.bindEmbedded(statement.body)
    this.scope.leave()
    const children =
      source.type.name.startsWith('Newtonsoft.Json.Linq.') && source.type.name !== 'Newtonsoft.Json.Linq.JObject'
    return (frame) => {
      let value = source.run(frame)
      if (
        children &&
        value !== null &&
        typeof value === 'object' &&
        'tokenSequence' in value &&
        typeof value.tokenSequence === 'function'
      )
        value = value.tokenSequence()
      for (const item of enumerate(value)) {
        frame.evaluation.tick()
        frame.slots[local.slot] = converter ? converter(item, frame.evaluation) : item
        const completion = body(frame)
        if (completion === broke) break
        if (completion === returned) return returned
      }
      return normal
    }
  }

  private bindSwitch(statement: Extract<Stmt, { kind: 'switch' }>): Run {
    const subject = this.bind(statement.subject)
    this.scope.enter()
    const sections = statement.sections.map((section) => {
      this.scope.enter()
      const tests = section.labels.map((label) => {
        if (!label.pattern) return undefined
        const pattern = this.bindPattern(label.pattern, subject.type)
        const guard = label.guard && this.condition(this.bind(label.guard), label.guard)
        return (frame: Frame, value: unknown) => pattern(frame, value) && (!guard || guard(frame))
      })
      const body = this.bindStatements(section.statements)
      this.scope.leave()
      return { tests, body, isDefault: tests.includes(undefined) }
    })
    this.scope.leave()
    return (frame) => {
      const value = subject.run(frame)
      const chosen =
        sections.find((section) => section.tests.some((test) => test?.(frame, value))) ??
        sections.find((section) => section.isDefault)
      const completion = chosen ? chosen.body(frame) : normal
      return completion === broke ? normal : completion
    }
  }

  /** The exception that a bare `throw;` throws again. */
  private readonly caught = new WeakMap<Frame, ClrException>()

  private bindTry(statement: Extract<Stmt, { kind: 'try' }>): Run {
    const body = this.bindBlock(statement.body)
    const catches = statement.catches.map((clause) => {
      this.scope.enter()
      const type = clause.type ? this.resolveType(clause.type) : types.exception
      const local = clause.name && this.scope.declare(clause.name.name, type)
      const filter = clause.filter && this.condition(this.bind(clause.filter), clause.filter)
      const handler = this.bindBlock(clause.body)
      this.scope.leave()
      return { type, local, filter, handler }
    })
    const last = statement.finally && this.bindBlock(statement.finally)
    const handle = (frame: Frame, error: unknown): Completion => {
      const exception = asException(error)
      for (const clause of catches) {
        if (!isUnknown(clause.type) && !isExceptionOf(exception.type, clause.type.name)) continue
        if (clause.local) frame.slots[clause.local.slot] = exception
        if (clause.filter && !clause.filter(frame)) continue
        this.caught.set(frame, exception)
        return clause.handler(frame)
      }
      throw error
    }
    const attemptBody = (frame: Frame): Completion => {
      try {
        return body(frame)
      } catch (error) {
        return handle(frame, error)
      }
    }
    if (!last) return attemptBody
    return (frame) => {
      let completion: Completion
      try {
        completion = attemptBody(frame)
      } catch (error) {
        const result = frame.result
        last(frame)
        frame.result = result
        throw error
      }
      const result = frame.result
      const ended = last(frame)
      if (ended !== normal) return ended
      frame.result = result
      return completion
    }
  }
}

export interface PreparedArgument {
  readonly expr: Expr
  readonly bound?: Bound
  readonly info: ArgumentInfo
}

export interface BoundLambda {
  /** Of the body: void for a block without a value. */
  readonly type: ClrType
  readonly make: (frame: Frame) => (...args: unknown[]) => unknown
  readonly diagnostics: readonly ExpressionDiagnostic[]
}

const noValue = (): unknown => null

/** Constant folding never calls a host. */
const noCall: Call = {
  get host(): never {
    throw indexOutOfRange()
  },
  get context(): never {
    throw indexOutOfRange()
  },
  typeArgs: [],
  tick: () => {},
}

function attempt(compute: () => unknown): { readonly value: unknown } | undefined {
  try {
    return { value: compute() }
  } catch {
    return undefined
  }
}

const isVar = (type: TypeSyntax): boolean =>
  type.kind === 'named-type' && type.parts.length === 1 && type.parts[0]?.name === 'var'
const isDeconstruction = (expr: Expr): boolean =>
  expr.kind === 'invocation' && expr.callee.kind === 'name' && expr.callee.name === 'var'
const unwrap = (expr: Expr): Expr =>
  expr.kind === 'parenthesized' && unwrap(expr.inner).kind === 'lambda' ? unwrap(expr.inner) : expr

function projected(expr: Expr): string | undefined {
  return expr.kind === 'name' ? expr.name : expr.kind === 'member' ? expr.name.name : undefined
}

/** `((IResponse)context.Variables["x"])` is a response that was stored, not the one being sent. */
function isStoredResponse(expr: Expr): boolean {
  switch (expr.kind) {
    case 'parenthesized':
      return isStoredResponse(expr.inner)
    case 'cast':
    case 'as':
      return isVariable(expr.operand)
    case 'invocation':
      return isVariable(expr)
    default:
      return false
  }
}

function isVariable(expr: Expr): boolean {
  switch (expr.kind) {
    case 'parenthesized':
      return isVariable(expr.inner)
    case 'element':
      return isVariable(expr.target)
    case 'invocation':
      return isVariable(expr.callee)
    case 'member':
      return expr.name.name === 'Variables' || isVariable(expr.target)
    default:
      return false
  }
}

function commonReturn(group: MethodGroup): ClrType {
  const [first, ...rest] = group.candidates.map((one) =>
    substitute(one.member.signature.returnType, substitutionOf(one.on)),
  )
  return first && rest.every((one) => sameType(one, first)) && !first.name.startsWith('!') && first.args.length === 0
    ? first
    : types.unknown
}

function sequence(runs: readonly Run[]): Run {
  if (runs.length === 1 && runs[0]) return runs[0]
  return (frame) => {
    for (const run of runs) {
      const completion = run(frame)
      if (completion !== normal) return completion
    }
    return normal
  }
}

function loop(
  condition: (frame: Frame) => boolean,
  body: Run,
  increments: readonly ((frame: Frame) => unknown)[],
  tests: 'before' | 'after',
): Run {
  return (frame) => {
    let first = tests === 'after'
    while (first || condition(frame)) {
      first = false
      frame.evaluation.tick()
      const completion = body(frame)
      if (completion === broke) break
      if (completion === returned) return returned
      for (const increment of increments) increment(frame)
    }
    return normal
  }
}

const notSimulatedName = (what: string, why: string): ClrException =>
  new ClrException('System.NotSupportedException', `${what} ${why}.`)

/** Whatever was thrown, as an exception of .NET. */
export function asException(error: unknown): ClrException {
  if (error instanceof ClrException) return error
  if (error === null || error === undefined) return nullReference()
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new ClrException(
      'System.InsufficientExecutionStackException',
      'Insufficient stack to continue executing the program safely.',
    )
  }
  return new ClrException(
    'System.InvalidProgramException',
    `The expression could not be simulated: ${error instanceof Error ? error.message : String(error)}`,
  )
}

/** Runs a resolved member on values that are there already. */
export function runResolution(
  resolution: Resolution,
  self: unknown,
  values: readonly unknown[],
  call: Call & { withTypes?(typeArgs: readonly ClrType[]): Call },
): unknown {
  const { member } = resolution.candidate
  const run = member.member.run as ((call: Call, ...args: unknown[]) => unknown) | undefined
  if (!run) throw notSimulated(`${member.declaring}.${member.signature.name}`)
  const args = resolution.slots.map((slot) => {
    if (slot.kind === 'default') return slot.value === null ? defaultValue(slot.type) : slot.value
    if (slot.kind === 'params')
      return arrayFrom(
        slot.element,
        slot.items.map((item) => item.convert(values[item.index], call)),
      )
    return slot.convert(values[slot.index], call)
  })
  const inner = resolution.typeArgs.length > 0 && call.withTypes ? call.withTypes(resolution.typeArgs) : call
  return self === undefined ? run(inner, ...args) : run(inner, self, ...args)
}
