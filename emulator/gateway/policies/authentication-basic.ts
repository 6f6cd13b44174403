import { handler } from '../handler.ts'

/** https://learn.microsoft.com/azure/api-management/authentication-basic-policy */
export default handler('authentication-basic', (element, compiler) => {
  const user = compiler.need(element, 'username')
  const password = compiler.need(element, 'password')
  return (exchange) => {
    const bytes = new TextEncoder().encode(`${user(exchange)}:${password(exchange)}`)
    const { headers } = exchange.request
    const before = headers.line('Authorization')
    headers.set('Authorization', [`Basic ${btoa(String.fromCharCode(...bytes))}`])
    exchange.trace.change('header Authorization', before, headers.line('Authorization'))
    return undefined
  }
})
