const system = (names: string): readonly string[] => names.split(' ').map((name) => `System.${name}`)

/** The whole numbers that fit into an `int`. */
export const INTEGERS: readonly string[] = system('SByte Byte Int16 UInt16 Int32')
export const NUMBERS: readonly string[] = [...INTEGERS, ...system('UInt32 Int64 UInt64 Single Double Decimal')]
const others = system('Boolean Guid String Char DateTime TimeSpan Byte[] SByte[]')

/**
 * The types that some place takes, a context variable among them. The list that the service once published in a tool of its own has
 * IResponse, Jwt and JToken besides those that the documentation names:
 * https://learn.microsoft.com/azure/api-management/set-variable-policy#allowed-types
 * @param type as `printType` writes it
 */
export function isReturned(type: string): boolean {
  const value = /^System\.Nullable<(.+)>$/.exec(type)?.[1] ?? type
  return (
    NUMBERS.includes(value) ||
    others.includes(value) ||
    /^(?:IResponse|Jwt|Newtonsoft\.Json\.Linq\.J(?:Array|Constructor|Container|Object|Property|Raw|Token|Value))$/.test(
      value,
    )
  )
}
