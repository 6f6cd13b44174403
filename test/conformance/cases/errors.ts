import type { Case } from '../case.ts'

const fail =
  '<check-header id="tier" name="X-Tier" failed-check-httpcode="403" failed-check-error-message="No" ignore-case="true" />'

export const errorCases: readonly Case[] = [
  {
    name: 'an error skips the rest of its section and all later ones',
    api: {
      inbound: `${fail}<set-header name="X-Later"><value>1</value></set-header>`,
      outbound: '<set-header name="X-Out"><value>1</value></set-header>',
    },
    expected: { status: 403, headers: { 'x-out': null }, backEnd: 'not called', ran: ['check-header@api orders:4'] },
  },
  {
    name: 'on-error may change the answer',
    api: {
      inbound: fail,
      onError: '<set-status code="400" reason="Bad" /><set-header name="X-Why"><value>tier</value></set-header>',
    },
    expected: { status: 400, reason: 'Bad', headers: { 'x-why': 'tier' }, body: { statusCode: 403, message: 'No' } },
  },
  {
    name: 'on-error may answer on its own',
    api: {
      inbound: fail,
      onError: '<return-response><set-status code="499" reason="Mine" /><set-body>own</set-body></return-response>',
    },
    expected: { status: 499, reason: 'Mine', body: 'own' },
  },
  {
    name: 'an error in outbound goes to on-error too',
    api: {
      outbound: '<set-status code="12" reason="no status" />',
      onError: '<set-header name="X-Seen"><value>1</value></set-header>',
    },
    expected: { status: 500, headers: { 'x-seen': '1' }, lastError: { source: 'set-status' } },
  },
  {
    name: 'an error in on-error is a plain 500',
    api: { inbound: fail, onError: '<invoke-dapr-binding name="b" />' },
    expected: { status: 500, body: /invoke-dapr-binding/ },
  },
  {
    name: 'on-error of the global scope sees an operation that does not exist',
    global: {
      backend: '<forward-request />',
      onError: '<set-header name="X-Global"><value>seen</value></set-header>',
    },
    call: { path: '/nowhere' },
    expected: { status: 404, headers: { 'x-global': 'seen' } },
  },
  {
    name: 'on-error of the API sees a missing subscription key',
    settings: { subscriptionRequired: true },
    api: { onError: '<set-status code="403" reason="Key please" />' },
    expected: { status: 403, reason: 'Key please' },
  },
]
