import { member, type } from '../definition.ts'

export default type({
  name: 'ISubscriptionKeyParameterNames',
  summary: 'The names that carry the subscription key.',
  kind: 'interface',
  members: [member('string Header', 'The header.'), member('string Query', 'The query parameter.')],
})
