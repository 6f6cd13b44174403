import type { ClrView } from '../clr/context-view.ts'
import type { PrivateEndpointConnectionModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'IPrivateEndpointConnection',
  summary: 'A private endpoint connection.',
  kind: 'interface',
  members: [
    member('string Name', 'The name.', (_call, { model }: ClrView<PrivateEndpointConnectionModel>) => model.name),
    member(
      'string GroupId',
      'The group.',
      (_call, { model }: ClrView<PrivateEndpointConnectionModel>) => model.groupId,
    ),
    member(
      'string MemberName',
      'The member.',
      (_call, { model }: ClrView<PrivateEndpointConnectionModel>) => model.memberName,
    ),
  ],
})
