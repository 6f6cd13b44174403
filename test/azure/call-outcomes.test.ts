import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../language-server/core/text/edit.ts'
import type { CallOptions } from '../../workflows/call.ts'
import { applyTokenFix } from '../../workflows/token-fix.ts'
import type { VerdictName } from '../../workflows/verdict.ts'
import { api, artefacts, as, audiences, call, check, claim, config, policy, scene, useCallScene } from './call-scene.ts'

useCallScene()

interface Row {
  readonly name: string
  readonly policy: () => string
  readonly options?: () => Partial<CallOptions>
  readonly verdict: VerdictName
  readonly cause?: string
  readonly says?: RegExp
  /** Title of the change that is offered. */
  readonly fix?: RegExp
}

const rows: readonly Row[] = [
  { name: 'no check', policy: () => '', verdict: 'not-protected', says: /No policy of its scopes checks a token/ },
  {
    name: 'a check that the token passes',
    policy: () => check(config('/v2.0') + audiences(api)),
    verdict: 'protected',
  },
  {
    name: 'without a token only',
    policy: () => check(config('/v2.0') + audiences(api)),
    options: () => ({ tokens: 'without' }),
    verdict: 'refused-without-token',
    cause: 'token-missing',
  },
  {
    name: 'metadata of the other version',
    policy: () => check(config('') + audiences(api)),
    verdict: 'token-refused',
    cause: 'issuer',
    fix: /Accept v2 tokens too/,
  },
  {
    name: 'the App ID URI where a v2 token has the client id',
    policy: () => check(config('/v2.0') + audiences('api://orders')),
    verdict: 'token-refused',
    cause: 'audience',
    says: /client id and not the App ID URI/,
    fix: /Accept the audience/,
  },
  {
    name: 'an audience that nobody has',
    policy: () => check(config('/v2.0') + audiences('api://nobody-has-this')),
    verdict: 'no-token',
    cause: 'no-token',
    says: /AADSTS500011/,
  },
  {
    name: 'a role that the caller has not',
    policy: () => check(config('/v2.0') + audiences(api) + claim('roles', ['Orders.Write'])),
    options: () => ({ caller: as('data-factory') }),
    verdict: 'token-refused',
    cause: 'role',
    says: /Assign the app role/,
  },
  {
    name: 'a caller that is not let in',
    policy: () => check(config('/v2.0') + audiences(api) + claim('oid', ['99999999-2222-4333-8444-555555555555'])),
    verdict: 'token-refused',
    cause: 'caller',
    fix: /Let the caller .* in too/,
  },
  {
    name: 'the claim of the other version',
    policy: () => check(config('/v2.0') + audiences(api) + claim('appid', [api])),
    verdict: 'token-refused',
    cause: 'caller',
    fix: /Check the claim "azp" instead of "appid"/,
  },
  {
    name: 'a list in one value',
    policy: () => check(config('/v2.0') + audiences(api) + claim('ver', ['1.0,2.0'])),
    verdict: 'token-refused',
    cause: 'claim-value',
    fix: /each value of "ver" by itself/,
  },
  {
    name: 'all of several values',
    policy: () => check(config('/v2.0') + audiences(api) + claim('ver', ['1.0', '2.0'])),
    verdict: 'token-refused',
    cause: 'claim-value',
    fix: /one of the values/,
  },
  {
    name: 'a claim that is not there',
    policy: () => check(config('/v2.0') + audiences(api) + claim('department', [])),
    verdict: 'token-refused',
    cause: 'claim-missing',
  },
  {
    name: 'another scheme',
    policy: () => check(config('/v2.0') + audiences(api), 'require-scheme="Token"'),
    verdict: 'token-refused',
    cause: 'scheme',
    fix: /Ask for the scheme "Bearer"/,
  },
  {
    name: 'a token for Graph',
    policy: () => check(config('')),
    options: () => ({ audience: 'https://graph.microsoft.com' }),
    verdict: 'token-refused',
    cause: 'graph-token',
  },
  {
    name: 'a refusal with a status and a text of its own',
    policy: () =>
      check(
        config('/v2.0') + audiences('api://orders'),
        'failed-validation-httpcode="418" failed-validation-error-message="Not for you"',
      ),
    verdict: 'token-refused',
    cause: 'audience',
    fix: /Accept the audience/,
  },
  {
    name: 'a check of a query parameter',
    policy: () => `<validate-jwt query-parameter-name="ticket">${config('/v2.0')}${audiences(api)}</validate-jwt>`,
    verdict: 'protected',
  },
  {
    name: 'a check behind a token of the gateway itself',
    policy: () =>
      `<authentication-managed-identity resource="{{orders-back-end-client-id}}" />${check(config('/v2.0') + audiences(api), 'failed-validation-error-message="No"')}`,
    verdict: 'token-refused',
    cause: 'token-missing',
    says: /<authentication-managed-identity> of the policy of API orders, line \d+, replaces the Authorization header/,
  },
  {
    name: 'a rate limit',
    policy: () => `<rate-limit-by-key calls="1" renewal-period="300" counter-key="outcomes" />`,
    verdict: 'refused-otherwise',
    cause: 'rate-limit',
    options: () => ({ audience: 'api://orders', tokens: 'with' }),
    says: /429/,
  },
  {
    name: 'an address that is not allowed',
    policy: () => '<ip-filter action="allow"><address>203.0.113.9</address></ip-filter>',
    verdict: 'refused-otherwise',
    cause: 'ip-filter',
    options: () => ({ tokens: 'without' }),
  },
  {
    name: 'an origin that cors does not know',
    policy: () =>
      '<cors terminate-unmatched-request="true"><allowed-origins><origin>https://a.example</origin></allowed-origins><allowed-methods><method>GET</method></allowed-methods></cors>',
    options: () => ({ headers: { Origin: 'https://b.example' }, tokens: 'without' }),
    verdict: 'refused-otherwise',
    cause: 'cors',
  },
  {
    name: 'an operation that the back end does not have',
    policy: () => '<rewrite-uri template="/none/at/all" />',
    options: () => ({ tokens: 'without' }),
    verdict: 'failed',
    cause: 'back-end',
    says: /404/,
  },
  {
    name: 'a path that no operation matches',
    policy: () => '',
    options: () => ({ gatewayUrl: 'https://policywright-local.azure-api.net/elsewhere', tokens: 'without' }),
    verdict: 'failed',
    cause: 'no-operation',
  },
  {
    name: 'a back end with an error of its own',
    policy: () =>
      '<return-response><set-status code="500" reason="Oops" /><set-body>database is down</set-body></return-response>',
    options: () => ({ tokens: 'without' }),
    verdict: 'failed',
    cause: 'back-end',
    says: /database is down/,
  },
  {
    name: 'a fault inside the gateway',
    policy: () => '<authentication-managed-identity resource="api://nobody-has-this" />',
    options: () => ({ tokens: 'without' }),
    verdict: 'failed',
    cause: 'gateway',
    says: /managed identity/,
  },
  {
    name: 'a back end that redirects to a sign-in page',
    policy: () =>
      '<return-response><set-status code="302" reason="Found" /><set-header name="Location" exists-action="override"><value>https://login.microsoftonline.com/x</value></set-header></return-response>',
    options: () => ({ tokens: 'without' }),
    verdict: 'failed',
    cause: 'redirect',
    says: /HTTP 401/,
  },
]

test.each(rows)('$name', async ({ policy: inbound, options, verdict, cause, says, fix }) => {
  await policy(inbound())
  if (cause === 'rate-limit') await call({ tokens: 'without' })
  const { report, made, ports } = await call(options?.())
  const told = `${report.verdict.message} ${report.explanation?.message} ${report.explanation?.remedy}`
  expect([report.verdict.name, report.explanation?.cause], told).toEqual([verdict, cause])
  if (says) expect(told).toMatch(says)
  expect(report.explanation?.repair?.fix.title ?? '').toMatch(fix ?? /^$/)
  const token = made[0]?.token
  for (const text of [...artefacts(report), ...ports.logged, ...ports.steps])
    expect(text).not.toMatch(token === undefined ? /eyJ/ : new RegExp(`eyJ|${token.split('.').at(-1)}`))
})

describe('the change that is offered lets the token in', () => {
  test.each(rows.filter(({ fix }) => fix !== undefined))('$name', async ({ policy: inbound, options }) => {
    await policy(inbound())
    let { report } = await call(options?.())
    const titles: string[] = []
    while (report.explanation?.repair !== undefined && titles.length < 3) {
      const { ref, check, fix } = report.explanation.repair
      titles.push(fix.title)
      const { text, etag } = (await scene().instance.getPolicy(ref)) ?? expect.fail('the policy is gone')
      const edits = applyTokenFix(text, check, fix) ?? expect.fail(`"${fix.title}" cannot be made`)
      await scene().instance.putPolicy(ref, applyEdits(text, edits), { ifMatch: etag })
      report = (await call(options?.())).report
    }
    expect(report.verdict, titles.join(', ')).toMatchObject({ name: 'protected' })
  })
})
