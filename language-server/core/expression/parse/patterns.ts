import type { Pattern } from '../tree.ts'
import { unsupported } from './nodes.ts'
import type { Parser } from './parser.ts'
import { parseType, scanType } from './types.ts'
import { predefined } from './words.ts'

export function parsePattern(parser: Parser): Pattern {
  const token = parser.peek()
  const start = token.start
  if (parser.isWord('not') && !isPatternEnd(parser, 1)) {
    parser.report('CS8370', "'is not' needs C# 9; write '!(… is …)'.", token)
    parser.next()
    return parsePattern(parser)
  }
  if (parser.is('[') || (parser.is('(') && isNewPattern(parser))) {
    const what = parser.is('[')
      ? 'List patterns need C# 11.'
      : 'Positional patterns and patterns in brackets need C# 8 or 9.'
    parser.report('CS8370', what, token)
    parser.skipBalanced()
    return {
      kind: 'constant-pattern',
      value: unsupported('pattern', start, parser.previousEnd()),
      start,
      end: parser.previousEnd(),
    }
  }
  if (parser.is('{')) {
    parser.report('CS8370', 'Property patterns need C# 8.', token)
    parser.skipBalanced()
    skipDesignator(parser)
    return {
      kind: 'constant-pattern',
      value: unsupported('property pattern', start, parser.previousEnd()),
      start,
      end: parser.previousEnd(),
    }
  }
  if (parser.is('<') || parser.is('>') || parser.is('<=')) {
    parser.report('CS8370', 'Relational patterns need C# 9.', token)
    parser.next()
    if (parser.is('=')) parser.next()
    const value = parser.rooms.parseBinary(parser, 9)
    patternCombinator(parser)
    return {
      kind: 'constant-pattern',
      value: unsupported('relational pattern', start, value.end),
      start,
      end: value.end,
    }
  }
  if (parser.isWord('var') && parser.peek(1).kind === 'identifier') {
    parser.next()
    const name = parser.identifier()
    return { kind: 'var-pattern', name, start, end: name.end }
  }
  const typeEnd = scanType(parser, parser.index, 'operand')
  if (typeEnd !== undefined && (token.kind === 'identifier' || predefined.has(token.text))) {
    const after = parser.tokens[typeEnd]
    const isDesignator =
      after?.kind === 'identifier' &&
      !after.newlineBefore &&
      after.text !== 'when' &&
      after.text !== 'and' &&
      after.text !== 'or'
    const isWhole = after !== undefined && after.text !== '(' && !['+', '-', '*', '/', '%', '<<'].includes(after.text)
    if (isDesignator || isWhole) {
      const type = parseType(parser, 'operand')
      if (isDesignator) {
        const name = parser.identifier()
        return { kind: 'declaration-pattern', type, name, start, end: name.end }
      }
      patternCombinator(parser)
      if (parser.is('{')) {
        parser.report('CS8370', 'Property patterns need C# 8.', parser.peek())
        parser.skipBalanced()
        skipDesignator(parser)
      }
      return { kind: 'type-pattern', type, start, end: type.end }
    }
  }
  const value = parser.rooms.parseBinary(parser, 9)
  patternCombinator(parser)
  return { kind: 'constant-pattern', value, start, end: value.end }
}

/** The name that a newer pattern gives what it matched. */
function skipDesignator(parser: Parser): void {
  const token = parser.peek()
  if (token.kind === 'identifier' && !token.newlineBefore && !['when', 'and', 'or'].includes(token.text)) parser.next()
}

/** `(a, b)`, `(string or int)`: brackets that hold more than a constant. */
function isNewPattern(parser: Parser): boolean {
  let depth = 0
  for (let ahead = 0; ; ahead++) {
    const { kind, text } = parser.peek(ahead)
    if (kind === 'end') return false
    if (
      kind === 'identifier' &&
      depth === 1 &&
      (text === 'or' || text === 'and') &&
      parser.peek(ahead + 1).text !== ')'
    )
      return true
    if (kind !== 'punctuator') continue
    if (text === '(' || text === '[' || text === '{') depth++
    else if (text === ')' || text === ']' || text === '}') {
      depth--
      if (depth === 0) return false
    } else if (text === ',' && depth === 1) return true
  }
}

function isPatternEnd(parser: Parser, ahead: number): boolean {
  const token = parser.peek(ahead)
  return (
    token.kind === 'end' ||
    (token.kind === 'punctuator' && !['(', '{', '[', '-', '<', '>', '<=', '>='].includes(token.text))
  )
}

function patternCombinator(parser: Parser): void {
  while ((parser.isWord('and') || parser.isWord('or')) && !isPatternEnd(parser, 1)) {
    parser.report('CS8370', "'and' and 'or' patterns need C# 9.", parser.peek())
    parser.next()
    parsePattern(parser)
  }
}
