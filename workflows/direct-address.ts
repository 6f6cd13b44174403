import type { Api } from '../azure/apim-port.ts'
import { parse } from '../language-server/core/syntax/parse.ts'
import { attributeText, childElements, firstChild } from '../language-server/core/syntax/query.ts'

export interface ThroughRequest {
  /** Of the call through API Management. */
  readonly url: string
  readonly api: Api
  /** Of the policies that ran, from the operation outwards. */
  readonly texts: readonly string[]
}

/**
 * Where the gateway sends a request: the address of the back end, behind it what follows the API's own path, unless `rewrite-uri` says
 * otherwise. https://learn.microsoft.com/azure/api-management/rewrite-uri-policy
 */
export function directAddress(backEnd: string, { api, texts, url }: ThroughRequest): string {
  const { pathname, searchParams } = new URL(url)
  const own = [api.path, ...(api.versioning?.scheme === 'segment' && api.version !== undefined ? [api.version] : [])]
    .filter((part) => part !== '')
    .join('/')
  const prefix = own === '' ? '' : `/${own}`
  const behind = pathname.toLowerCase().startsWith(prefix.toLowerCase())
    ? pathname.slice(prefix.length).replace(/^;rev=[^/]*/, '')
    : ''
  const target = new URL(backEnd)
  const base = target.pathname.replace(/\/+$/, '')
  target.pathname = `${base}/${(rewritten(texts) ?? behind).replace(/^\/+/, '')}`
  const key = api.subscriptionKeyNames?.query ?? 'subscription-key'
  for (const [name, value] of searchParams) if (name !== key) target.searchParams.append(name, value)
  return target.href
}

/** The path of the narrowest `rewrite-uri` that runs on every request and holds no parameter or expression. */
function rewritten(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const { root } = parse(text)
    const inbound = root && firstChild(root, 'inbound')
    if (inbound === undefined) continue
    const template = childElements(inbound)
      .filter(({ name }) => name === 'rewrite-uri')
      .map((one) => attributeText(one, 'template') ?? '')
      .at(-1)
    if (template !== undefined) return /[{@]/.test(template) ? undefined : template.split('?')[0]
    if (!childElements(inbound).some(({ name }) => name === 'base')) return undefined
  }
  return undefined
}
