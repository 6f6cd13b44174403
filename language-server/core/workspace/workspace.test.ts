import { describe, expect, it } from 'vitest'
import { readLayout } from '../configuration/layout.ts'
import { analyse } from '../model/analysis.ts'
import { createWorkspaceModel, type WorkspaceModel } from './model.ts'
import { definitionsOf, type Name, renamingOf, usesOf } from './navigate.ts'
import { operationNameOf, readSpecification } from './specification.ts'
import { neighboursOf, operationOf, outerMembers, resourcesOf } from './surroundings.ts'

const policies = (inbound: string): string =>
  `<policies><inbound><base />${inbound}</inbound><backend><base /></backend><outbound><base /></outbound></policies>`
const information = (properties: object): string => JSON.stringify({ properties }, undefined, 2)

/** A workspace with all kinds of things in it. */
const shop: Readonly<Record<string, string>> = {
  'policy.xml': '<policies><inbound><set-variable name="trace" value="1" /></inbound></policies>',
  'apis/orders/policy.xml': policies(
    '<include-fragment fragment-id="log" /><set-variable name="tenant" value="{{tenant-id}}" /><set-backend-service backend-id="main" />',
  ),
  'apis/orders/operations/get-order/policy.xml': policies(
    '<set-header name="X" exists-action="override"><value>@((string)context.Variables["tenant"])</value></set-header>',
  ),
  'apis/orders/apiInformation.json': information({ displayName: 'Orders', path: 'orders', subscriptionRequired: true }),
  'apis/orders/specification.json': JSON.stringify({
    paths: { '/orders/{id}': { get: { operationId: 'Get Order' } } },
  }),
  'products/starter/policy.xml': policies('<set-variable name="plan" value="starter" />'),
  'products/starter/productInformation.json': information({ displayName: 'Starter' }),
  'products/starter/apis/orders/productApiInformation.json': '{}',
  'policy fragments/log/policy.xml': '<fragment><set-variable name="logged" value="1" /></fragment>',
  'policy fragments/log/policyFragmentInformation.json': information({ description: 'Logs.' }),
  'named values/tenant/namedValueInformation.json': information({ displayName: 'tenant-id', value: 'contoso' }),
  'named values/key/namedValueInformation.json': information({ displayName: 'key', secret: true, value: 'hush' }),
  'backends/main/backendInformation.json': information({
    url: 'https://main.example',
    credentials: { header: { 'x-key': ['{{key}}'] } },
  }),
}

function load(files: Readonly<Record<string, string>>): WorkspaceModel {
  const model = createWorkspaceModel()
  const layouts = Object.entries(files).filter(([path]) => path.endsWith('policywright.json'))
  model.setLayouts(
    layouts.map(([path, text]) => ({
      folder: path.slice(0, -'policywright.json'.length),
      layout: readLayout(JSON.parse(text).layout).layout,
    })),
  )
  for (const [path, text] of Object.entries(files)) {
    const role = model.roleOf(path)
    if (role?.kind === 'policy') model.setPolicy(path, analyse(text))
    else if (role?.kind === 'information') model.setInformation(path, text)
    else if (role?.kind === 'specification') model.setSpecification(path)
  }
  return model
}

function programOf(model: WorkspaceModel, path: string) {
  const program = model.programOf(path)
  const member = program?.members.get(path)
  if (program === undefined || member === undefined) throw new Error(`${path} is no document of the workspace`)
  return { program, member }
}

const API = 'apis/orders/policy.xml'
const OPERATION = 'apis/orders/operations/get-order/policy.xml'
const FRAGMENT = 'policy fragments/log/policy.xml'

it('knows what it holds', () => {
  const { program } = programOf(load(shop), API)
  expect(program.root).toBe('')
  expect(program.namedValues).toMatchObject([
    { id: 'key', displayName: 'key', secret: true },
    { id: 'tenant', displayName: 'tenant-id', value: 'contoso' },
  ])
  expect(JSON.stringify([...program.information.values()])).not.toContain('hush')
  expect(program.backEnds).toMatchObject([{ id: 'main', url: 'https://main.example' }])
  expect(program.fragments).toMatchObject([{ id: 'log', document: FRAGMENT, description: 'Logs.' }])
  expect(program.apis).toMatchObject([{ id: 'orders', urlPath: 'orders', subscriptionRequired: true }])
  expect(program.products).toMatchObject([{ id: 'starter', apis: ['orders'] }])
})

it('says what runs around a document', () => {
  const { program, member } = programOf(load(shop), OPERATION)
  expect(outerMembers(program, member).map(({ path }) => path)).toEqual([
    'policy.xml',
    'products/starter/policy.xml',
    API,
  ])
  const { outer, fragments } = neighboursOf(program, OPERATION)
  expect(outer?.isComplete).toBe(false)
  expect(outer?.sets.map(({ name, section, isAlwaysSet }) => [name, section, isAlwaysSet])).toEqual([
    ['trace', 'inbound', true],
    ['plan', 'inbound', false],
    ['tenant', 'inbound', true],
    ['logged', undefined, false],
  ])
  expect(Object.keys(fragments ?? {})).toEqual(['log'])
  const global = neighboursOf(program, 'policy.xml')
  expect(global.outer?.sets).toEqual([])
  expect(global.inner?.sets.map(({ name }) => name)).toEqual(['tenant', 'logged', 'plan'])
  expect(global.inner?.reads).toEqual(['tenant'])
  const inFragment = neighboursOf(program, FRAGMENT).outer?.sets.map(({ name }) => name)
  expect(inFragment).toEqual(expect.arrayContaining(['trace', 'plan', 'tenant']))
})

describe('reads by a computed name', () => {
  const anyName =
    '<set-header name="X"><value>@((string)context.Variables[context.Request.Method])</value></set-header>'
  const complete = { 'policywright.json': JSON.stringify({ layout: { complete: true } }) }
  const files = { ...shop, ...complete }
  const readsOf = (changed: Readonly<Record<string, string>>, path: string) =>
    neighboursOf(programOf(load({ ...files, ...changed }), path).program, path)

  it('in a scope around may read any variable, and everything is known all the same', () => {
    const { outer } = readsOf({ [API]: policies(`<base />${anyName}`) }, OPERATION)
    expect(outer?.reads).toBeUndefined()
    expect(outer?.isComplete).toBe(true)
  })

  it('in a narrower scope may too', () => {
    const { inner } = readsOf({ [OPERATION]: policies(`<base />${anyName}`) }, API)
    expect(inner?.reads).toBeUndefined()
    expect(inner?.isComplete).toBe(true)
  })

  it('in a fragment, or in one that it includes, may too', () => {
    const nested = 'policy fragments/deep/policy.xml'
    const { outer } = readsOf(
      {
        [FRAGMENT]: '<fragment><include-fragment fragment-id="deep" /></fragment>',
        [nested]: `<fragment>${anyName}</fragment>`,
      },
      OPERATION,
    )
    expect(outer?.reads).toBeUndefined()
    expect(outer?.isComplete).toBe(true)
  })
})

it('keeps environments apart', () => {
  const files = Object.fromEntries(
    ['dev', 'prod'].flatMap((name) => Object.entries(shop).map(([path, text]) => [`env/${name}/${path}`, text])),
  )
  const model = load({ ...files, 'notes/loose.xml': '<policies />' })
  expect(
    model
      .programs()
      .map(({ root }) => root)
      .sort(),
  ).toEqual(['', 'env/dev/', 'env/prod/'])
  const { program, member } = programOf(model, `env/prod/${API}`)
  expect(definitionsOf(program, member, { kind: 'fragment', name: 'log' })).toEqual([{ path: `env/prod/${FRAGMENT}` }])
})

it('reads any layout', () => {
  const model = load({
    'infra/policywright.json': JSON.stringify({
      layout: {
        complete: true,
        api: 'policies/{api}/all.xml',
        operation: 'policies/{api}/{operation}.xml',
        fragment: 'parts/{fragment}.xml',
        namedValueInformation: 'values/{namedValue}.json',
      },
    }),
    'infra/policies/orders/all.xml': policies('<include-fragment fragment-id="log" />'),
    'infra/policies/orders/get.xml': policies(''),
    'infra/parts/log.xml': '<fragment />',
    'infra/values/tenant.json': information({ displayName: 't' }),
  })
  const { program, member } = programOf(model, 'infra/policies/orders/get.xml')
  expect(member).toMatchObject({ scope: 'operation', ids: { api: 'orders', operation: 'get' } })
  expect(outerMembers(program, member).map(({ path }) => path)).toEqual(['infra/policies/orders/all.xml'])
  expect(neighboursOf(program, member.path).outer?.isComplete).toBe(true)
  expect(resourcesOf(program, {})).toEqual({
    namedValues: [{ name: 'tenant', displayName: 't' }],
    backends: [],
    fragments: ['log'],
  })
})

describe('names', () => {
  const cases: readonly [Name, readonly string[], readonly string[]][] = [
    [{ kind: 'fragment', name: 'log' }, [FRAGMENT], [API]],
    [{ kind: 'named-value', name: 'tenant-id' }, ['named values/tenant/namedValueInformation.json'], [API]],
    [{ kind: 'back-end', name: 'main' }, ['backends/main/backendInformation.json'], [API]],
    [{ kind: 'variable', name: 'tenant' }, [API], [API, OPERATION]],
    [
      { kind: 'named-value', name: 'key' },
      ['named values/key/namedValueInformation.json'],
      ['backends/main/backendInformation.json'],
    ],
    [{ kind: 'fragment', name: 'nobody' }, [], []],
  ]
  it.each(cases)('%j', (name, defined, used) => {
    const { program, member } = programOf(load(shop), API)
    expect(definitionsOf(program, member, name).map(({ path }) => path)).toEqual(defined)
    expect(
      usesOf(program, member, name)
        .map(({ path }) => path)
        .sort(),
    ).toEqual([...used].sort())
  })

  it('are renamed with their folder or in their file', () => {
    const { program, member } = programOf(load(shop), API)
    expect(renamingOf(program, member, { kind: 'fragment', name: 'log', to: 'write-log' })).toMatchObject({
      places: [{ path: API }],
      moved: { from: 'policy fragments/log', to: 'policy fragments/write-log' },
    })
    expect(renamingOf(program, member, { kind: 'named-value', name: 'tenant-id', to: 'tenant' })).toMatchObject({
      places: [{ path: API }, { path: 'named values/tenant/namedValueInformation.json', at: { line: 2 } }],
    })
  })

  it.each([
    ['fragment', 'log', 'a b', /not a name that the service takes/],
    ['named-value', 'tenant-id', 'key', /There is a named value 'key' already/],
    ['back-end', 'other', 'x', /No file of this folder describes the back end 'other'/],
    ['api', 'orders', 'x', /cannot be renamed from here/],
    ['variable', 'tenant', 'trace', /all APIs has a variable 'trace' already: both would become one/],
  ] as const)('%s %s is not renamed to %s', (kind, name, to, reason) => {
    const { program, member } = programOf(load(shop), API)
    expect(renamingOf(program, member, { kind, name, to })).toMatch(reason)
  })
})

it('tells whether others may see a change', () => {
  const model = load(shop)
  const text = shop[API] ?? ''
  expect(model.setPolicy(API, analyse(`<!-- moved -->\n${text}`))).toBe(false)
  expect(model.setPolicy(API, analyse(text.replace('tenant"', 'lessee"')))).toBe(true)
  const { program } = programOf(model, OPERATION)
  expect(neighboursOf(program, OPERATION).outer?.sets.map(({ name }) => name)).toContain('lessee')
  expect(model.remove(FRAGMENT)).toBe(true)
  expect(programOf(model, API).program.fragments).toMatchObject([
    { id: 'log', path: expect.stringMatching(/Information/) },
  ])
})

describe('specifications', () => {
  it('give operations the names and templates that an import gives them', async () => {
    const yaml = `openapi: 3.0.1
paths:
  /orders/{id}:
    parameters:
      - { name: verbose, in: query, required: true }
    get:
      operationId: Get Order!
      parameters:
        - $ref: '#/components/parameters/page'
    delete: {}
components:
  parameters:
    page: { name: page, in: query }
`
    expect(await readSpecification(yaml)).toEqual([
      { id: 'get-order', method: 'GET', urlTemplate: '/orders/{id}?verbose={verbose}' },
      { id: 'delete-orders-id', method: 'DELETE', urlTemplate: '/orders/{id}?verbose={verbose}' },
    ])
  })

  it.each(['', '[]', '{', 'a: [', '{"paths": []}', 'paths: {a: 1}'])(
    '%j tells no operation and does not throw',
    async (text) => {
      expect((await readSpecification(text)) ?? []).toEqual([])
    },
  )

  it('tell the operation of a document', async () => {
    const model = load(shop)
    const path = 'apis/orders/specification.json'
    expect(
      operationOf(programOf(model, OPERATION).program, { api: 'orders', operation: 'get-order' })?.urlTemplate,
    ).toBeUndefined()
    model.setSpecification(path, await readSpecification(shop[path] ?? ''))
    const { program, member } = programOf(model, OPERATION)
    expect(operationOf(program, member.ids)).toMatchObject({ method: 'GET', urlTemplate: '/orders/{id}' })
    expect(operationNameOf('__A  b--C__')).toBe('__a-b-c__')
  })
})
