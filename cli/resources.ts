import { resolve } from 'node:path'
import type { NamedValueResource, Resources } from '../language-server/core/model/options.ts'
import { UsageError } from './command.ts'
import { readTextFile } from './encoding.ts'
import { reasonOf } from './file-failure.ts'
import { readJson } from './json-text.ts'

/**
 * Reads the file of `--resources`: what exists on the instance (docs/cli.md).
 * @throws UsageError when the file cannot be read or does not have the shape
 */
export function readResources(path: string, cwd: string): Resources {
  const complain = (what: string): never => {
    throw new UsageError(`--resources '${path}': ${what.replace(/\.$/, '')}.`)
  }
  let text: string
  try {
    text = readTextFile(resolve(cwd, path))
  } catch (error) {
    return complain(`the file cannot be read (${reasonOf(error)})`)
  }
  return toResources(
    readJson(text, (what) => complain(`the file ${what}`)),
    complain,
  )
}

type Complain = (what: string) => never

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function toResources(json: unknown, complain: Complain): Resources {
  if (!isRecord(json)) return complain('an object is expected')
  const ids = (key: string): readonly string[] | undefined => {
    const list = json[key]
    if (list === undefined) return undefined
    if (!Array.isArray(list) || !list.every((id) => typeof id === 'string'))
      return complain(`'${key}' must be a list of ids`)
    return list
  }
  const backends = ids('backends')
  const fragments = ids('fragments')
  const loggers = ids('loggers')
  const certificates = ids('certificates')
  const { namedValues, operation, subscriptionRequired } = json
  if (subscriptionRequired !== undefined && typeof subscriptionRequired !== 'boolean')
    return complain("'subscriptionRequired' must be true or false")
  return {
    ...(backends && { backends }),
    ...(fragments && { fragments }),
    ...(loggers && { loggers }),
    ...(certificates && { certificates }),
    ...(namedValues !== undefined && { namedValues: toNamedValues(namedValues, complain) }),
    ...(operation !== undefined && { operation: toOperation(operation, complain) }),
    ...(subscriptionRequired !== undefined && { subscriptionRequired }),
  }
}

function toNamedValues(json: unknown, complain: Complain): readonly NamedValueResource[] {
  if (!Array.isArray(json)) return complain("'namedValues' must be a list")
  return json.map((entry: unknown) => {
    if (!isRecord(entry)) return complain("each of 'namedValues' must be an object")
    const { name, displayName = name, value, secret } = entry
    if (typeof displayName !== 'string') return complain("each of 'namedValues' needs a 'displayName'")
    return {
      name: typeof name === 'string' ? name : displayName,
      displayName,
      ...(typeof value === 'string' && { value }),
      ...(secret === true && { secret }),
    }
  })
}

function toOperation(json: unknown, complain: Complain): { readonly method: string; readonly urlTemplate: string } {
  if (!isRecord(json) || typeof json.urlTemplate !== 'string') return complain("'operation' needs a 'urlTemplate'")
  return { method: typeof json.method === 'string' ? json.method : 'GET', urlTemplate: json.urlTemplate }
}
