import { UsageError } from './command.ts'

/** @throws UsageError when `--output` is neither */
export function outputOf(value: string): 'text' | 'json' {
  if (value === 'text' || value === 'json') return value
  throw new UsageError(`--output '${value}' is not one of text, json.`)
}
