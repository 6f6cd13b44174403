import type { ClrCertificate } from '../clr/certificate.ts'
import { type ClrCipher, cipherOf } from '../clr/cipher.ts'
import { argumentNull, invalidCast, nullReference } from '../clr/clr-exception.ts'
import { clrType, types } from '../clr/clr-type.ts'
import type { ClrDictionary } from '../clr/collections.ts'
import { enumerate } from '../clr/collections.ts'
import { ClrView } from '../clr/context-view.ts'
import { parseJwt } from '../clr/jwt.ts'
import { textOf } from '../clr/text.ts'
import { decodeUtf8, fromBase64 } from '../clr/utf8.ts'
import { ClrKeyValuePair, type Ref, typeOf } from '../clr/values.ts'
import { formEncode } from '../clr/web-text.ts'
import { zeroOf } from '../clr/zero.ts'
import { type Call, type Member, member, type } from '../definition.ts'

function parseBasic(text: string | null): ClrView<{ userId: string; password: string }> | null {
  const match = /^Basic\s+(.+)$/i.exec((text ?? '').trim())
  const bytes = fromBase64(match?.[1] ?? '!')
  if (!bytes) return null
  const [userId = '', password] = decodeUtf8(bytes).split(/:(.*)/s)
  return password === undefined ? null : new ClrView(clrType('BasicAuthCredentials'), { userId, password })
}

/** Several values of a header, a query parameter or a claim are joined by commas. */
function joined(dictionary: ClrDictionary, name: string, otherwise: string | null): string | null {
  if (name === null) throw argumentNull('key')
  const entry = dictionary.find(name)
  if (!entry || entry.value === null) return otherwise
  return [...enumerate(entry.value)].map((value) => textOf(value)).join(',')
}

/** The service's documentation: the call throws when the variable has another type. */
function typed(call: Call, dictionary: ClrDictionary, name: string, otherwise: unknown): unknown {
  const entry = dictionary.find(name)
  if (!entry) return otherwise
  const wanted = call.typeArgs[0] ?? types.unknown
  const { value } = entry
  if (value === null || wanted.name === 'System.Object' || wanted.name === '?') return value
  const type = typeOf(value)
  const primitive =
    /^System\.(String|Boolean|Char|S?Byte|U?Int(16|32|64)|Single|Double|Decimal|DateTime|DateTimeOffset|TimeSpan|Guid)$/
  const target = wanted.name === 'System.Nullable`1' ? (wanted.args[0]?.name ?? '') : wanted.name
  if (type.name !== target && (primitive.test(type.name) || primitive.test(target)))
    throw invalidCast(`Unable to cast object of type '${type.name}' to type '${target}'.`)
  return value
}

const fields = (form: unknown): [string, unknown][] =>
  [...enumerate(form)].flatMap((pair): [string, unknown][] =>
    pair instanceof ClrKeyValuePair
      ? [...enumerate(pair.value)].map((value): [string, unknown] => [textOf(pair.key), value])
      : [],
  )
const encoded = (form: unknown): string =>
  fields(form)
    .map(([name, value]) => `${formEncode(name)}=${formEncode(textOf(value))}`)
    .join('&')

function cipherMembers(direction: 'encrypt' | 'decrypt'): Member[] {
  const name = direction === 'encrypt' ? 'Encrypt' : 'Decrypt'
  const summary = `${name}s with a symmetric algorithm.`
  const run = (call: Call, cipher: ClrCipher | null, parts: Parameters<ClrCipher['transform']>[2]): Uint8Array => {
    if (cipher === null) throw nullReference()
    return cipher.transform(call, direction, parts)
  }
  return [
    member(
      `byte[] ${name}(this byte[] input, string alg, byte[] key, byte[] iv)`,
      summary,
      (call: Call, bytes: Uint8Array, alg: string | null, key: Uint8Array, iv: Uint8Array) =>
        run(call, cipherOf(alg), { bytes, key, iv }),
    ),
    member(
      `byte[] ${name}(this byte[] input, SymmetricAlgorithm alg)`,
      summary,
      (call: Call, bytes: Uint8Array, alg: ClrCipher | null) =>
        run(call, alg, { bytes, key: alg?.key(call) ?? null, iv: alg?.iv(call) ?? null }),
    ),
    member(
      `byte[] ${name}(this byte[] input, SymmetricAlgorithm alg, byte[] key, byte[] iv)`,
      summary,
      (call: Call, bytes: Uint8Array, alg: ClrCipher | null, key: Uint8Array, iv: Uint8Array) =>
        run(call, alg, { bytes, key, iv }),
    ),
  ]
}

/** https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#ContextVariables */
export default type({
  name: 'ApimExtensions',
  summary: 'The extension methods that API Management adds.',
  kind: 'static',
  statics: [
    member(
      'string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> dictionary, string name)',
      'The values joined by commas, or null.',
      (_call, self: ClrDictionary, name: string) => joined(self, name, null),
    ),
    member(
      'string GetValueOrDefault(this IReadOnlyDictionary<string, string[]> dictionary, string name, string defaultValue)',
      'The values joined by commas, or the default.',
      (_call, self: ClrDictionary, name: string, otherwise: string) => joined(self, name, otherwise),
    ),
    member(
      'string GetValueOrDefault(this IReadOnlyDictionary<string, string> dictionary, string name)',
      'The value, or null.',
      (_call, self: ClrDictionary, name: string) => self.find(name)?.value ?? null,
    ),
    member(
      'string GetValueOrDefault(this IReadOnlyDictionary<string, string> dictionary, string name, string defaultValue)',
      'The value, or the default.',
      (_call, self: ClrDictionary, name: string, otherwise: string) => self.find(name)?.value ?? otherwise,
    ),
    member(
      'object GetValueOrDefault(this IReadOnlyDictionary<string, object> variables, string variableName)',
      'The variable, or null.',
      (_call, self: ClrDictionary, name: string) => self.find(name)?.value ?? null,
    ),
    member(
      'T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> variables, string variableName, T defaultValue)',
      'The variable as T, or the default. Throws when it has another type.',
      (call, self: ClrDictionary, name: string, otherwise: unknown) => typed(call, self, name, otherwise),
    ),
    member(
      'T GetValueOrDefault<T>(this IReadOnlyDictionary<string, object> variables, string variableName)',
      'The variable as T, or the default of T. Throws when it has another type.',
      (call, self: ClrDictionary, name: string) => typed(call, self, name, zeroOf(call.typeArgs[0] ?? types.object)),
    ),
    member(
      'IList<string> GetValueOrDefault(this IDictionary<string, IList<string>> dictionary, string name)',
      'The values, or null.',
      (_call, self: ClrDictionary, name: string) => self.find(name)?.value ?? null,
    ),
    member(
      'BasicAuthCredentials AsBasic(this string value)',
      'Reads an Authorization header of basic authentication; null when it is none.',
      (_call, value: string | null) => parseBasic(value),
    ),
    member(
      'bool TryParseBasic(this string value, out BasicAuthCredentials result)',
      'Reads an Authorization header of basic authentication.',
      (_call, value: string | null, result: Ref) => {
        result.value = parseBasic(value)
        return result.value !== null
      },
    ),
    member(
      'Jwt AsJwt(this string value)',
      'Decodes a JWT without verifying it; null when the text is none.',
      (_call, value: string | null) => parseJwt(value),
    ),
    member(
      'bool TryParseJwt(this string value, out Jwt result)',
      'Decodes a JWT without verifying it.',
      (_call, value: string | null, result: Ref) => {
        result.value = parseJwt(value)
        return result.value !== null
      },
    ),
    ...(['encrypt', 'decrypt'] as const).flatMap(cipherMembers),
    member(
      'bool VerifyNoRevocation(this X509Certificate2 certificate)',
      'Verifies the chain of a certificate without asking for revocation.',
      (call: Call, certificate: ClrCertificate | null) => {
        if (certificate === null) throw argumentNull('certificate')
        return certificate.verify(call)
      },
    ),
    member(
      'string ToQueryString(this IDictionary<string, IList<string>> form)',
      'The fields as a query string with its question mark.',
      (_call, form: unknown) => (fields(form).length === 0 ? null : `?${encoded(form)}`),
    ),
    member(
      'string ToFormUrlEncodedContent(this IDictionary<string, IList<string>> form)',
      'The fields as a form.',
      (_call, form: unknown) => (fields(form).length === 0 ? null : encoded(form)),
    ),
  ],
})
