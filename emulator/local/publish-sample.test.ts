import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { check } from '../../language-server/core/lint/check.ts'
import { analyse } from '../../language-server/core/model/analysis.ts'
import { ordersSample } from '../local-instance.ts'
import { fieldError } from '../management/arm-error.ts'
import { serviceId } from './names.ts'
import { publishSample } from './publish-sample.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policywright-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('puts what others name before those who name it', async () => {
  const paths: string[] = []
  await publishSample(ordersSample(), async ({ path }) => paths.push(path.slice(serviceId.length)))
  expect(paths).toEqual([
    '/namedValues/orders-back-end-client-id',
    '/backends/orders-back-end',
    '/policyFragments/correlation-id',
    '/policies/policy',
    '/apis/orders',
    '/apis/orders/policies/policy',
    '/apis/orders/operations/get-order/policies/policy',
    '/products/starter',
    '/products/starter/apis/orders',
    '/products/starter/policies/policy',
    '/subscriptions/orders-starter',
  ])
})

test.each([
  ['policy.xml', 'global'],
  ['apis/orders/policy.xml', 'api'],
  ['apis/orders/operations/get-order/policy.xml', 'operation'],
  ['products/starter/policy.xml', 'product'],
  ['policy fragments/correlation-id/policy.xml', 'fragment'],
] as const)('%s of the sample has no finding, not even a hint', async (file, scope) => {
  const text = await readFile(join(ordersSample(), file), 'utf8')
  expect(check(analyse(text, { scope, gateway: 'classic' }))).toEqual([])
})

test('names the file that is refused, and every reason', async () => {
  const refuse = async () => {
    throw fieldError('x', 'It is too late.')
  }
  const file = join('named values', 'orders-back-end-client-id', 'namedValueInformation.json')
  await expect(publishSample(ordersSample(), refuse)).rejects.toThrow(`${file} was refused: It is too late.`)
})

test('says which file is no JSON, and which folder holds no API', async () => {
  await expect(publishSample(folder, async () => {})).rejects.toThrow('holds no API')
  await mkdir(join(folder, 'apis'))
  await cp(join(ordersSample(), 'backends'), join(folder, 'backends'), { recursive: true })
  await writeFile(join(folder, 'backends', 'orders-back-end', 'backendInformation.json'), '{')
  await expect(publishSample(folder, async () => {})).rejects.toThrow(/backendInformation\.json is not JSON: /)
})
