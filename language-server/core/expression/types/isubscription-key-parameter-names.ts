import type { ClrView } from '../clr/context-view.ts'
import { member, type } from '../definition.ts'

interface Names {
  readonly header: string
  readonly query: string
}

export default type({
  name: 'ISubscriptionKeyParameterNames',
  summary: 'The names that carry the subscription key.',
  kind: 'interface',
  members: [
    member('string Header', 'The header.', (_call, { model }: ClrView<Names>) => model.header),
    member('string Query', 'The query parameter.', (_call, { model }: ClrView<Names>) => model.query),
  ],
})
