import type { DecodedToken } from './decode.ts'

/** What expressions see as `Jwt` in the variable that `output-token-variable-name` names. */
export const jwtValue = (token: DecodedToken): unknown => token
