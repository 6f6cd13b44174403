import { argument, argumentNull, badFormat } from '../clr/clr-exception.ts'
import { type ClrGuid, emptyGuid, guidBytes, guidOfBytes, parseGuid } from '../clr/guid.ts'
import { tryParse } from '../clr/parse-number.ts'
import type { Ref } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

function parse(text: string | null): ClrGuid {
  if (text === null) throw argumentNull('input')
  const guid = parseGuid(text)
  if (!guid) throw badFormat('Guid should contain 32 digits with 4 dashes (xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx).')
  return guid
}

/** https://learn.microsoft.com/dotnet/api/system.guid */
export default type({
  name: 'System.Guid',
  summary: 'A globally unique identifier.',
  kind: 'struct',
  bases: ['System.Object', 'System.IComparable'],
  zero: () => emptyGuid,
  ctors: [
    member('(string g)', 'Reads a GUID.', (_call: Call, text: string | null) => parse(text)),
    member(
      '(byte[] b)',
      'The GUID of 16 bytes, the first three groups low byte first.',
      (_call: Call, bytes: Uint8Array) => {
        if (bytes.length !== 16) throw argument('Byte array for GUID must be exactly 16 bytes long.')
        return guidOfBytes(bytes)
      },
    ),
  ],
  statics: [
    member('Guid Empty', 'All zeros.', () => emptyGuid),
    member('Guid NewGuid()', 'A new one.', (call: Call) => parse(call.host.newGuid())),
    member('Guid Parse(string input)', 'Reads a GUID; throws FormatException.', (_call: Call, text: string | null) =>
      parse(text),
    ),
    member(
      'bool TryParse(string input, out Guid result)',
      'Reads a GUID, or gives zeros and false.',
      (_call: Call, text: string | null, result: Ref) => tryParse(result, emptyGuid, () => parse(text)),
    ),
    member(
      'bool op_Equality(Guid a, Guid b)',
      'Whether they are equal.',
      (_call: Call, a: ClrGuid, b: ClrGuid) => a.digits === b.digits,
    ),
    member(
      'bool op_Inequality(Guid a, Guid b)',
      'Whether they differ.',
      (_call: Call, a: ClrGuid, b: ClrGuid) => a.digits !== b.digits,
    ),
  ],
  members: [
    member('byte[] ToByteArray()', 'Its 16 bytes.', (_call, self: ClrGuid) => guidBytes(self)),
    member(
      'string ToString(string format)',
      'In the format N, D, B or P.',
      (_call, self: ClrGuid, format: string | null) => self.clrText(format ?? 'D'),
    ),
    member(
      'bool Equals(Guid g)',
      'Whether it is the same.',
      (_call, self: ClrGuid, other: ClrGuid) => self.digits === other.digits,
    ),
    member('int CompareTo(Guid value)', 'Its order beside another.', (_call, self: ClrGuid, other: ClrGuid) =>
      self.compareTo(other),
    ),
  ],
})
