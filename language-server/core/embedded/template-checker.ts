import { Liquid, LiquidError, ParseError, type TagToken, type TopLevelToken } from 'liquidjs'
import type { TemplateFault } from '../model/options.ts'
import { LIQUID_TAGS } from './liquid-words.ts'

/** A door: the library is loaded for the first template that is checked. */

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
      render: () => undefined,
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
