import { type ClrView, view } from '../clr/context-view.ts'
import type { GraphqlModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'IGraphQLContext',
  summary: 'Arguments and parent of a GraphQL resolver.',
  kind: 'interface',
  members: [
    member('IGraphQLDataObject GraphQLArguments', 'The arguments.', (_call, { model }: ClrView<GraphqlModel>) =>
      view('IGraphQLDataObject', model.arguments),
    ),
    member('IGraphQLDataObject Arguments', 'The arguments.', (_call, { model }: ClrView<GraphqlModel>) =>
      view('IGraphQLDataObject', model.arguments),
    ),
    member('IGraphQLDataObject Parent', 'The parent object.', (_call, { model }: ClrView<GraphqlModel>) =>
      view('IGraphQLDataObject', model.parent),
    ),
  ],
})
