import type { Place } from '../../../language-server/protocol.ts'

const NAMES: Readonly<Record<string, string>> = {
  global: 'Global',
  workspace: 'Workspace',
  product: 'Product',
  api: 'API',
  operation: 'Operation',
  fragment: 'Fragment',
  resolver: 'Resolver',
  classic: 'Classic gateway',
  v2: 'V2 gateway',
  consumption: 'Consumption gateway',
  'self-hosted': 'Self-hosted gateway',
}

/** Name of a scope or a gateway as the user reads it. */
export const named = (name: string): string => NAMES[name] ?? name

const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(bytes < 10 * 1024 ? 1 : 0)} KB`

/** The size shows in the status bar only when it comes near to what the service takes. */
export function placeLabel({ scope, gateway, size }: Place): string {
  const parts = [scope ? named(scope) : 'Any scope', gateway ? named(gateway).replace(' gateway', '') : 'any gateway']
  const crowded =
    size.bytes > size.limit * 0.9 ? ` $(warning) ${kilobytes(size.bytes)} of ${kilobytes(size.limit)}` : ''
  return `$(shield) ${parts.join(', ')}${crowded}`
}

export const placeTooltip = ({ why, size, dialect }: Place): string =>
  `${why}\n\nFormat: \`${dialect}\`. Size: ${kilobytes(size.bytes)} of at most ${kilobytes(size.limit)}.\n\nClick to change scope and gateway.`
