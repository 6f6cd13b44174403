import {
  ClrDateTime,
  formatDateTime,
  formatDateTimeOffset,
} from '../../../language-server/core/expression/clr/date-time.ts'
import { JValue } from '../../../language-server/core/expression/clr/json.ts'
import { readJson } from '../../../language-server/core/expression/clr/json-read.ts'
import { readXml } from '../../../language-server/core/expression/clr/xml-read.ts'
import type { Element } from '../../../language-server/core/syntax/tree.ts'
import { CompileError } from '../compile/compile-error.ts'
import type { Compiler, Read } from '../compile/compiler.ts'
import type { RequestState, ResponseState } from '../pipeline/exchange.ts'
import { contextOf } from '../pipeline/exchange-context.ts'
import { fault } from '../pipeline/fault.ts'
import { needsRequestBody, needsResponseBody } from '../pipeline/step.ts'
import { inAnyCase, plainContext, plainJson, plainXml, TemplateDate } from './template-values.ts'

const defaultTimeLimit = 5_000

/**
 * Compiles the Liquid template of a `set-body`: its input is the body at hand, read by its Content-Type, and the context.
 * https://learn.microsoft.com/azure/api-management/set-body-policy#using-liquid-templates-with-set-body
 */
export function liquidText(element: Element, compiler: Compiler): Read<string> {
  const template = compiler.template(element)
  const nil = compiler.literal(element, 'xsi-nil') ?? 'blank'
  if (nil !== 'blank' && nil !== 'null') throw new CompileError('"xsi-nil" is neither "blank" nor "null"')
  const dates = compiler.literal(element, 'parse-date') === 'false' ? 'copied' : 'parsed'
  const isRequest = compiler.section === 'inbound' || compiler.section === 'backend'
  compiler.demand(isRequest ? needsRequestBody : needsResponseBody)
  const timeLimit = compiler.state.ports.timeLimit ?? defaultTimeLimit
  let render: Render = () => ''
  compiler.prepare(
    import('../../../language-server/core/embedded/template-checker.ts').then(({ readTemplate }) => {
      render = reading(() => readTemplate(template))
    }),
  )
  return (exchange) => {
    const message = isRequest || !exchange.response ? exchange.request : exchange.response
    const context = plainContext(contextOf(exchange), exchange.arrival.method)
    return attempt(() => {
      const body = plainBody(message, { nil: nil === 'null' ? null : '', dates })
      return render({ scope: { body, context }, formatDate, timeLimit })
    })
  }
}

type Render = ReturnType<typeof import('../../../language-server/core/embedded/template-checker.ts')['readTemplate']>

/** A template that is broken fails the request that needs it, not the loading of the library. */
function reading(read: () => Render): Render {
  try {
    return read()
  } catch (error) {
    return () => {
      throw error
    }
  }
}

function attempt(work: () => string): string {
  try {
    return work()
  } catch (error) {
    const message = `The Liquid template failed: ${error instanceof Error ? error.message : String(error)}`
    throw fault({ reason: 'ExpressionValueEvaluationFailure', message, cause: error })
  }
}

interface BodyReading {
  readonly nil: '' | null
  readonly dates: 'parsed' | 'copied'
}

function plainBody({ body, headers }: RequestState | ResponseState, { dates, nil }: BodyReading): unknown {
  const bytes = body?.bytes()
  if (!bytes || bytes.length === 0) return ''
  const text = new TextDecoder().decode(bytes)
  const type = (headers.line('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (/[/+]json$/.test(type)) return dates === 'copied' ? JSON.parse(text) : plainJson(readJson(text, 'JToken'))
  if (!/[/+]xml$/.test(type)) return text
  const { root } = readXml(text)
  return root ? inAnyCase({ [root.name.local]: plainXml(root, nil) }) : ''
}

/** The filter `Date`: what is no date stays as it is. */
function formatDate(value: unknown, format: string): string {
  const date = value instanceof TemplateDate ? value.value : dateOf(String(value ?? ''))
  if (date === undefined) return String(value ?? '')
  return date instanceof ClrDateTime ? formatDateTime(date, format) : formatDateTimeOffset(date, format)
}

function dateOf(text: string): ClrDateTime | undefined {
  const token = readJson(JSON.stringify(text), 'JToken')
  return token instanceof JValue && token.value instanceof ClrDateTime ? token.value : undefined
}
