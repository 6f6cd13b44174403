import { badFormat } from '../clr/clr-exception.ts'
import { type ClrType, clrType } from '../clr/clr-type.ts'
import { ClrView } from '../clr/context-view.ts'
import { ClrEnum, type Ref } from '../clr/values.ts'
import { type Call, enumerationValues, member, type } from '../definition.ts'

interface Address {
  readonly bytes: readonly number[]
}
const addressType: ClrType = clrType('System.Net.IPAddress')

function parse(text: string | null): ClrView<Address> | null {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text ?? '')
  if (four) {
    const bytes = four.slice(1).map(Number)
    return bytes.every((byte) => byte < 256) ? new ClrView(addressType, { bytes }) : null
  }
  if (!text?.includes(':') || !/^[0-9a-fA-F:]+$/.test(text) || text.split('::').length > 2) return null
  const [left = '', right] = text.split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const before = groups(left)
  const after = groups(right ?? '')
  const fill = right === undefined ? 0 : 8 - before.length - after.length
  const all = [...before, ...Array.from({ length: Math.max(0, fill) }, () => '0'), ...after]
  if (all.length !== 8 || all.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return null
  return new ClrView(addressType, {
    bytes: all.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255]),
  })
}

/** https://learn.microsoft.com/dotnet/api/system.net.ipaddress */
const familyType = clrType('System.Net.Sockets.AddressFamily')

export default type({
  name: 'System.Net.IPAddress',
  summary: 'An IP address.',
  statics: [
    member(
      'IPAddress Parse(string ipString)',
      'Reads an address; throws FormatException.',
      (_call: Call, text: string | null) => {
        const address = parse(text)
        if (!address) throw badFormat('An invalid IP address was specified.')
        return address
      },
    ),
    member(
      'bool TryParse(string ipString, out IPAddress address)',
      'Reads an address, or gives null and false.',
      (_call: Call, text: string | null, result: Ref) => {
        result.value = parse(text)
        return result.value !== null
      },
    ),
    member(
      'bool IsLoopback(IPAddress address)',
      'Whether it is of this machine.',
      (_call: Call, { model }: ClrView<Address>) => model.bytes[0] === 127 && model.bytes.length === 4,
    ),
  ],
  members: [
    member('byte[] GetAddressBytes()', 'Its bytes.', (_call, { model }: ClrView<Address>) =>
      Uint8Array.from(model.bytes),
    ),
    member(
      'AddressFamily AddressFamily',
      'Its family.',
      (_call, { model }: ClrView<Address>) =>
        new ClrEnum(familyType, model.bytes.length === 4 ? 2 : 23, enumerationValues(familyType.name) ?? {}),
    ),
    member('string ToString()', 'Its text.', (_call, { model }: ClrView<Address>) =>
      model.bytes.length === 4
        ? model.bytes.join('.')
        : Array.from({ length: 8 }, (_, index) =>
            (((model.bytes[index * 2] ?? 0) << 8) | (model.bytes[index * 2 + 1] ?? 0)).toString(16),
          ).join(':'),
    ),
  ],
})
