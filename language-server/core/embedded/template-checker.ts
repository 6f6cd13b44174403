import { Liquid, LiquidError, ParseError, type TagToken, type TopLevelToken } from 'liquidjs'
import type { TemplateFault } from '../model/options.ts'
import { LIQUID_FILTERS, LIQUID_TAGS } from './liquid-words.ts'

/** A door: the library is loaded for the first template that is checked, or run by the local gateway. */

/** The first fault of the syntax of a template; undefined: there is none. */
export function checkTemplate(template: string): TemplateFault | undefined {
  try {
    engine.parse(template)
    return undefined
  } catch (error) {
    if (!LiquidError.is(error)) return { message: 'the template cannot be read', start: 0, end: template.length }
    const { begin, end } = error.token
    const message = (error.originalError?.message ?? error.message).replace(/, line:\d+, col:\d+$/, '')
    return { message, start: begin, end: Math.max(begin, end) }
  }
}

/** The tags of DotLiquid that the library does not have, and none of those that DotLiquid does not have. */
function createEngine(): Liquid {
  const made = new Liquid()
  for (const name of Object.keys(made.tags)) if (!Object.hasOwn(LIQUID_TAGS, name)) delete made.tags[name]
  for (const name of ['JSONArrayFor', 'literal', 'ifchanged']) {
    // Read for its extent; nothing is rendered here.
    made.registerTag(name, {
      parse: (token: TagToken, rest: TopLevelToken[]) => passBlock(made, { name, token, rest }),
      render: () => {
        throw new Error(`the tag ${name} is not run here`)
      },
    })
  }
  return made
}

interface Block {
  readonly name: string
  readonly token: TagToken
  readonly rest: TopLevelToken[]
}

function passBlock({ parser }: Liquid, { name, token, rest }: Block): void {
  const stream = parser
    .parseStream(rest)
    .on(`tag:end${name}`, () => void stream.stop())
    .on('end', () => {
      throw new ParseError(new Error(`tag ${token.getText()} not closed`), token)
    })
  stream.start()
}

const engine = createEngine()

interface TemplateRun {
  /** What the names at the beginning of a path stand for: `body`, `context`. */
  readonly scope: Readonly<Record<string, unknown>>
  /** The filter `Date`, with a .NET format. */
  readonly formatDate: (value: unknown, format: string) => string
  /** Milliseconds. */
  readonly timeLimit: number
}

/** Reads a template to run it again and again. @throws LiquidError of the library when it is broken, or when a run of it fails. */
export function readTemplate(template: string): (run: TemplateRun) => string {
  const runner = createRunner()
  const parsed = runner.engine.parse(template)
  return ({ formatDate, scope, timeLimit }) => {
    runner.formatDate = formatDate
    return String(runner.engine.renderSync(parsed, scope, { renderLimit: timeLimit }))
  }
}

/** Filters have the names of C#; one that DotLiquid does not have leaves its input as it is. */
function createRunner(): { readonly engine: Liquid; formatDate: TemplateRun['formatDate'] } {
  const engine = createEngine()
  const own = { ...engine.filters }
  const runner = { engine, formatDate: String as TemplateRun['formatDate'] }
  for (const name of Object.keys(own)) delete engine.filters[name]
  for (const name of Object.keys(LIQUID_FILTERS)) {
    const filter = own[otherNames[name] ?? name.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase()]
    if (filter) engine.filters[name] = filter
  }
  engine.registerFilter('Date', (value: unknown, format = '') => runner.formatDate(value, String(format)))
  engine.registerFilter('Currency', (value: unknown) => currency.format(Number(value)))
  // DotLiquid takes a regular expression, and the policies that the portal writes for SOAP give it one.
  engine.registerFilter('Replace', (value: unknown, from: unknown, to: unknown = '') =>
    String(value ?? '').replace(new RegExp(String(from), 'g'), String(to)),
  )
  // Two whole numbers give a whole number.
  engine.registerFilter('DividedBy', (value: unknown, by: unknown) => {
    const result = Number(value) / Number(by)
    return Number.isInteger(Number(value)) && Number.isInteger(Number(by)) ? Math.trunc(result) : result
  })
  return runner
}

const otherNames: Readonly<Record<string, string>> = { H: 'escape', TruncateWords: 'truncatewords' }
const currency = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' })
