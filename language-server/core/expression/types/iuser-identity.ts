import type { ClrView } from '../clr/context-view.ts'
import { member, type } from '../definition.ts'

interface Identity {
  readonly id: string
  readonly provider: string
}

export default type({
  name: 'IUserIdentity',
  summary: 'An identity a user signs in with.',
  kind: 'interface',
  members: [
    member('string Id', 'The identifier.', (_call, { model }: ClrView<Identity>) => model.id),
    member('string Provider', 'The provider.', (_call, { model }: ClrView<Identity>) => model.provider),
  ],
})
