import { afterAll, beforeAll, describe, test } from 'vitest'
import { accessCases } from './cases/access.ts'
import { backEndCases } from './cases/back-end.ts'
import { cachingCases } from './cases/caching.ts'
import { errorCases } from './cases/errors.ts'
import { expressionCases } from './cases/expressions.ts'
import { identityCases } from './cases/identity.ts'
import { jwtCases } from './cases/jwt.ts'
import { messageCases } from './cases/messages.ts'
import { routingCases } from './cases/routing.ts'
import { scopeCases } from './cases/scopes.ts'
import { theTwoJobs } from './cases/the-two-jobs.ts'
import { validationCases } from './cases/validation.ts'
import { startEchoBackEnd } from './echo-back-end.ts'
import { startIssuer } from './issuer.ts'
import { runCase, type Surroundings } from './run-case.ts'

let surroundings: Surroundings

beforeAll(async () => {
  surroundings = { backEnd: await startEchoBackEnd(), issuer: await startIssuer() }
})
afterAll(async () => {
  await surroundings.backEnd.close()
  await surroundings.issuer.close()
})

const groups = {
  routing: routingCases,
  scopes: scopeCases,
  messages: messageCases,
  access: accessCases,
  'back end': backEndCases,
  errors: errorCases,
  'tokens of callers': jwtCases,
  'managed identity': identityCases,
  caching: cachingCases,
  validation: validationCases,
  expressions: expressionCases,
  'the two jobs': theTwoJobs,
}

for (const [name, cases] of Object.entries(groups))
  describe(name, () => {
    test.each(cases)('$name', (given) => runCase(given, surroundings))
  })
