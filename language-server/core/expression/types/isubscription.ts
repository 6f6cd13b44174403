import { clrType } from '../clr/clr-type.ts'
import type { ClrView } from '../clr/context-view.ts'
import { dateOf } from '../clr/context-view.ts'
import { zeroOf } from '../clr/zero.ts'
import type { SubscriptionModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

const dateTime = clrType('System.DateTime')

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'ISubscription',
  summary: 'A subscription.',
  kind: 'interface',
  members: [
    member(
      'DateTime CreatedDate',
      'When it was created.',
      (_call, { model }: ClrView<SubscriptionModel>) => dateOf(model.createdDate) ?? zeroOf(dateTime),
    ),
    member('DateTime? EndDate', 'When it ended.', (_call, { model }: ClrView<SubscriptionModel>) =>
      dateOf(model.endDate),
    ),
    member('string Id', 'The identifier.', (_call, { model }: ClrView<SubscriptionModel>) => model.id),
    member(
      'string Key',
      'The key that came with the request.',
      (_call, { model }: ClrView<SubscriptionModel>) => model.key,
    ),
    member('string Name', 'The display name.', (_call, { model }: ClrView<SubscriptionModel>) => model.name),
    member('string PrimaryKey', 'The primary key.', (_call, { model }: ClrView<SubscriptionModel>) => model.primaryKey),
    member(
      'string SecondaryKey',
      'The secondary key.',
      (_call, { model }: ClrView<SubscriptionModel>) => model.secondaryKey,
    ),
    member('DateTime? StartDate', 'When it started.', (_call, { model }: ClrView<SubscriptionModel>) =>
      dateOf(model.startDate),
    ),
  ],
})
