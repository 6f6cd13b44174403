import { CompileError } from '../compile/compile-error.ts'
import type { GatewayBackend } from '../configuration.ts'
import { handler } from '../handler.ts'
import { type BackEndTarget, backEndTarget } from '../pipeline/back-end-target.ts'
import { fault } from '../pipeline/fault.ts'
import { printQuery, queryPiece } from '../pipeline/query-string.ts'

/** https://learn.microsoft.com/azure/api-management/set-backend-service-policy */
export default handler('set-backend-service', (element, compiler) => {
  const unsupported = element.attributes.find(({ name }) => name.startsWith('sf-') || name.startsWith('dapr-'))
  if (unsupported) throw new CompileError(`the local gateway has no Service Fabric and no Dapr ("${unsupported.name}")`)
  const baseUrl = compiler.text(element, 'base-url')
  const backEndId = compiler.text(element, 'backend-id')
  const { backends } = compiler.configuration
  const targets = new Map<string, BackEndTarget>()

  if (backEndId)
    return (exchange) => {
      const id = backEndId(exchange)
      const entity = backends.get(id)
      if (!entity) throw invalid(`There is no back end "${id}" on the instance.`)
      exchange.setTarget(remember(targets, id, () => entityTarget(entity)))
      return undefined
    }
  if (!baseUrl) throw new CompileError('one of "base-url" and "backend-id" must be given')
  return (exchange) => {
    const url = baseUrl(exchange)
    if (exchange.target?.id !== undefined) {
      exchange.trace.say(
        `The back end "${exchange.target.id}" was set by "backend-id"; only another "backend-id" can replace it.`,
      )
      return undefined
    }
    exchange.setTarget(remember(targets, url, () => target(url)))
    return undefined
  }
})

const invalid = (message: string) => fault({ reason: 'BackendNotFound', message, answer: message })

/** Enough for the back ends of an API; a URL that an expression makes up anew for each request is not worth keeping. */
const capacity = 100

function remember(targets: Map<string, BackEndTarget>, key: string, make: () => BackEndTarget): BackEndTarget {
  const known = targets.get(key)
  if (known) return known
  const made = make()
  if (targets.size < capacity) targets.set(key, made)
  return made
}

function target(url: string, entity: Parameters<typeof backEndTarget>[1] = {}): BackEndTarget {
  try {
    return backEndTarget(url, entity)
  } catch {
    throw invalid(`"${url}" is not an http or https URL that a request could go to.`)
  }
}

const entityTarget = ({ id, url, headers, query }: GatewayBackend): BackEndTarget =>
  target(url, {
    id,
    headers: Object.entries(headers).flatMap(([name, values]) => values.flatMap((value) => [name, value])),
    query: printQuery(
      Object.entries(query).flatMap(([name, values]) => values.map((value) => queryPiece(name, value))),
    ),
  })
