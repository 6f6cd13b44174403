import { ClrNamed } from '../clr/rsa.ts'
import { type Call, member, type } from '../definition.ts'

const named = (name: string): ClrNamed => new ClrNamed('HashAlgorithmName', name)

export default type({
  name: 'System.Security.Cryptography.HashAlgorithmName',
  summary: 'The name of a hash.',
  kind: 'struct',
  zero: () => named(''),
  ctors: [member('(string name)', 'A name.', (_call: Call, name: string | null) => named(name ?? ''))],
  statics: [
    ...['MD5', 'SHA1', 'SHA256', 'SHA384', 'SHA512'].map((name) =>
      member(`HashAlgorithmName ${name}`, `${name}.`, () => named(name)),
    ),
    member(
      'bool op_Equality(HashAlgorithmName a, HashAlgorithmName b)',
      'Whether they are the same.',
      (_call, a: ClrNamed, b: ClrNamed) => a.clrEquals(b),
    ),
    member(
      'bool op_Inequality(HashAlgorithmName a, HashAlgorithmName b)',
      'Whether they differ.',
      (_call, a: ClrNamed, b: ClrNamed) => !a.clrEquals(b),
    ),
  ],
  members: [member('string Name', 'The name.', (_call, self: ClrNamed) => (self.name === '' ? null : self.name))],
})
