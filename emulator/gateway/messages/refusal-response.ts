import type { ResponseState } from '../pipeline/exchange.ts'
import { type FaultDetails, internalError } from '../pipeline/fault.ts'
import { HeaderList } from '../pipeline/header-list.ts'
import { textBody } from './body-content.ts'
import { reasonPhrase } from './reason-phrase.ts'

/** `{ "statusCode": 401, "message": "…" }`: what the caller gets when no policy of `on-error` says otherwise. */
export function refusalResponse(details: FaultDetails): ResponseState {
  const status = details.status ?? 500
  const message = details.answer ?? (status === 500 ? internalError : details.message)
  return {
    status,
    reason: reasonPhrase(status),
    headers: new HeaderList(['Content-Type', 'application/json', ...(details.headers ?? [])]),
    body: textBody(JSON.stringify({ statusCode: status, message })),
  }
}
