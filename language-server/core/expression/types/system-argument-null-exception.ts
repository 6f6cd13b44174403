import { ClrException } from '../clr/clr-exception.ts'
import { type Call, member, type } from '../definition.ts'
import { withParameter } from '../exception-definition.ts'

const name = 'System.ArgumentNullException'
const message = 'Value cannot be null.'

/** The text of one argument alone is the name of the parameter, not a message. */
export default type({
  name,
  summary: 'A null that a method does not take.',
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
