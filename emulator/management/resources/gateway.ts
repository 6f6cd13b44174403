import { fieldError, notFound, notImitated } from '../arm-error.ts'
import { type Call, resource, serviceIdOf, servicePattern } from '../resource.ts'

/** Credentials of a trace live at most an hour. */
const longestLifetime = 3600

/** Traces of requests: https://learn.microsoft.com/azure/api-management/api-management-howto-api-inspector */
export default resource({
  pattern: `${servicePattern}/gateways/{gatewayId}`,
  actions: {
    listDebugCredentials: (call) => {
      const traces = requireTraces(call)
      const { apiId, credentialsExpireAfter = 'PT1H', purposes } = (call.body ?? {}) as Record<string, unknown>
      if (!Array.isArray(purposes) || !purposes.includes('tracing'))
        throw fieldError('purposes', "Purposes must contain 'tracing'.")
      const unknown = purposes.find((purpose) => purpose !== 'tracing')
      if (unknown !== undefined)
        throw fieldError(
          'purposes',
          `'${String(unknown)}' is not a purpose of debug credentials; 'tracing' is the only one.`,
        )
      const id = String(apiId ?? '')
      const api = call.cx.store.get(
        id.startsWith('/subscriptions/') ? id : `${serviceIdOf(call.id)}/apis/${id.replace(/^.*\/apis\//, '')}`,
      )
      if (!api) throw fieldError('apiId', `The API '${id}' was not found.`)
      const seconds = secondsOf(String(credentialsExpireAfter))
      if (seconds <= 0)
        throw fieldError(
          'credentialsExpireAfter',
          `'${String(credentialsExpireAfter)}' is not a duration such as PT1H.`,
        )
      if (seconds > longestLifetime)
        throw fieldError('credentialsExpireAfter', 'Credentials expire after one hour at most.')
      return { status: 200, body: { token: traces.createCredential(api.id, seconds) } }
    },
    listTrace: (call) => {
      const trace = requireTraces(call).find(String((call.body as { traceId?: string } | undefined)?.traceId ?? ''))
      if (!trace) throw notFound('Trace')
      return { status: 200, body: trace }
    },
  },
})

function requireTraces({ cx, parameters }: Call) {
  if (parameters.gatewayId !== 'managed') throw notFound('Gateway')
  if (!cx.traces) throw notImitated('traces over the management API')
  return cx.traces
}

function secondsOf(duration: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration) ?? []
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}
