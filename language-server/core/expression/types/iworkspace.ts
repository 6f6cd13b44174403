import type { ClrView } from '../clr/context-view.ts'
import type { WorkspaceModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

export default type({
  name: 'IWorkspace',
  summary: 'A workspace of the instance.',
  kind: 'interface',
  members: [
    member('string Id', 'The identifier.', (_call, { model }: ClrView<WorkspaceModel>) => model.id),
    member('string Name', 'The display name.', (_call, { model }: ClrView<WorkspaceModel>) => model.name),
  ],
})
