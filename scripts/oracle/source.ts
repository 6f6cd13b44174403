import type { CaseCode, OracleCase } from '../../test/oracle/oracle-case.ts'
import { lowerLocalFunctions } from './lower.ts'

/** The namespaces whose types expressions name without them. System.Globalization is none of them. */
const usings = [
  'System',
  'System.Collections.Generic',
  'System.IO',
  'System.Linq',
  'System.Net',
  'System.Security.Cryptography',
  'System.Security.Cryptography.X509Certificates',
  'System.Text',
  'System.Text.RegularExpressions',
  'System.Xml',
  'System.Xml.Linq',
  'Newtonsoft.Json',
  'Newtonsoft.Json.Linq',
]
// System.Xml has a Formatting too, and expressions write Formatting.None for that of Newtonsoft.Json.
const head = `${usings.map((name) => `using ${name};`).join(' ')} using Formatting = Newtonsoft.Json.Formatting;`

export interface CaseSource {
  /** A class whose `Run(context)` gives the value. */
  readonly run: string
  /** A class whose `Run(null)` gives the name of the static type. */
  readonly type: string
}

/** Two files of C# for one case, or why there are none. Line 1 of the expression is line 1 of the file for the compiler. */
export function sourceOf(
  one: OracleCase,
  { code, form }: CaseCode,
  name: string,
): CaseSource | { readonly skip: string } {
  let text = code
  for (const [key, value] of Object.entries(one.namedValues ?? {})) text = text.replaceAll(`{{${key}}}`, value)
  const lowered = lowerLocalFunctions(text, form)
  if ('skip' in lowered) return lowered
  const body = `\n#line 1\n${lowered.code}\n#line 900000\n`
  const returns = one.expect ?? 'object'
  const method = (className: string, result: string, statements: string): string =>
    `${head}\npublic static class ${className} { public static ${result} Run(IProxyRequestContext context) {${statements}} }\n`
  const lambda = form === 'paren' ? `() => (${body})` : `() => {${body}}`
  return {
    run: method(name, returns, form === 'paren' ? `return (${body});` : body),
    type: method(`${name}T`, 'string', `return global::PolicywrightOracle.Box.OfBlock(${lambda});`),
  }
}
