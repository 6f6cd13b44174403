import type { Section } from '../../../language-server/core/catalog/policy.ts'
import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { ValueCache } from '../cache/value-cache.ts'
import type { GatewayConfiguration } from '../configuration.ts'
import type { ExpressionEngine } from '../expressions.ts'
import type { OpenIdStore } from '../jwt/open-id-store.ts'
import type { Counters } from '../limits/counters.ts'
import type { Quotas } from '../limits/quotas.ts'
import type { TokenStore } from '../managed-identity/token-store.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { contextOf } from '../pipeline/exchange-context.ts'
import { fault } from '../pipeline/fault.ts'
import { type Needs, needsRequestBody, needsResponseBody, type Step } from '../pipeline/step.ts'
import type { GatewayPorts } from '../ports.ts'
import { CompileError } from './compile-error.ts'
import type { PolicySource } from './source.ts'
import { type WrittenValue, writtenAttribute, writtenContent, writtenTemplate } from './written-value.ts'

/** Reads a value for one request: a constant, or what an expression returns. */
export type Read<T> = (exchange: Exchange) => T

/** What lives as long as the gateway, whatever its configuration becomes. */
export interface GatewayState {
  readonly ports: GatewayPorts
  readonly expressions: ExpressionEngine
  readonly openId: OpenIdStore
  readonly identityTokens: TokenStore
  readonly counters: Counters
  readonly quotas: Quotas
  /** Values that policies keep, and whole responses. */
  readonly cache: { readonly values: ValueCache; readonly responses: ValueCache }
}

export interface CompilerSetting {
  readonly state: GatewayState
  readonly configuration: GatewayConfiguration
  readonly source: PolicySource
  readonly section: Section
  readonly scope: string
  /** Stable over configurations: names what a counter or a cache belongs to. */
  readonly key: string
  /** Compiles the policies inside a container such as `choose`. */
  readonly nested: (element: Element, path: string) => readonly Step[]
}

/** What a handler asks while it compiles its element. */
export interface Compiler {
  readonly state: GatewayState
  readonly configuration: GatewayConfiguration
  readonly section: Section
  readonly scope: string
  readonly key: string
  /** An attribute as text; undefined when it is absent. */
  text(element: Element, name: string): Read<string> | undefined
  textOr(element: Element, name: string, fallback: string): Read<string>
  /** @throws CompileError when the attribute is absent. */
  need(element: Element, name: string): Read<string>
  /** @throws PolicyFault when a request comes to a value that is no number. */
  number(element: Element, name: string, fallback?: number): Read<number>
  flag(element: Element, name: string, fallback?: 'true' | 'false'): Read<boolean>
  /** An attribute that takes no expression. @throws CompileError when it holds one. */
  literal(element: Element, name: string): string | undefined
  /** The value of an attribute as the expression returned it. */
  value(element: Element, name: string): Read<unknown>
  isExpression(element: Element, name: string): boolean
  content(element: Element): Read<unknown>
  /** The text of an element; undefined when it is an expression. */
  constantText(element: Element): string | undefined
  contentText(element: Element): Read<string>
  /** The text of an element that holds a Liquid template. */
  template(element: Element): string
  /** The policies inside an element. `path` names the element below this policy, as `when[2]`; empty: this policy itself. */
  steps(element: Element, path: string): readonly Step[]
  /** The policy does not run before this is done; what fails then, fails the request. */
  prepare(work: Promise<void>): void
  readonly prepared: Promise<void> | undefined
  /** Demands a body in memory before the policy runs, as `find-and-replace` does. */
  demand(needs: Needs): void
  /** What the values read so far demand. */
  readonly demands: Needs
}

export function createCompiler(setting: CompilerSetting): Compiler {
  const { state, configuration, source } = setting
  const { namedValues } = configuration
  let demands: Needs = 0
  let prepared: Promise<void> | undefined

  const read = (written: WrittenValue): Read<unknown> => {
    if (written.kind === 'literal') {
      const { text } = written
      return () => text
    }
    const expression = compileExpression(written, state.expressions)
    if (expression.readsBody.request) demands |= needsRequestBody
    if (expression.readsBody.response) demands |= needsResponseBody
    return (exchange) => {
      try {
        return expression.run(contextOf(exchange), state.ports)
      } catch (error) {
        const message = `Expression evaluation failed. ${messageOf(error)}`
        throw fault({
          reason: 'ExpressionValueEvaluationFailure',
          message,
          ...(state.expressions.isNotSimulated(error) ? { answer: message } : {}),
          cause: error,
        })
      }
    }
  }
  const asText = (written: WrittenValue): Read<string> => {
    if (written.kind === 'literal') {
      const { text } = written
      return () => text
    }
    const value = read(written)
    return (exchange) => state.expressions.toText(value(exchange))
  }
  const attribute = (element: Element, name: string): WrittenValue | undefined => {
    const found = element.attributes.find((candidate) => candidate.name === name)
    return found && writtenAttribute(found, source, namedValues)
  }
  const text = (element: Element, name: string): Read<string> | undefined => {
    const written = attribute(element, name)
    return written && asText(written)
  }
  const textOr = (element: Element, name: string, fallback: string): Read<string> =>
    text(element, name) ?? (() => fallback)
  const need = (element: Element, name: string): Read<string> => {
    const found = text(element, name)
    if (!found) throw missing(element, name)
    return found
  }

  return {
    state,
    configuration,
    section: setting.section,
    scope: setting.scope,
    key: setting.key,
    text,
    textOr,
    need,
    number(element, name, fallback) {
      const value = fallback === undefined ? need(element, name) : textOr(element, name, String(fallback))
      return (exchange) => {
        const written = value(exchange)
        const number = Number(written)
        if (written.trim() === '' || !Number.isFinite(number))
          throw fault({
            reason: 'ExpressionValueEvaluationFailure',
            message: `The value "${written}" of "${name}" is not a number.`,
          })
        return number
      }
    },
    flag(element, name, fallback) {
      const written = attribute(element, name) ?? (fallback && { kind: 'literal', text: fallback })
      if (!written) throw missing(element, name)
      const value = read(written)
      return (exchange) => {
        const result = value(exchange)
        try {
          return state.expressions.toBoolean(result)
        } catch (error) {
          throw fault({
            reason: 'ExpressionValueEvaluationFailure',
            message: `The value "${state.expressions.toText(result)}" of "${name}" is neither true nor false.`,
            cause: error,
          })
        }
      }
    },
    literal(element, name) {
      const written = attribute(element, name)
      if (written?.kind === 'expression') throw new CompileError(`the attribute "${name}" takes no expression`)
      return written?.text
    },
    value(element, name) {
      const written = attribute(element, name)
      if (!written) throw missing(element, name)
      return read(written)
    },
    isExpression: (element, name) => attribute(element, name)?.kind === 'expression',
    constantText(element) {
      const written = writtenContent(element, source, namedValues)
      return written.kind === 'literal' ? written.text : undefined
    },
    content: (element) => read(writtenContent(element, source, namedValues)),
    contentText: (element) => asText(writtenContent(element, source, namedValues)),
    template: (element) => writtenTemplate(element, source, namedValues),
    steps: setting.nested,
    prepare(work) {
      // Whoever waits for it sees the failure.
      work.catch(() => {})
      prepared = work
    },
    get prepared() {
      return prepared
    },
    demand(needs) {
      demands |= needs
    },
    get demands() {
      return demands
    },
  }
}

const missing = (element: Element, name: string): CompileError =>
  new CompileError(`the attribute "${name}" of <${element.name}> is missing`)

function compileExpression(written: Extract<WrittenValue, { kind: 'expression' }>, engine: ExpressionEngine) {
  try {
    return engine.compile(written.source)
  } catch (error) {
    throw new CompileError(`an expression is not valid: ${messageOf(error)}`)
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
