import type { BodyModel, ResponseModel } from '../../language-server/core/expression/context-model.ts'
import type { CompleteResponse } from './context-file.ts'

export function bodyModel(base64: string | null): { body?: BodyModel } {
  if (base64 === null) return {}
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
  let read = false
  return {
    body: {
      bytes: () => (read ? undefined : bytes),
      consume: () => {
        read = true
      },
    },
  }
}

export const responseModel = (response: CompleteResponse): ResponseModel => ({
  statusCode: response.statusCode,
  statusReason: response.statusReason,
  headers: new Map(Object.entries(response.headers)),
  ...bodyModel(response.body),
})
