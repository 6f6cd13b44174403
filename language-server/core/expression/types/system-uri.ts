import { argumentNull, invalidOperation } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { type ClrUri, combineUri, parseUri, tryParseUri } from '../clr/uri.ts'
import { ClrArray, type ClrEnum, type Ref } from '../clr/values.ts'
import { escapeData, escapeUri, percentDecode } from '../clr/web-text.ts'
import { type Call, member, type } from '../definition.ts'

const ofKind = (kind: ClrEnum): 'absolute' | 'any' => (kind.value === 1 ? 'absolute' : 'any')

function given(base: ClrUri | null): ClrUri {
  if (base === null) throw argumentNull('baseUri')
  return base
}

/** A relative URI has no parts. */
function absolute(uri: ClrUri): ClrUri {
  if (!uri.isAbsolute) throw invalidOperation('This operation is not supported for a relative URI.')
  return uri
}

/** https://learn.microsoft.com/dotnet/api/system.uri */
export default type({
  name: 'System.Uri',
  summary: 'A URI in parts.',
  ctors: [
    member('(string uriString)', 'Reads an absolute URI; throws UriFormatException.', (_call: Call, text: string) =>
      parseUri(text),
    ),
    member('(string uriString, UriKind uriKind)', 'Reads a URI.', (_call: Call, text: string, kind: ClrEnum) =>
      parseUri(text, ofKind(kind)),
    ),
    member(
      '(Uri baseUri, string relativeUri)',
      'A URI relative to another.',
      (_call: Call, base: ClrUri | null, text: string) => combineUri(given(base), text),
    ),
    member(
      '(Uri baseUri, Uri relativeUri)',
      'A URI relative to another.',
      (_call: Call, base: ClrUri | null, relative: ClrUri) => combineUri(given(base), relative.original),
    ),
  ],
  statics: [
    member(
      'string EscapeDataString(string stringToEscape)',
      'Percent-encodes all but unreserved characters.',
      (_call: Call, text: string) => escapeData(text),
    ),
    member(
      'string UnescapeDataString(string stringToUnescape)',
      'Decodes percent-encoding; plus signs stay.',
      (_call: Call, text: string) => percentDecode(text),
    ),
    member(
      'string EscapeUriString(string stringToEscape)',
      'Percent-encodes what no URI may contain.',
      (_call: Call, text: string) => escapeUri(text),
    ),
    member(
      'bool TryCreate(string uriString, UriKind uriKind, out Uri result)',
      'Reads a URI, or gives null and false.',
      (_call: Call, text: string | null, kind: ClrEnum, result: Ref) => {
        result.value = text === null ? null : (tryParseUri(text, ofKind(kind)) ?? null)
        return result.value !== null
      },
    ),
    member(
      'bool IsWellFormedUriString(string uriString, UriKind uriKind)',
      'Whether the text is an escaped URI.',
      (_call: Call, text: string, kind: ClrEnum) =>
        tryParseUri(text, ofKind(kind)) !== undefined && !/[\s<>"{}|\\^`]/.test(text),
    ),
    member('string UriSchemeHttps', 'https', () => 'https'),
    member('string UriSchemeHttp', 'http', () => 'http'),
    member(
      'bool op_Equality(Uri a, Uri b)',
      'Whether they are equal.',
      (_call: Call, a: ClrUri | null, b: ClrUri | null) => (a === null ? b === null : a.clrEquals(b)),
    ),
    member(
      'bool op_Inequality(Uri a, Uri b)',
      'Whether they differ.',
      (_call: Call, a: ClrUri | null, b: ClrUri | null) => !(a === null ? b === null : a.clrEquals(b)),
    ),
  ],
  members: [
    member('string AbsoluteUri', 'All of it, escaped.', (_call, self: ClrUri) => self.absolute),
    member('string AbsolutePath', 'The path, escaped.', (_call, self: ClrUri) => absolute(self).path),
    member('string LocalPath', 'The path, not escaped.', (_call, self: ClrUri) => percentDecode(absolute(self).path)),
    member('string PathAndQuery', 'Path and query.', (_call, self: ClrUri) => absolute(self).path + self.query),
    member('string Query', 'The query with its question mark.', (_call, self: ClrUri) => absolute(self).query),
    member('string Fragment', 'The fragment with its hash sign.', (_call, self: ClrUri) => absolute(self).fragment),
    member('string Host', 'The host.', (_call, self: ClrUri) => absolute(self).host),
    member('string DnsSafeHost', 'The host.', (_call, self: ClrUri) => absolute(self).host),
    member(
      'string Authority',
      'Host and port, the port where it is not the usual one.',
      (_call, self: ClrUri) => absolute(self).authority,
    ),
    member('int Port', 'The port.', (_call, self: ClrUri) => absolute(self).port),
    member('string Scheme', 'The scheme.', (_call, self: ClrUri) => absolute(self).scheme),
    member('string UserInfo', 'User and password.', (_call, self: ClrUri) => self.userInfo),
    member('string OriginalString', 'The text it was read from.', (_call, self: ClrUri) => self.original),
    member('bool IsAbsoluteUri', 'Whether it is absolute.', (_call, self: ClrUri) => self.isAbsolute),
    member(
      'bool IsDefaultPort',
      'Whether the port is the usual one.',
      (_call, self: ClrUri) => absolute(self).authority === self.host,
    ),
    member(
      'string[] Segments',
      'The parts of the path with their slashes.',
      (_call, self: ClrUri) => new ClrArray(types.string, absolute(self).path.match(/[^/]*\/|[^/]+$/g) ?? []),
    ),
    member('string GetLeftPart(UriPartial part)', 'All up to a part.', (_call, self: ClrUri, part: ClrEnum) => {
      const scheme = `${absolute(self).scheme}://`
      const user = self.userInfo ? `${self.userInfo}@` : ''
      return (
        scheme +
        (part.value > 0 ? user + self.authority : '') +
        (part.value > 1 ? self.path : '') +
        (part.value > 2 ? self.query : '')
      )
    }),
  ],
})
