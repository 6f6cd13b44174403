import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DocumentScope } from '../../language-server/core/catalog/policy.ts'
import type { DocumentOptions, Resources } from '../../language-server/core/model/options.ts'
import type { Dialect } from '../../language-server/core/syntax/tree.ts'

/** A document that the service has refused, or taken (`control`), with what it said. */
export interface Refusal {
  readonly id: string
  readonly kind: 'defect' | 'control'
  readonly message: string
  readonly category: string
  readonly document: string
  readonly fixed: string | null
  readonly options: {
    readonly scope: string
    readonly format: Dialect
    readonly kind?: string
    readonly sku?: string
    readonly resources?: Resources
    readonly operation?: { readonly method: string; readonly urlTemplate: string }
  }
}

/** What only a type checker of C# can tell; the names of the types and members are all that is wrong with these. */
export const needsTypes: readonly string[] = []

export function optionsOf({ options }: Refusal): DocumentOptions {
  const { scope, kind, sku, format, resources, operation } = options
  return {
    dialect: format,
    scope: (kind === 'fragment' ? 'fragment' : scope === 'service' ? 'global' : scope) as DocumentScope,
    ...(sku === 'Consumption' && { gateway: 'consumption' }),
    resources: { ...resources, ...(operation && { operation }) },
  }
}

/** The element that the service names; some messages name none. */
export const elementNamed = (message: string): string | undefined =>
  /^Error in element '([^']+)'/.exec(message)?.[1] ?? /^The element '([^']+)'/.exec(message)?.[1]

export const refusals = (of: string): readonly Refusal[] =>
  readFileSync(join(of, 'service-errors.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line): Refusal => JSON.parse(line))
