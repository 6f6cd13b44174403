import type { HostToken } from './tokens.ts'

type StringToken = Extract<HostToken, { kind: 'string' }>

/** Reads tokens one after the other; every `take…` leaves what does not fit where it is. */
export interface HostReader {
  next(): HostToken | undefined
  isAtEnd(): boolean
  takeMark(text: string): boolean
  takeWord(text?: string): string | undefined
  takeString(): StringToken | undefined
  /** Up to the end of the line, or to what closes the brackets around it; the branches of a choice may stand on lines of their own. */
  takeExpression(): readonly HostToken[]
  /** Behind the next mark of this kind outside parentheses. @returns whether there was one in front of the next statement */
  passTo(mark: string): boolean
}

export function createReader(tokens: readonly HostToken[]): HostReader {
  let at = 0
  const isMark = (token: HostToken | undefined, text: string): boolean => token?.kind === 'mark' && token.text === text
  const opens = (token: HostToken): boolean => token.kind === 'mark' && /[([{]/.test(token.text)
  const closes = (token: HostToken): boolean => token.kind === 'mark' && /[)\]}]/.test(token.text)

  /** Whether the line that ends here and the next one are of one `a ? b : c`. */
  const goesOn = (from: number): boolean => {
    const isOperator = (token: HostToken | undefined): boolean => isMark(token, '?') || isMark(token, ':')
    const next = tokens.findIndex(({ kind }, index) => index > at && kind !== 'line')
    const before = tokens.slice(from, at).findLast(({ kind }) => kind !== 'line')
    return before !== undefined && (isOperator(before) || isOperator(tokens[next]))
  }

  return {
    next: () => tokens[at++],
    isAtEnd: () => at >= tokens.length,
    takeMark(text) {
      const found = isMark(tokens[at], text)
      if (found) at++
      return found
    },
    takeWord(text) {
      const token = tokens[at]
      if (token?.kind !== 'word' || (text !== undefined && token.text !== text)) return undefined
      at++
      return token.text
    },
    takeString() {
      const token = tokens[at]
      if (token?.kind !== 'string') return undefined
      at++
      return token
    },
    takeExpression() {
      const from = at
      let depth = 0
      for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
        if (depth === 0 && (closes(token) || isMark(token, ','))) break
        if (depth === 0 && token.kind === 'line' && !goesOn(from)) break
        if (opens(token)) depth++
        else if (closes(token)) depth--
        at++
      }
      return tokens.slice(from, at)
    },
    passTo(mark) {
      const from = at
      let depth = 0
      for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
        if (depth === 0 && isMark(token, mark)) {
          at++
          return true
        }
        if (depth === 0 && token.kind === 'line') break
        if (token.kind === 'mark' && token.text === '(') depth++
        else if (token.kind === 'mark' && token.text === ')') depth--
        at++
      }
      at = from
      return false
    },
  }
}
