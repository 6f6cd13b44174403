import { member, type } from '../definition.ts'

export default type({
  name: 'IPrivateEndpointConnection',
  summary: 'A private endpoint connection.',
  kind: 'interface',
  members: [
    member('string Name', 'The name.'),
    member('string GroupId', 'The group.'),
    member('string MemberName', 'The member.'),
  ],
})
