import { types } from '../clr/clr-type.ts'
import type { ClrJwt } from '../clr/jwt.ts'
import { ClrArray } from '../clr/values.ts'
import { member, type } from '../definition.ts'

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'Jwt',
  summary: 'A decoded JSON Web Token.',
  members: [
    member('string Algorithm', 'The algorithm of the signature.', (_call, self: ClrJwt) => self.header.alg ?? null),
    member(
      'IEnumerable<string> Audiences',
      'The audiences (`aud`).',
      (_call, self: ClrJwt) => new ClrArray(types.string, self.audiences()),
    ),
    member('IReadOnlyDictionary<string, string[]> Claims', 'The claims with their values.', (_call, self: ClrJwt) =>
      self.claims(),
    ),
    member('DateTime? ExpirationTime', 'When it expires (`exp`).', (_call, self: ClrJwt) => self.time('exp')),
    member('string Id', 'Its identifier (`jti`).', (_call, self: ClrJwt) => self.text('jti')),
    member('string Issuer', 'Who issued it (`iss`).', (_call, self: ClrJwt) => self.text('iss')),
    member('DateTime? IssuedAt', 'When it was issued (`iat`).', (_call, self: ClrJwt) => self.time('iat')),
    member('DateTime? NotBefore', 'From when it is valid (`nbf`).', (_call, self: ClrJwt) => self.time('nbf')),
    member('string Subject', 'Whom it is about (`sub`).', (_call, self: ClrJwt) => self.text('sub')),
    member('string Type', 'The type of the token.', (_call, self: ClrJwt) => self.header.typ ?? null),
  ],
})
