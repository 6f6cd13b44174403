import { type ClrType, clrType } from '../clr/clr-type.ts'
import { ClrView } from '../clr/context-view.ts'
import { member, type } from '../definition.ts'

const culture: ClrType = clrType('System.Globalization.CultureInfo')
const invariant = new ClrView(culture, { name: '' })

/** The gateway runs in the invariant culture; no other one is simulated. */
export default type({
  name: 'System.Globalization.CultureInfo',
  summary: 'A culture. Only the invariant one is simulated.',
  bases: ['System.Object', 'System.IFormatProvider'],
  statics: [
    member('CultureInfo InvariantCulture', 'The invariant culture.', () => invariant),
    member('CultureInfo CurrentCulture', 'The culture of the gateway, which is the invariant one.', () => invariant),
  ],
  members: [member('string Name', 'Its name.', (_call, { model }: ClrView<{ name: string }>) => model.name)],
})
