import type { ClrView } from '../clr/context-view.ts'
import type { BackendModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'IContextBackend',
  summary: 'The back end the request goes to.',
  kind: 'interface',
  members: [
    member('string AzureRegion', 'The region.', (_call, { model }: ClrView<BackendModel>) => model.azureRegion ?? null),
    member('string Id', 'The identifier.', (_call, { model }: ClrView<BackendModel>) => model.id),
    member('string Type', 'Single or Pool.', (_call, { model }: ClrView<BackendModel>) => model.type),
  ],
})
