import type { Element } from '../../../language-server/core/syntax/tree.ts'
import type { Compiler, Read } from '../compile/compiler.ts'
import { MessageBody } from '../pipeline/message-body.ts'
import { liquidText } from './liquid-text.ts'

const encoder = new TextEncoder()

export const textBody = (text: string): MessageBody => new MessageBody({ content: encoder.encode(text) })

/** Compiles `<set-body>`: a literal as it is written, or what an expression returns. */
export function bodyContent(element: Element, compiler: Compiler): Read<MessageBody> {
  const template = compiler.literal(element, 'template')
  if (template === 'liquid') return liquidBody(element, compiler)
  const value = compiler.content(element)
  return (exchange) => {
    const content = value(exchange)
    if (content instanceof Uint8Array) return new MessageBody({ content })
    return textBody(typeof content === 'string' ? content : compiler.state.expressions.toText(content))
  }
}

function liquidBody(element: Element, compiler: Compiler): Read<MessageBody> {
  const render = liquidText(element, compiler)
  return (exchange) => textBody(render(exchange))
}
