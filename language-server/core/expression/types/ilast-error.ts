import type { ClrView } from '../clr/context-view.ts'
import type { LastErrorModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'ILastError',
  summary: 'What sent the request to on-error.',
  kind: 'interface',
  members: [
    member(
      'string Source',
      'The policy or part that failed.',
      (_call, { model }: ClrView<LastErrorModel>) => model.source,
    ),
    member('string Reason', 'A code for what went wrong.', (_call, { model }: ClrView<LastErrorModel>) => model.reason),
    member(
      'string Message',
      'What went wrong, in words.',
      (_call, { model }: ClrView<LastErrorModel>) => model.message,
    ),
    member(
      'string Scope',
      'The scope of the policy.',
      (_call, { model }: ClrView<LastErrorModel>) => model.scope ?? null,
    ),
    member(
      'string Section',
      'The section it stands in.',
      (_call, { model }: ClrView<LastErrorModel>) => model.section ?? null,
    ),
    member(
      'string Path',
      'The path of nested policies, such as `choose[3]/when[2]`.',
      (_call, { model }: ClrView<LastErrorModel>) => model.path ?? null,
    ),
    member(
      'string PolicyId',
      'The `id` attribute of the policy.',
      (_call, { model }: ClrView<LastErrorModel>) => model.policyId ?? null,
    ),
    member(
      'int HttpErrorCode',
      'The status code to answer with.',
      (_call, { model }: ClrView<LastErrorModel>) => model.httpErrorCode ?? 500,
    ),
  ],
})
