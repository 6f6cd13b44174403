import { notSimulated } from '../clr/clr-exception.ts'
import type { ClrType } from '../clr/clr-type.ts'
import { arrayFrom } from '../clr/values.ts'
import { defaultValue } from '../convert.ts'
import type { Call } from '../definition.ts'
import type { Resolution } from '../overload.ts'

/** Runs a resolved member on values that are there already. */
export function runResolution(
  resolution: Resolution,
  self: unknown,
  values: readonly unknown[],
  call: Call & { withTypes?(typeArgs: readonly ClrType[]): Call },
): unknown {
  const { member } = resolution.candidate
  const run = member.member.run as ((call: Call, ...args: unknown[]) => unknown) | undefined
  if (!run) throw notSimulated(`${member.declaring}.${member.signature.name}`)
  const args = resolution.slots.map((slot) => {
    if (slot.kind === 'default') return slot.value === null ? defaultValue(slot.type) : slot.value
    if (slot.kind === 'params')
      return arrayFrom(
        slot.element,
        slot.items.map((item) => item.convert(values[item.index], call)),
      )
    return slot.convert(values[slot.index], call)
  })
  const inner = resolution.typeArgs.length > 0 && call.withTypes ? call.withTypes(resolution.typeArgs) : call
  return self === undefined ? run(inner, ...args) : run(inner, self, ...args)
}
