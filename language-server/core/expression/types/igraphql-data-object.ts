import { member, type } from '../definition.ts'

export default type({
  name: 'IGraphQLDataObject',
  summary: 'An object of a GraphQL query.',
  kind: 'interface',
  members: [member('JToken this[string name]', 'A field.')],
})
