import { reflectionName } from '../clr/clr-type.ts'
import type { ClrTypeObject } from '../clr/values.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'System.Type',
  summary: 'A type as a value.',
  members: [
    member(
      'string Name',
      'The name without its namespace.',
      (_call, { type }: ClrTypeObject) => reflectionName(type).replace(/\[.*$/, '').split('.').at(-1) ?? '',
    ),
    member('string FullName', 'The name with its namespace.', (_call, { type }: ClrTypeObject) => reflectionName(type)),
  ],
})
