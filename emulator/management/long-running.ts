import { randomUUID } from 'node:crypto'
import { type ArmError, notFound } from './arm-error.ts'
import type { Answer, Call, LongRunningOperations } from './resource.ts'

interface Operation {
  pendingPolls: number
  readonly result: Answer | ArmError
}

/** Completed operations are kept for late pollers, the oldest dropped first. */
const remembered = 500

export function createLongRunningOperations(pendingPolls = 1): LongRunningOperations {
  const operations = new Map<string, Operation>()

  const start = (result: Answer | ArmError): string => {
    const id = randomUUID().replaceAll('-', '').slice(0, 24)
    operations.set(id, { pendingPolls, result })
    const oldest = operations.keys().next().value
    if (operations.size > remembered && oldest !== undefined) operations.delete(oldest)
    return id
  }
  const find = (id: string): Operation => {
    const operation = operations.get(id)
    if (!operation) throw notFound('Operation')
    return operation
  }
  const isPending = (operation: Operation): boolean => operation.pendingPolls > 0 && operation.pendingPolls-- > 0

  return {
    byLocation(call, result, location) {
      const id = start(result)
      return {
        status: 202,
        headers: { location: location ? operationUrl(call, location, id) : selfUrl(call, id, result.status) },
      }
    },
    byStatus(call, started, result) {
      const id = start(result)
      return {
        ...started,
        headers: {
          ...started.headers,
          location: selfUrl(call, id, started.status),
          'azure-asyncoperation': operationUrl(call, 'tenant/operationResults', id),
        },
      }
    },
    result(id) {
      const operation = find(id)
      if (isPending(operation)) return { status: 202 }
      if (operation.result instanceof Error) throw operation.result
      return operation.result
    },
    status(id) {
      const operation = find(id)
      const base = { id, name: id }
      if (isPending(operation)) return { status: 200, body: { ...base, status: 'InProgress' } }
      if (operation.result instanceof Error)
        return { status: 200, body: { ...base, status: 'Failed', ...operation.result.body } }
      return { status: 200, body: { ...base, status: 'Succeeded' } }
    },
  }
}

/** `<the same URL>&asyncId=…&asyncCode=201`, as recorded from the service for named values and fragments. */
function selfUrl(call: Call, id: string, status: number): string {
  const url = new URL(call.url)
  url.searchParams.set('asyncId', id)
  url.searchParams.set('asyncCode', String(status))
  return url.href
}

function operationUrl(call: Call, path: string, id: string): string {
  const service = call.url.pathname.split('/').slice(0, 9).join('/')
  return `${call.url.origin}${service}/${path}/${id}?api-version=${call.query.get('api-version') ?? ''}`
}
