import { parseDocument } from 'yaml'

/** A door: the library is read only when a workspace holds YAML. Aliases are bounded, so that a small text cannot grow without end. */
export function parseYaml(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' })
  return document.errors.length > 0 ? undefined : document.toJS({ maxAliasCount: 100 })
}
