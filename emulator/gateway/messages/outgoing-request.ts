import type { Element } from '../../../language-server/core/syntax/tree.ts'
import { CompileError } from '../compile/compile-error.ts'
import type { Compiler } from '../compile/compiler.ts'
import { childElement, childElements } from '../compile/source.ts'
import { identityToken } from '../managed-identity/identity-token.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { fault } from '../pipeline/fault.ts'
import { HeaderList } from '../pipeline/header-list.ts'
import { needsRequestBody } from '../pipeline/step.ts'
import type { GatewayRequest } from '../ports.ts'
import { bodyContent } from './body-content.ts'
import { headerChange } from './header-change.ts'

const defaultTimeout = 60

/** Compiles the request that `send-request` and `send-one-way-request` make. */
export function outgoingRequest(element: Element, compiler: Compiler): (exchange: Exchange) => Promise<GatewayRequest> {
  for (const name of ['authentication-certificate', 'proxy'])
    if (childElement(element, name)) throw new CompileError(`the local gateway does not run <${name}> inside it yet`)
  const mode = compiler.literal(element, 'mode') ?? 'new'
  const isCopy = mode === 'copy'
  if (isCopy) compiler.demand(needsRequestBody)
  const milliseconds = compiler.text(element, 'timeout-ms') ? compiler.number(element, 'timeout-ms') : undefined
  const seconds = compiler.number(element, 'timeout', defaultTimeout)
  const urlElement = childElement(element, 'set-url')
  const url = urlElement && compiler.contentText(urlElement)
  const methodElement = childElement(element, 'set-method')
  const method = methodElement && compiler.contentText(methodElement)
  const headers = childElements(element, 'set-header').map((header) => headerChange(header, compiler))
  const bodyElement = childElement(element, 'set-body')
  const body = bodyElement && bodyContent(bodyElement, compiler)
  const identityElement = childElement(element, 'authentication-managed-identity')
  const identity = identityElement && identityToken(identityElement, compiler)
  if (!url && !isCopy) throw new CompileError('<set-url> is missing, and the request is not a copy')

  return async (exchange) => {
    const list = isCopy ? exchange.request.headers.copy() : new HeaderList()
    for (const change of headers) change(exchange, list)
    const token = await identity?.(exchange)
    if (token !== undefined) list.set('Authorization', [`Bearer ${token}`])
    const content = body ? body(exchange).bytes() : isCopy ? exchange.request.body?.bytes() : undefined
    return {
      method: method?.(exchange).trim() ?? (isCopy ? exchange.request.method : 'GET'),
      url: url?.(exchange).trim() ?? ownUrl(exchange),
      headers: list.raw,
      timeout: milliseconds ? milliseconds(exchange) : seconds(exchange) * 1000,
      limit: exchange.setting.bodyLimit,
      ...(content ? { body: content } : {}),
    }
  }
}

function ownUrl({ target, request }: Exchange): string {
  if (!target) throw fault({ reason: 'ConfigurationInvalid', message: 'The API has no back end whose URL to copy.' })
  return target.origin + target.path + request.path + request.query
}
