import { ClrException } from '../clr/clr-exception.ts'
import { textOf } from '../clr/text.ts'
import { type Call, member, type } from '../definition.ts'

/** https://learn.microsoft.com/dotnet/api/system.exception */
export default type({
  name: 'System.Exception',
  summary: 'What is thrown when something fails.',
  ctors: [
    member(
      '()',
      'An exception.',
      () => new ClrException('System.Exception', "Exception of type 'System.Exception' was thrown."),
    ),
    member(
      '(string message)',
      'An exception with a message.',
      (_call: Call, message: string | null) => new ClrException('System.Exception', message ?? ''),
    ),
    member(
      '(string message, Exception innerException)',
      'An exception because of another.',
      (_call: Call, message: string | null, inner: ClrException | null) =>
        new ClrException('System.Exception', message ?? '', inner),
    ),
  ],
  members: [
    member('string Message', 'What failed, in words.', (_call, self: ClrException) => self.message),
    member(
      'Exception InnerException',
      'What caused it; null when nothing did.',
      (_call, self: ClrException) => self.inner,
    ),
    member('string StackTrace', 'Where it was thrown; not simulated, empty.', () => ''),
    member('string Source', 'What threw it.', () => 'expression'),
    member('Exception GetBaseException()', 'The first cause.', (_call, self: ClrException) => {
      let at = self
      while (at.inner) at = at.inner
      return at
    }),
    member('string ToString()', 'Type and message.', (_call, self: ClrException) => textOf(self)),
  ],
})
