import type { ClrView } from '../clr/context-view.ts'
import { member, type } from '../definition.ts'

interface Group {
  readonly name: string
}

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IGroup',
  summary: 'A group of users.',
  kind: 'interface',
  members: [
    member('string Id', 'The identifier.', (_call, { model }: ClrView<Group>) => model.name),
    member('string Name', 'The display name.', (_call, { model }: ClrView<Group>) => model.name),
  ],
})
