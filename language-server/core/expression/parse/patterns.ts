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
  if (parser.is('{')) {
    parser.report('CS8370', 'Property patterns need C# 8.', token)
    parser.skipBalanced()
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
      }
      return { kind: 'type-pattern', type, start, end: type.end }
    }
  }
  const value = parser.rooms.parseBinary(parser, 9)
  patternCombinator(parser)
  return { kind: 'constant-pattern', value, start, end: value.end }
}

function isPatternEnd(parser: Parser, ahead: number): boolean {
  const token = parser.peek(ahead)
  return (
    token.kind === 'end' ||
    (token.kind === 'punctuator' && token.text !== '(' && token.text !== '{' && token.text !== '-')
  )
}

function patternCombinator(parser: Parser): void {
  while ((parser.isWord('and') || parser.isWord('or')) && !isPatternEnd(parser, 1)) {
    parser.report('CS8370', "'and' and 'or' patterns need C# 9.", parser.peek())
    parser.next()
    parsePattern(parser)
  }
}
