import { clrType } from '../clr/clr-type.ts'
import { ClrView } from '../clr/context-view.ts'
import { ClrArray, ClrEnum } from '../clr/values.ts'
import type { ProductModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

const groupType = clrType('IGroup')
const stateType = clrType('ProductState')

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IProduct',
  summary: 'A product.',
  kind: 'interface',
  members: [
    member(
      'IEnumerable<IApi> Apis',
      'The APIs of the product; no longer documented.',
      (_call, { model }: ClrView<ProductModel>) => model && new ClrArray(clrType('IApi'), []),
    ),
    member(
      'bool ApprovalRequired',
      'Whether subscriptions need approval.',
      (_call, { model }: ClrView<ProductModel>) => model.approvalRequired,
    ),
    member(
      'IEnumerable<IGroup> Groups',
      'The groups that see the product.',
      (_call, { model }: ClrView<ProductModel>) =>
        new ClrArray(
          groupType,
          (model.groups ?? []).map((name) => new ClrView(groupType, { name })),
        ),
    ),
    member('string Id', 'The identifier of the product.', (_call, { model }: ClrView<ProductModel>) => model.id),
    member('string Name', 'The display name.', (_call, { model }: ClrView<ProductModel>) => model.name),
    member(
      'ProductState State',
      'Whether the product is published.',
      (_call, { model }: ClrView<ProductModel>) =>
        new ClrEnum(stateType, /^published$/i.test(model.state) ? 1 : 0, { NotPublished: 0, Published: 1 }),
    ),
    member(
      'int? SubscriptionsLimit',
      'How many subscriptions a user may have.',
      (_call, { model }: ClrView<ProductModel>) => model.subscriptionsLimit ?? null,
    ),
    member(
      'int? SubscriptionLimit',
      'How many subscriptions a user may have; the older spelling.',
      (_call, { model }: ClrView<ProductModel>) => model.subscriptionsLimit ?? null,
    ),
    member(
      'bool SubscriptionRequired',
      'Whether a subscription is needed.',
      (_call, { model }: ClrView<ProductModel>) => model.subscriptionRequired,
    ),
  ],
})
