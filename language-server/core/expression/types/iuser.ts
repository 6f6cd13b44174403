import { clrType } from '../clr/clr-type.ts'
import { ClrView, dateOf } from '../clr/context-view.ts'
import { ClrArray } from '../clr/values.ts'
import { zeroOf } from '../clr/zero.ts'
import type { UserModel } from '../context-model.ts'
import { member, type } from '../definition.ts'

const dateTime = clrType('System.DateTime')
const identityType = clrType('IUserIdentity')
const groupType = clrType('IGroup')

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'IUser',
  summary: 'A user of the developer portal.',
  kind: 'interface',
  members: [
    member('string Email', 'The e-mail address.', (_call, { model }: ClrView<UserModel>) => model.email),
    member('string FirstName', 'The first name.', (_call, { model }: ClrView<UserModel>) => model.firstName),
    member(
      'IEnumerable<IGroup> Groups',
      'The groups the user belongs to.',
      (_call, { model }: ClrView<UserModel>) =>
        new ClrArray(
          groupType,
          model.groups.map((name) => new ClrView(groupType, { name })),
        ),
    ),
    member('string Id', 'The identifier.', (_call, { model }: ClrView<UserModel>) => model.id),
    member(
      'IEnumerable<IUserIdentity> Identities',
      'The identities the user signs in with.',
      (_call, { model }: ClrView<UserModel>) =>
        new ClrArray(
          identityType,
          (model.identities ?? []).map((one) => new ClrView(identityType, one)),
        ),
    ),
    member('string LastName', 'The last name.', (_call, { model }: ClrView<UserModel>) => model.lastName),
    member('string Note', 'A note of the administrator.', (_call, { model }: ClrView<UserModel>) => model.note ?? null),
    member(
      'DateTime RegistrationDate',
      'When the user registered.',
      (_call, { model }: ClrView<UserModel>) => dateOf(model.registrationDate) ?? zeroOf(dateTime),
    ),
  ],
})
