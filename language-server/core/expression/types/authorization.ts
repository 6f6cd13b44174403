import { type ClrView, textDictionary } from '../clr/context-view.ts'
import { member, type } from '../definition.ts'

interface AuthorizationModel {
  readonly accessToken: string
  readonly claims?: ReadonlyMap<string, string>
}

/** https://learn.microsoft.com/azure/api-management/get-authorization-context-policy */
export default type({
  name: 'Authorization',
  summary: 'What get-authorization-context gives.',
  members: [
    member(
      'string AccessToken',
      'The access token.',
      (_call, { model }: ClrView<AuthorizationModel>) => model.accessToken,
    ),
    member(
      'IReadOnlyDictionary<string, object> Claims',
      'The claims of the token.',
      (_call, { model }: ClrView<AuthorizationModel>) => textDictionary(model.claims ?? new Map()),
    ),
  ],
})
