import type { ClrView } from '../clr/context-view.ts'
import type { OperationModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IOperation',
  summary: 'An operation of an API.',
  kind: 'interface',
  members: [
    member('string Id', 'The identifier of the operation.', (_call, { model }: ClrView<OperationModel>) => model.id),
    member('string Method', 'The HTTP method.', (_call, { model }: ClrView<OperationModel>) => model.method),
    member('string Name', 'The display name.', (_call, { model }: ClrView<OperationModel>) => model.name),
    member('string UrlTemplate', 'The URL template.', (_call, { model }: ClrView<OperationModel>) => model.urlTemplate),
  ],
})
