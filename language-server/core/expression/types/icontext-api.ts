import type { ClrView } from '../clr/context-view.ts'
import type { ApiModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IContextApi',
  summary: 'The API of the request, with its revision.',
  kind: 'interface',
  bases: ['IApi'],
  members: [
    member(
      'bool IsCurrentRevision',
      'Whether this revision is the current one.',
      (_call, { model }: ClrView<ApiModel>) => model.isCurrentRevision,
    ),
    member('string Revision', 'The revision.', (_call, { model }: ClrView<ApiModel>) => model.revision),
    member(
      'string Version',
      'The version; null when the API has none.',
      (_call, { model }: ClrView<ApiModel>) => model.version ?? null,
    ),
  ],
})
