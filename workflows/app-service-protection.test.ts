import { expect, test } from 'vitest'
import type { AppServiceAuthentication } from '../azure/apim-port.ts'
import { assessAppService, changedAuthentication } from './app-service-protection.ts'

const site = {
  name: 'shop',
  resourceGroup: 'g',
  resourceId: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/shop',
}
const identity = { clientId: 'c1', objectId: 'o1' }
const settings: AppServiceAuthentication = {
  enabled: true,
  requireAuthentication: true,
  unauthenticatedAction: 'Return401',
  clientId: 'APP',
  issuer: undefined,
  allowedAudiences: [],
  allowedApplications: [],
  allowedIdentities: [],
  excludedPaths: [],
}

test.each([
  ['401', {}, 'refuses', 'let-in', undefined, undefined],
  ['403', { unauthenticatedAction: 'Return403' }, 'refuses', 'let-in', undefined, undefined],
  [
    'a redirect',
    { unauthenticatedAction: 'RedirectToLoginPage' },
    'redirects',
    'let-in',
    /sign-in page \(302\)/,
    { unauthenticatedAction: 'Return401' },
  ],
  [
    'no action named',
    { unauthenticatedAction: undefined },
    'redirects',
    'let-in',
    /sign-in page/,
    { unauthenticatedAction: 'Return401' },
  ],
  [
    'anonymous callers',
    { requireAuthentication: false },
    'open',
    'let-in',
    /without a token through/,
    { requireAuthentication: true, unauthenticatedAction: 'Return401' },
  ],
  [
    'itself alone',
    { allowedApplications: ['app'] },
    'refuses',
    'refused',
    /only from itself/,
    { allowApplication: 'c1' },
  ],
  [
    'other applications',
    { allowedApplications: ['x'] },
    'refuses',
    'refused',
    /only the applications x/,
    { allowApplication: 'c1' },
  ],
  ['this application', { allowedApplications: ['C1'] }, 'refuses', 'let-in', undefined, undefined],
  [
    'other identities',
    { allowedIdentities: ['x'] },
    'refuses',
    'refused',
    /only the identities x/,
    { allowIdentity: 'o1' },
  ],
  ['off', { enabled: false }, 'open', 'unchecked', /authentication is off/, undefined],
  ['no application', { clientId: undefined }, 'open', 'unchecked', /no Microsoft Entra application/, undefined],
] as const)('%s', (_name, change, withoutToken, lets, warning, wanted) => {
  const found = assessAppService(site, { ...settings, ...change }, identity)
  expect(found).toMatchObject({ withoutToken, identity: lets })
  expect(found.warnings.join()).toMatch(warning ?? /^$/)
  expect(found.change).toEqual(wanted)
})

test('an id that nobody knows is not added', () => {
  const found = assessAppService(
    site,
    { ...settings, allowedApplications: ['x'] },
    { clientId: undefined, objectId: 'o' },
  )
  expect(found).toMatchObject({ identity: 'refused', change: undefined })
})

test('the change touches nothing else', () => {
  const document = {
    id: '1',
    properties: {
      unknown: { kept: true },
      globalValidation: { excludedPaths: ['/a'] },
      identityProviders: {
        azureActiveDirectory: {
          validation: { allowedAudiences: ['a'], defaultAuthorizationPolicy: { allowedApplications: ['x'] } },
        },
      },
    },
  }
  expect(
    changedAuthentication(document, {
      unauthenticatedAction: 'Return401',
      allowApplication: 'c1',
      allowIdentity: 'o1',
    }),
  ).toEqual({
    id: '1',
    properties: {
      unknown: { kept: true },
      globalValidation: { excludedPaths: ['/a'], unauthenticatedClientAction: 'Return401' },
      identityProviders: {
        azureActiveDirectory: {
          validation: {
            allowedAudiences: ['a'],
            defaultAuthorizationPolicy: { allowedApplications: ['x', 'c1'], allowedPrincipals: { identities: ['o1'] } },
          },
        },
      },
    },
  })
})
