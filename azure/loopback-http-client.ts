import { createDefaultHttpClient, type HttpClient } from '@azure/core-rest-pipeline'
import { type Routes, routed } from './routes.ts'

/**
 * An HTTP client for the Azure SDKs whose requests keep their real URLs, scopes and issuers but end on this machine.
 * Every host without a route is refused by name, so nothing leaks to the internet by mistake.
 */
export function loopbackHttpClient(routes: Routes): HttpClient {
  const inner = createDefaultHttpClient()
  return {
    async sendRequest(request) {
      const original = request.url
      const { url, headers } = routed(original, routes)
      request.url = url
      request.allowInsecureConnection = true
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
      try {
        return await inner.sendRequest(request)
      } finally {
        request.url = original
        for (const name of Object.keys(headers)) request.headers.delete(name)
      }
    },
  }
}
