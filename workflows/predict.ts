import type { DecodedToken } from '../azure/tokens.ts'
import { compare } from './compare-token.ts'
import type { TokenCheck } from './token-checks.ts'

/** What the policy will refuse about a token, known before the call is made. */
export const predict = (token: DecodedToken, checks: readonly TokenCheck[], now: number): readonly string[] =>
  checks
    .filter(({ runs }) => runs === 'always')
    .flatMap((check) => {
      const found = compare(check, { token, now })
      return found === undefined ? [] : [`${found.message} ${found.remedy}`]
    })
