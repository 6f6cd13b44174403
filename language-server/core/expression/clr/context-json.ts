import type { LastErrorModel } from '../context-model.ts'
import { notSimulated } from './clr-exception.ts'
import { types } from './clr-type.ts'
import type { ClrView } from './context-view.ts'
import { ClrJwt } from './jwt.ts'
import { ClrArray } from './values.ts'

/** The properties that the serializer writes of an object of the context, in the order of its documentation. */
export function contextMembers(value: ClrView<unknown> | ClrJwt): readonly (readonly [string, unknown])[] {
  if (value instanceof ClrJwt)
    return [
      ['Algorithm', value.header.alg ?? null],
      ['Audiences', new ClrArray(types.string, value.audiences())],
      ['Claims', value.claims()],
      ['ExpirationTime', value.time('exp')],
      ['Id', value.text('jti')],
      ['Issuer', value.text('iss')],
      ['IssuedAt', value.time('iat')],
      ['NotBefore', value.time('nbf')],
      ['Subject', value.text('sub')],
      ['Type', value.header.typ ?? null],
    ]
  if (value.clrType.name !== 'ILastError') throw notSimulated(`JSON of ${value.clrType.name}`)
  const error = value.model as LastErrorModel
  return [
    ['Source', error.source],
    ['Reason', error.reason],
    ['Message', error.message],
    ['Scope', error.scope ?? null],
    ['Section', error.section ?? null],
    ['Path', error.path ?? null],
    ['PolicyId', error.policyId ?? null],
    ['HttpErrorCode', error.httpErrorCode ?? 500],
  ]
}
