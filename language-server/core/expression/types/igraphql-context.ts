import { member, type } from '../definition.ts'

export default type({
  name: 'IGraphQLContext',
  summary: 'Arguments and parent of a GraphQL resolver.',
  kind: 'interface',
  members: [
    member('IGraphQLDataObject GraphQLArguments', 'The arguments.'),
    member('IGraphQLDataObject Arguments', 'The arguments.'),
    member('IGraphQLDataObject Parent', 'The parent object.'),
  ],
})
