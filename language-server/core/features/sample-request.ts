import { namingTexts } from '../expression/complete-text.ts'
import type { Analysis } from '../model/analysis.ts'

/** A request in the form of docs/expressions.md, with everything that the document's expressions ask for. */
export function sampleRequest(analysis: Analysis): Readonly<Record<string, unknown>> {
  const { operation } = analysis.options.resources ?? {}
  const named = namesIn(analysis)
  const code = analysis
    .expressions()
    .map(({ source }) => source.code)
    .join('\n')
  const template = operation?.urlTemplate ?? '/'
  const parameters = new Set([...named('template-parameter'), ...templateParameters(template)])
  const query = named('query-parameter').map((name) => `${encodeName(name)}=1`)
  const path = template.split('?')[0]?.replace(/\{\*?[^}]*\}/g, '1') ?? '/'
  const hasBody = /\bRequest\s*\.\s*Body\b/.test(code)
  const request = {
    method: operation?.method ?? (hasBody ? 'POST' : 'GET'),
    url: `https://contoso.azure-api.net${path.startsWith('/') ? '' : '/'}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    headers: Object.fromEntries(named('request-header').map((name) => [name, [headerValue(name)]])),
    matchedParameters: Object.fromEntries([...parameters].map((name) => [name, '1'])),
    ...(hasBody && { body: { id: 1, name: 'sample' } }),
  }
  const responds = /\bcontext\s*\.\s*Response\b/.test(code)
  const headers = Object.fromEntries(named('response-header').map((name) => [name, [headerValue(name)]]))
  return {
    request,
    ...(responds && { response: { statusCode: 200, statusReason: 'OK', headers, body: { id: 1 } } }),
    variables: Object.fromEntries(variables(analysis, named('variable'))),
    ...(code.includes('.User') && { user: { id: 'user-1', email: 'ada@contoso.com', groups: ['Developers'] } }),
    ...(code.includes('.Product') && { product: { id: 'starter', name: 'Starter' } }),
    ...(code.includes('.Subscription') && { subscription: { id: 'sample', name: 'Sample' } }),
    ...(code.includes('.Api') && { api: { id: 'orders', name: 'Orders', path: 'orders' } }),
    ...(code.includes('.Operation') && {
      operation: { id: 'operation', name: 'Operation', method: request.method, urlTemplate: template },
    }),
    ...(code.includes('.LastError') && {
      lastError: { source: 'validate-jwt', reason: 'TokenExpired', message: 'JWT is expired.' },
    }),
  }
}

type Naming = ReturnType<typeof namingTexts>[number]['names']

function namesIn(analysis: Analysis): (names: Naming) => readonly string[] {
  const all = analysis
    .expressions()
    .flatMap(({ tree, source }) => (tree === undefined ? [] : namingTexts(tree.tokens, source.code)))
  return (names) => [...new Set(all.flatMap((one) => (one.names === names && one.value !== '' ? [one.value] : [])))]
}

const templateParameters = (template: string): readonly string[] =>
  [...(template.split('?')[0] ?? '').matchAll(/\{\*?([^{}]+)\}/g)].map(([, name = '']) => name)

const encodeName = (name: string): string => encodeURIComponent(name)

function headerValue(name: string): string {
  switch (name.toLowerCase()) {
    case 'content-type':
    case 'accept':
      return 'application/json'
    case 'authorization':
      return 'Bearer sample'
    case 'content-length':
      return '2'
    case 'host':
      return 'contoso.azure-api.net'
    default:
      return 'sample'
  }
}

/** Literal values as the document sets them; a response where a policy puts one; a text for everything else. */
function variables(analysis: Analysis, read: readonly string[]): readonly (readonly [string, unknown])[] {
  return read.map((name) => {
    const { element } = analysis.references().variablesSet.find((one) => one.name === name) ?? {}
    const meaning = element && analysis.meaningOf(element)
    if (meaning?.name === 'send-request')
      return [name, { $type: 'IResponse', $value: { statusCode: 200, body: { id: 1 } } }]
    const value = meaning?.attributes.find((one) => one.name === 'value')?.value
    return [name, value?.kind === 'literal' ? value.text : 'sample']
  })
}
