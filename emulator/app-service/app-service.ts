import { type LoopbackHandler, type LoopbackServer, listenOnLoopback } from '../loopback/server.ts'
import { type AuthenticationPorts, authenticate } from './authentication.ts'
import { createOrdersApp } from './orders.ts'

export interface AppServiceOptions extends AuthenticationPorts {
  readonly port?: number
  readonly log?: (line: string) => void
}

/**
 * The sample's back end: an app with App Service authentication before it. What the platform learnt from the token reaches
 * the app in headers, which a caller cannot set, and `/.auth/me`-like echoes are left out.
 * https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities
 */
export function startAppService(options: AppServiceOptions): Promise<LoopbackServer> {
  const app = createOrdersApp()
  const handler: LoopbackHandler = async (request) => {
    const authentication = await authenticate(options, request)
    if (authentication.kind === 'refused') return authentication.response
    const response = app(request)
    const caller = authentication.claims?.appid ?? authentication.claims?.azp
    return {
      ...response,
      headers: {
        ...response.headers,
        ...(caller ? { 'x-ms-client-principal-id': String(authentication.claims?.oid) } : {}),
      },
    }
  }
  return listenOnLoopback(handler, options)
}
