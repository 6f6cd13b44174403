import { types } from '../clr/clr-type.ts'
import { type ClrView, view } from '../clr/context-view.ts'
import { ClrArray } from '../clr/values.ts'
import type { ApiModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-subscriptions#use-a-subscription-key */
const usualNames = { header: 'Ocp-Apim-Subscription-Key', query: 'subscription-key' }

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IApi',
  summary: 'An API.',
  kind: 'interface',
  members: [
    member('string Id', 'The identifier of the API.', (_call, { model }: ClrView<ApiModel>) => model.id),
    member('string Name', 'The display name.', (_call, { model }: ClrView<ApiModel>) => model.name),
    member('string Path', 'The path the API is published under.', (_call, { model }: ClrView<ApiModel>) => model.path),
    member(
      'IEnumerable<string> Protocols',
      'The protocols it is published with.',
      (_call, { model }: ClrView<ApiModel>) => new ClrArray(types.string, [...model.protocols]),
    ),
    member('IUrl ServiceUrl', 'The URL of the back end.', (_call, { model }: ClrView<ApiModel>) =>
      view('IUrl', model.serviceUrl),
    ),
    member(
      'ISubscriptionKeyParameterNames SubscriptionKeyParameterNames',
      'The names of header and query parameter that carry the subscription key.',
      (_call, { model }: ClrView<ApiModel>) =>
        view('ISubscriptionKeyParameterNames', model.subscriptionKeyParameterNames ?? usualNames),
    ),
  ],
})
