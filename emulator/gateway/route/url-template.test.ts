import { expect, test } from 'vitest'
import { splitPath, urlTemplate } from './url-template.ts'

const match = (template: string, path: string, query: Record<string, string[]> = {}) => {
  const found = urlTemplate(template).match(splitPath(path), () => new Map(Object.entries(query)))
  return found && Object.fromEntries(found)
}

test.each([
  { template: '/', path: '/', parameters: {} },
  { template: '', path: '/', parameters: {} },
  { template: '/orders/{id}', path: '/ORDERS/7', parameters: { id: '7' } },
  { template: '/orders/{id}', path: '/orders/', parameters: undefined },
  { template: '/orders/{id}', path: '/orders/7/lines', parameters: undefined },
  { template: '/orders/{id}', path: '/orders/a%2Fb', parameters: { id: 'a/b' } },
  { template: '/orders/{id}', path: '/orders/100%', parameters: { id: '100%' } },
  { template: '/*', path: '/', parameters: { '*': '' } },
  { template: '/files/*', path: '/files/a/b', parameters: { '*': 'a/b' } },
  { template: '/files/{*rest}', path: '/files/a/b', parameters: { rest: 'a/b' } },
  { template: '/r/{name}.{kind}', path: '/r/may.pdf', parameters: { name: 'may', kind: 'pdf' } },
  { template: "/Orders('{id}')", path: "/orders('7')", parameters: { id: '7' } },
])('$template on $path', ({ template, path, parameters }) => {
  expect(match(template, path)).toEqual(parameters)
})

test.each([
  { template: '/s?q={q}', query: { q: ['a'] }, parameters: { q: 'a' } },
  { template: '/s?q={q}', query: {}, parameters: undefined },
  { template: '/s?kind=new', query: { kind: ['new'] }, parameters: {} },
  { template: '/s?kind=new', query: { kind: ['old'] }, parameters: undefined },
])('$template with $query', ({ template, query, parameters }) => {
  expect(match(template, '/s', query)).toEqual(parameters)
})

test('specific templates sort first', () => {
  const templates = ['/*', '/{a}', '/{a}.x', '/b', '/b?c={c}', '/b/{a}']
  const sorted = templates.toSorted((a, b) => (urlTemplate(a).rank < urlTemplate(b).rank ? -1 : 1))
  expect(sorted).toEqual(['/b?c={c}', '/b', '/b/{a}', '/{a}.x', '/{a}', '/*'])
})
