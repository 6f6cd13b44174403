import { member, type } from '../definition.ts'

export default type({
  name: 'IUserIdentity',
  summary: 'An identity a user signs in with.',
  kind: 'interface',
  members: [member('string Id', 'The identifier.'), member('string Provider', 'The provider.')],
})
