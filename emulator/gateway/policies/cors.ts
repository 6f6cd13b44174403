import { CompileError } from '../compile/compile-error.ts'
import { childElement } from '../compile/source.ts'
import { handler } from '../handler.ts'
import { textsOf } from '../jwt/claim-demands.ts'
import type { Exchange } from '../pipeline/exchange.ts'
import { HeaderList } from '../pipeline/header-list.ts'

/** https://learn.microsoft.com/azure/api-management/cors-policy */
export default handler('cors', (element, compiler) => {
  const origins = textsOf(element, { container: 'allowed-origins', item: 'origin' }, compiler)
  if (!origins) throw new CompileError('it names no origin in <allowed-origins>')
  const methodsElement = childElement(element, 'allowed-methods')
  const methods =
    textsOf(element, { container: 'allowed-methods', item: 'method' }, compiler) ?? (() => ['GET', 'POST'])
  const maxAge = methodsElement ? compiler.text(methodsElement, 'preflight-result-max-age') : undefined
  const headers = textsOf(element, { container: 'allowed-headers', item: 'header' }, compiler) ?? (() => [])
  const exposed = textsOf(element, { container: 'expose-headers', item: 'header' }, compiler)
  const allowCredentials = compiler.flag(element, 'allow-credentials', 'false')
  const terminate = compiler.flag(element, 'terminate-unmatched-request', 'false')

  const matches = (exchange: Exchange, origin: string): boolean =>
    origins(exchange).some((allowed) => allowed === '*' || allowed.toLowerCase() === origin.toLowerCase())

  const addOrigin = (exchange: Exchange, origin: string): void => {
    const isOpen = origins(exchange).includes('*') && !allowCredentials(exchange)
    exchange.addLateHeader('Access-Control-Allow-Origin', isOpen ? '*' : origin)
    if (!isOpen) exchange.addLateHeader('Vary', 'Origin')
    if (allowCredentials(exchange)) exchange.addLateHeader('Access-Control-Allow-Credentials', 'true')
  }

  const preflight = (exchange: Exchange, origin: string, asked: string): void => {
    const list = methods(exchange)
    const isAllowed = list.includes('*') || list.some((method) => method.toUpperCase() === asked.toUpperCase())
    const wanted = (exchange.request.headers.line('Access-Control-Request-Headers') ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    const known = headers(exchange).map((name) => name.toLowerCase())
    const areAllowed = known.includes('*') || wanted.every((name) => known.includes(name.toLowerCase()))
    if (!isAllowed || !areAllowed) {
      exchange.trace.say('The preflight asks for a method or a header that cors does not allow.')
      return
    }
    addOrigin(exchange, origin)
    exchange.addLateHeader('Access-Control-Allow-Methods', list.includes('*') ? asked : list.join(','))
    if (wanted.length > 0) exchange.addLateHeader('Access-Control-Allow-Headers', wanted.join(','))
    const age = maxAge?.(exchange)
    if (age !== undefined) exchange.addLateHeader('Access-Control-Max-Age', age)
  }

  const answer = (exchange: Exchange): 'respond' => {
    exchange.respond({ status: 200, reason: 'OK', headers: new HeaderList(), body: undefined })
    return 'respond'
  }

  return (exchange) => {
    const origin = exchange.request.headers.first('Origin')
    if (origin === undefined || exchange.isCorsHandled) return undefined
    exchange.isCorsHandled = true
    const asked =
      exchange.request.method === 'OPTIONS'
        ? exchange.request.headers.first('Access-Control-Request-Method')
        : undefined
    if (!matches(exchange, origin)) {
      exchange.trace.say(`The origin ${origin} is not allowed.`)
      return asked !== undefined || terminate(exchange) ? answer(exchange) : undefined
    }
    if (asked !== undefined) {
      preflight(exchange, origin, asked)
      return answer(exchange)
    }
    addOrigin(exchange, origin)
    if (exposed) exchange.addLateHeader('Access-Control-Expose-Headers', exposed(exchange).join(','))
    return undefined
  }
})
