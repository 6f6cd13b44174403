import { ClrException } from '../clr/clr-exception.ts'
import { type Call, member, type } from '../definition.ts'
import { withParameter } from '../exception-definition.ts'

const name = 'System.ArgumentOutOfRangeException'
const message = 'Specified argument was out of the range of valid values.'

/** The text of one argument alone is the name of the parameter, not a message. */
export default type({
  name,
  summary: 'An argument outside of the range that a method takes.',
  bases: ['System.ArgumentException'],
  ctors: [
    member('()', 'An exception.', () => new ClrException(name, message)),
    member(
      '(string paramName)',
      'An exception about a parameter.',
      (_call: Call, parameter: string | null) => new ClrException(name, withParameter(message, parameter)),
    ),
    member(
      '(string paramName, string message)',
      'An exception about a parameter, with a message.',
      (_call: Call, parameter: string | null, text: string | null) =>
        new ClrException(name, withParameter(text ?? message, parameter)),
    ),
  ],
})
