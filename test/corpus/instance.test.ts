import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApi, type EmulatedAzure, startEmulatedAzure } from '../../emulator/testing/emulated-azure.ts'
import { readExample } from '../../language-server/core/lint/example.ts'
import { rules } from '../../language-server/core/lint/rules.ts'
import type { DocumentOptions, Resources } from '../../language-server/core/model/options.ts'
import { createLineMap } from '../../language-server/core/text/line-map.ts'
import { corpusDocuments, corpusFolder } from '../support/corpus.ts'
import { errorsIn } from './check-corpus.ts'

/**
 * The local instance refuses exactly what `check` calls an error, on the same element and place: asked over HTTP for published
 * documents and every example of every rule, with the instance's own resources.
 */
let azure: EmulatedAzure
let resources: Resources

beforeAll(async () => {
  azure = await startEmulatedAzure()
  await createApi(azure)
  await azure.request('PUT', '/apis/orders/operations/list', {
    body: {
      properties: {
        displayName: 'List',
        method: 'GET',
        urlTemplate: '/orders/{id}',
        templateParameters: [{ name: 'id' }],
      },
    },
  })
  await azure.request('PUT', '/products/basic', { body: { properties: { displayName: 'Basic' } } })
  resources = await resourcesOf(azure)
})
afterAll(() => azure.stop())

const scopes = ['global', 'product', 'api', 'operation', 'fragment'] as const
type Scope = (typeof scopes)[number]

const paths: Readonly<Record<Scope, string>> = {
  global: '/policies/policy',
  product: '/products/basic/policies/policy',
  api: '/apis/orders/policies/policy',
  operation: '/apis/orders/operations/list/policies/policy',
  fragment: '/policyFragments/tried',
}

const operation = { method: 'GET', urlTemplate: '/orders/{id}' }

interface Refusal {
  readonly message: string
}

interface Tried {
  readonly text: string
  readonly scope: Scope
}

/** What differs between check and instance about one document; undefined when nothing does. */
async function difference({ text, scope }: Tried): Promise<string | undefined> {
  const options: DocumentOptions = {
    dialect: 'rawxml',
    scope,
    gateway: 'classic',
    resources: { ...resources, ...(scope === 'operation' && { operation }) },
  }
  const expected = errorsIn(text, options)
  const { status, body } = await put(scope, text)
  if (status < 300) {
    return expected.length === 0 ? undefined : `taken in spite of ${expected.map(({ rule }) => rule).join(', ')}`
  }
  const { error } = body as { error: Refusal & { code: string; details?: readonly (Refusal & { target: string })[] } }
  if (status !== 400 || error.code !== 'ValidationError') return `answered ${status} ${error.code}`
  const unreadable = /^The policy fragment is not a valid XML: (.*)$/s.exec(error.message)?.[1]
  const details = error.details ?? [{ target: 'representation', message: unreadable ?? error.message }]
  if (expected.length === 0) return `refused: ${details.map(({ message }) => message).join(' ')}`
  const lines = createLineMap(text)
  const place = (offset: number): string => {
    const { line, character } = lines.positionAt(offset)
    return `${line + 1}:${character + 1}`
  }
  // What cannot be read is told in the words of the service's reader, with the place where it stops.
  const unread = expected.find(({ element }) => element === undefined)
  const demanded =
    unread === undefined
      ? expected.map(({ element, span }) => `${element?.name} ${place(element?.nameStart ?? span.start)}`)
      : [`representation ${unread.serviceMessage ?? unread.message}`]
  const told = details.map(({ target, message }) => {
    if (target === 'representation') return `${target} ${message}`
    const [, line, column] = /\bline (\d+), column (\d+)/.exec(message) ?? []
    return `${target} ${line}:${column}`
  })
  const [wanted, got] = [demanded.toSorted().join(', '), told.toSorted().join(', ')]
  return wanted === got ? undefined : `check has ${wanted}; the instance has ${got}`
}

/** The answer; of a fragment, which is checked after the answer, what the poll tells in the end. */
async function put(scope: Scope, value: string) {
  const answer = await azure.request('PUT', paths[scope], { body: { properties: { format: 'rawxml', value } } })
  const poll = answer.headers.get('azure-asyncoperation')
  if (poll === null) return answer
  for (;;) {
    const { body } = await azure.request('GET', new URL(poll).pathname)
    if (body?.status === 'InProgress') continue
    // No later document shall find it among the instance's fragments.
    await azure.request('DELETE', paths[scope], { headers: { 'if-match': '*' } })
    return { ...answer, status: body?.status === 'Failed' ? 400 : answer.status, body }
  }
}

/** Takes documents one by one: a thread that is busy for long finds its connections closed. */
async function differences(documents: Iterable<Tried & { readonly name: string }>): Promise<readonly string[]> {
  const found: string[] = []
  for (const document of documents) {
    const what = await difference(document)
    if (what !== undefined) found.push(`${document.name}: ${what}`)
  }
  return found
}

test('every example of every rule', async () => {
  const documents = rules.flatMap(({ id, examples: { bad, good, files, options } }) => {
    if (files !== undefined) return []
    return [readExample(bad).text, good].flatMap((text) => {
      const own = options?.scope
      const scope = /^\s*<fragment/.test(text) ? 'fragment' : (scopes.find((each) => each === own) ?? 'api')
      return { name: `${id} at ${scope}`, text, scope }
    })
  })
  expect(documents.length).toBeGreaterThan(200)
  expect(await differences(documents)).toEqual([])
}, 120_000)

test('what comments and levels hide stays refused', async () => {
  const text = `<policies>
  <inbound>
    <!-- policywright-disable-next-line unknown-policy: known to be missing -->
    <set-headr />
  </inbound>
</policies>`
  const { status, body } = await put('api', text)
  expect(status).toBe(400)
  expect(JSON.stringify(body)).toContain("Error in element 'set-headr' on line 4, column 6")
})

const folder = corpusFolder()

describe.skipIf(folder === undefined)('published documents', () => {
  test('every one that has an error by itself, and each fourth of the others', async () => {
    expect(await differences(chosen(folder ?? ''))).toEqual([])
  }, 300_000)
})

function* chosen(from: string): Iterable<Tried & { readonly name: string }> {
  for (const [at, { path, text, root }] of corpusDocuments(from).entries()) {
    if (at % 4 !== 0 && errorsIn(text).length === 0) continue
    const scope: Scope = root === 'fragment' ? 'fragment' : /\bproducts?\//i.test(path) ? 'product' : 'api'
    yield { name: path, text, scope }
  }
}

/** As the instance lists them, not as it stores them. */
async function resourcesOf({ request }: EmulatedAzure): Promise<Resources> {
  interface Listed {
    readonly value: readonly { readonly name: string; readonly properties: Readonly<Record<string, unknown>> }[]
  }
  const list = async (collection: string) =>
    ((await request('GET', `/${collection}`)).body as unknown as Listed | undefined)?.value ?? []
  const names = async (collection: string) => (await list(collection)).map(({ name }) => name)
  return {
    namedValues: (await list('namedValues')).map(({ name, properties: { displayName, secret, value } }) => ({
      name,
      displayName: String(displayName),
      secret: secret === true,
      ...(typeof value === 'string' ? { value } : {}),
    })),
    backends: await names('backends'),
    fragments: await names('policyFragments'),
    loggers: await names('loggers'),
    certificates: await names('certificates'),
  }
}
