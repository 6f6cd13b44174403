import type { ClrView } from '../clr/context-view.ts'
import { member, type } from '../definition.ts'

interface Credentials {
  readonly userId: string
  readonly password: string
}

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'BasicAuthCredentials',
  summary: 'The credentials of basic authentication.',
  members: [
    member('string UserId', 'The user name.', (_call, { model }: ClrView<Credentials>) => model.userId),
    member(
      'string Username',
      'The user name; the spelling of an older toolkit.',
      (_call, { model }: ClrView<Credentials>) => model.userId,
    ),
    member('string Password', 'The password.', (_call, { model }: ClrView<Credentials>) => model.password),
  ],
})
