import { findNodeAtLocation, getNodeValue, type Node, parseTree } from 'jsonc-parser'
import { createLineMap, type LineMap } from '../text/line-map.ts'
import type { Intern, Mention, Place } from './mention.ts'

/** What an information file tells: https://azure.github.io/apiops/apiops/2-apiops-artifacts/ The value of a secret is never kept. */
export interface Information {
  readonly displayName?: string
  /** Where the display name stands, without its quotes. */
  readonly nameAt?: Place
  readonly description?: string
  /** Of a named value that is no secret. */
  readonly value?: string
  readonly secret?: boolean
  /** Of a back end. */
  readonly url?: string
  /** Of an API. */
  readonly path?: string
  readonly serviceUrl?: string
  readonly subscriptionRequired?: boolean
  readonly version?: string
  readonly revision?: string
  readonly isCurrent?: boolean
  /** Of an operation. */
  readonly method?: string
  readonly urlTemplate?: string
  /** Named values in it, back ends that it names. */
  readonly mentions: readonly Mention[]
}

/** Reads an information file. Never throws: what is broken or missing is left out. */
export function readInformation(text: string, intern: Intern): Information {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const lines = createLineMap(text)
  const properties = root && findNodeAtLocation(root, ['properties'])
  const node = (name: string): Node | undefined => properties && findNodeAtLocation(properties, [name])
  const word = (name: string): string | undefined => {
    const found: unknown = plainValue(node(name))
    return typeof found === 'string' ? intern(found) : undefined
  }
  const flag = (name: string): boolean | undefined => {
    const found: unknown = plainValue(node(name))
    return typeof found === 'boolean' ? found : undefined
  }
  const secret = flag('secret') === true || node('keyVault')?.type === 'object'
  const name = node('displayName')
  const nameAt = name?.type === 'string' ? placeOf(name, lines) : undefined
  return withoutGaps({
    displayName: word('displayName'),
    nameAt,
    description: word('description') ?? word('title'),
    value: secret ? undefined : word('value'),
    secret: secret || undefined,
    url: word('url'),
    path: word('path'),
    serviceUrl: word('serviceUrl'),
    subscriptionRequired: flag('subscriptionRequired'),
    version: word('apiVersion'),
    revision: word('apiRevision'),
    isCurrent: flag('isCurrent'),
    method: word('method'),
    urlTemplate: word('urlTemplate'),
    mentions: mentionsIn(text, lines, intern),
  })
}

type Gaps<T> = { readonly [K in keyof T]: T[K] | undefined }

function withoutGaps(found: Gaps<Required<Information>>): Information {
  const { mentions = [], ...rest } = found
  const kept: Partial<Information> = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return { ...kept, mentions }
}

const plainValue = (node: Node | undefined): unknown => (node === undefined ? undefined : getNodeValue(node))

/** Between the quotes; undefined where escapes make the text differ from the name. */
function placeOf({ offset, length, value }: Node, lines: LineMap): Place | undefined {
  if (typeof value !== 'string' || value.length !== length - 2) return undefined
  const { line, character } = lines.positionAt(offset + 1)
  return { line, start: character, end: character + value.length }
}

const namedValue = /\{\{\s*([\w.-]+)\s*\}\}/g
const backEnd = /\/backends\/([^"/\\]+)/g

function mentionsIn(text: string, lines: LineMap, intern: Intern): readonly Mention[] {
  const found: Mention[] = []
  const collect = (pattern: RegExp, kind: Mention['kind']): void => {
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? ''
      const { line, character } = lines.positionAt(match.index + match[0].indexOf(name))
      found.push({ kind, name: intern(name), line, start: character, end: character + name.length })
    }
  }
  if (text.includes('{{')) collect(namedValue, 'named-value')
  if (text.includes('/backends/')) collect(backEnd, 'back-end')
  return found
}
