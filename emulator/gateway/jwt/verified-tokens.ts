import type { DecodedToken } from './decode.ts'

/**
 * Tokens whose signature has been checked. Only the signature is remembered: lifetime, audience, issuer and claims are
 * checked for each request. A change of any issuer's keys forgets everything.
 */
export interface VerifiedTokens {
  get(token: string, generation: number): DecodedToken | undefined
  add(token: string, decoded: DecodedToken, generation: number): void
}

const capacity = 1000

export function createVerifiedTokens(): VerifiedTokens {
  let tokens = new Map<string, DecodedToken>()
  let older = new Map<string, DecodedToken>()
  let generationOfTokens = 0

  const add = (token: string, decoded: DecodedToken): void => {
    // Two halves make a cheap approximation of "least recently used": what is still asked for moves to the young half.
    if (tokens.size >= capacity) {
      older = tokens
      tokens = new Map()
    }
    tokens.set(token, decoded)
  }

  return {
    get(token, generation) {
      if (generation !== generationOfTokens) {
        tokens = new Map()
        older = new Map()
        generationOfTokens = generation
        return undefined
      }
      const young = tokens.get(token)
      if (young) return young
      const old = older.get(token)
      if (old) add(token, old)
      return old
    },
    add(token, decoded, generation) {
      if (generation === generationOfTokens) add(token, decoded)
    },
  }
}
