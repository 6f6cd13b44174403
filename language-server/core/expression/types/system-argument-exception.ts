import { ClrException } from '../clr/clr-exception.ts'
import { type Call, member } from '../definition.ts'
import { exception, withParameter } from '../exception-definition.ts'

const name = 'System.ArgumentException'
const plain = exception({
  name,
  summary: 'An argument that a method does not take.',
  base: 'System.Exception',
  message: 'Value does not fall within the expected range.',
})

export default {
  ...plain,
  ctors: [
    ...(plain.ctors ?? []),
    member(
      '(string message, string paramName)',
      'An exception about a parameter.',
      (_call: Call, message: string | null, parameter: string | null) =>
        new ClrException(name, withParameter(message ?? '', parameter)),
    ),
  ],
}
