import { clrType } from '../clr/clr-type.ts'
import type { ClrView } from '../clr/context-view.ts'
import { ClrEnum } from '../clr/values.ts'
import type { BackendModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

const backendType = clrType('BackendType')
const types: Readonly<Record<string, number>> = { Single: 0, Pool: 1 }

export default type({
  name: 'IContextBackend',
  summary: 'The back end the request goes to.',
  kind: 'interface',
  members: [
    member('string AzureRegion', 'The region.', (_call, { model }: ClrView<BackendModel>) => model.azureRegion ?? null),
    member('string Id', 'The identifier.', (_call, { model }: ClrView<BackendModel>) => model.id),
    member(
      'BackendType Type',
      'Single or Pool.',
      (_call, { model }: ClrView<BackendModel>) => new ClrEnum(backendType, types[model.type] ?? 0, types),
    ),
  ],
})
