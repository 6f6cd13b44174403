import { member, type } from '../definition.ts'

export default type({
  name: 'IWorkspace',
  summary: 'A workspace of the instance.',
  kind: 'interface',
  members: [member('string Id', 'The identifier.'), member('string Name', 'The display name.')],
})
