import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { seeded } from '../corpus/damage.ts'
import { policyParts } from './parse-document.ts'

/**
 * Writes a repository in the APIOps layout, the same for the same numbers: a global policy, products, fragments, and APIs with nine
 * operations each, whose documents have between half and eight KB; with the information files of all that they refer to.
 * @param documents how many policy documents there are
 * @returns the number of bytes of the documents
 */
export function writeWorkspace(folder: string, documents: number): number {
  const random = seeded(documents)
  const below = (limit: number): number => Math.floor(random() * limit)
  let bytes = 0
  const write = (path: string, text: string): void => {
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  const writeJson = (path: string, properties: object): void => write(path, JSON.stringify({ properties }, null, 2))
  const writePolicy = (path: string, text: string): void => {
    bytes += text.length
    write(path, text)
  }
  const fragments = Math.max(1, Math.floor(documents / 20))
  const products = Math.max(1, Math.floor(documents / 100))
  /** Most documents are short, a few are long. */
  const body = (): string => {
    const count = 1 + Math.floor(8 * random() ** 3)
    const parts = Array.from({ length: count }, () => policyParts[below(PLAIN)]?.(below(NAMES)) ?? '')
    const fragment = random() < 0.5 ? `        <include-fragment fragment-id="fragment-${below(fragments)}" />\n` : ''
    const backend = random() < 0.3 ? `        <set-backend-service backend-id="backend-${below(BACKENDS)}" />\n` : ''
    return `${fragment}${backend}${parts.join('')}`
  }

  let left = documents - 1 - products - fragments
  writePolicy('policy.xml', policies({ base: '', body: '' }))
  for (let n = 0; n < products; n++) {
    writePolicy(`products/product-${n}/policy.xml`, policies({ body: body() }))
    writeJson(`products/product-${n}/productInformation.json`, { displayName: `Product ${n}`, state: 'published' })
  }
  for (let n = 0; n < fragments; n++) {
    writePolicy(`policy fragments/fragment-${n}/policy.xml`, `<fragment>\n${part(n)}</fragment>\n`)
    writeJson(`policy fragments/fragment-${n}/policyFragmentInformation.json`, { description: `Fragment ${n}.` })
  }
  for (let api = 0; left > 0; api++) {
    const operations = Math.min(OPERATIONS, left - 1)
    left -= 1 + operations
    writePolicy(`apis/api-${api}/policy.xml`, policies({ body: body() }))
    writeJson(`apis/api-${api}/apiInformation.json`, {
      displayName: `API ${api}`,
      path: `api-${api}`,
      protocols: ['https'],
    })
    const ids = Array.from({ length: operations }, (_, n) => `operation-${n}`)
    for (const id of ids) writePolicy(`apis/api-${api}/operations/${id}/policy.xml`, policies({ body: body() }))
    const paths = Object.fromEntries(ids.map((id) => [`/${id}/{orderId}`, { get: { operationId: id, responses: {} } }]))
    write(`apis/api-${api}/specification.json`, JSON.stringify({ openapi: '3.0.1', paths }, null, 2))
  }
  for (let n = 0; n < BACKENDS; n++) {
    writeJson(`backends/backend-${n}/backendInformation.json`, {
      url: `https://backend-${n}.contoso.example`,
      protocol: 'http',
    })
  }
  for (const name of namedValues()) {
    writeJson(`named values/${name}/namedValueInformation.json`, { displayName: name, value: `the ${name}` })
  }
  return bytes
}

const OPERATIONS = 9
const BACKENDS = 10
/** Numbers that the parts of a document are told apart by. */
const NAMES = 100
/** Parts that may stand in the inbound section. */
const PLAIN = 4

const part = (n: number): string => policyParts[n % PLAIN]?.(n % NAMES) ?? ''

function* namedValues(): Iterable<string> {
  yield 'tenant-id'
  for (let n = 0; n < NAMES; n++) yield* [`partner-name-${n}`, `orders-audience-${n}`]
}

const policies = ({ base = '        <base />\n', body }: { readonly base?: string; readonly body: string }): string =>
  `<policies>
    <inbound>
${base}${body}    </inbound>
    <backend>
${base === '' ? '        <forward-request />\n' : base}    </backend>
    <outbound>
${base}    </outbound>
    <on-error>
${base}    </on-error>
</policies>
`
