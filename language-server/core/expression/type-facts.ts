import type { ClrType } from './clr/clr-type.ts'
import { findBase, isValueType, knownType } from './registry.ts'

/**
 * What .NET Framework's types are beside what their files here tell: which cannot be created, derived from or disposed of, and which of
 * their members can be assigned to or are constants. Taken from the types by reflection.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

const sealedClasses = words(
  'System.String [] System.Text.StringBuilder System.TimeZoneInfo System.IndexOutOfRangeException System.Xml.Linq.XName ' +
    'System.Xml.Linq.XNamespace System.Security.Cryptography.RNGCryptoServiceProvider <>anonymous',
)

const abstractClasses = words(
  'System.Security.Cryptography.AsymmetricAlgorithm System.Security.Cryptography.HashAlgorithm System.Security.Cryptography.HMAC ' +
    'System.Security.Cryptography.KeyedHashAlgorithm System.Security.Cryptography.MD5 System.Security.Cryptography.RSA ' +
    'System.Security.Cryptography.SHA1 System.Security.Cryptography.SHA256 System.Security.Cryptography.SHA384 ' +
    'System.Security.Cryptography.SHA512 System.Security.Cryptography.SymmetricAlgorithm System.Xml.Linq.XContainer ' +
    'System.Xml.Linq.XNode System.Xml.Linq.XObject Newtonsoft.Json.JsonConverter Newtonsoft.Json.Linq.JContainer ' +
    'Newtonsoft.Json.Linq.JToken System.Array System.StringComparer System.Text.Encoding System.Type',
)

const staticClasses = words(
  'System.Collections.Generic.CollectionExtensions System.Xml.Linq.Extensions Newtonsoft.Json.JsonConvert ' +
    'Newtonsoft.Json.Linq.Extensions System.Security.Cryptography.X509Certificates.RSACertificateExtensions System.BitConverter ' +
    'System.Convert System.Linq.Enumerable System.Math System.Net.WebUtility System.Tuple',
)

const disposable = words(
  'System.Security.Cryptography.AsymmetricAlgorithm System.Security.Cryptography.HashAlgorithm ' +
    'System.Security.Cryptography.SymmetricAlgorithm System.Security.Cryptography.RandomNumberGenerator ' +
    'System.Security.Cryptography.RNGCryptoServiceProvider System.Security.Cryptography.DeriveBytes ' +
    'System.Collections.Generic.IEnumerator`1 System.IO.StringReader System.IO.StringWriter ' +
    'System.Security.Cryptography.X509Certificates.X509Certificate System.IDisposable',
)

/** Properties with a public setter, by the type that declares them. */
const settable: Readonly<Record<string, ReadonlySet<string>>> = {
  'System.Security.Cryptography.AsymmetricAlgorithm': words('KeySize'),
  'System.Security.Cryptography.RSA': words('KeySize'),
  'System.Security.Cryptography.KeyedHashAlgorithm': words('Key'),
  'System.Security.Cryptography.HMAC': words('Key HashName'),
  'System.Security.Cryptography.SymmetricAlgorithm': words('BlockSize FeedbackSize IV Key KeySize Mode Padding'),
  'System.Collections.Generic.List`1': words('this Capacity'),
  'System.Xml.Linq.XAttribute': words('Value'),
  'System.Xml.Linq.XText': words('Value'),
  'System.Xml.Linq.XComment': words('Value'),
  'System.Xml.Linq.XDocument': words('Declaration'),
  'System.Xml.Linq.XElement': words('Name Value'),
  'Newtonsoft.Json.Linq.JProperty': words('this Value'),
  'Newtonsoft.Json.Linq.JValue': words('this Value'),
  'Newtonsoft.Json.Linq.JToken': words('this'),
  'Newtonsoft.Json.Linq.JObject': words('this'),
  'Newtonsoft.Json.Linq.JArray': words('this'),
  'Newtonsoft.Json.Linq.JContainer': words('this'),
  'Newtonsoft.Json.JsonConvert': words('DefaultSettings'),
  'System.Exception': words('HelpLink Source'),
  'System.Text.RegularExpressions.Regex': words('CacheSize'),
  'System.Text.StringBuilder': words('this Capacity Length'),
  'System.Collections.Generic.Dictionary`2': words('this'),
  'System.Collections.Generic.IDictionary`2': words('this'),
  'System.Collections.Generic.IList`1': words('this'),
}

const limits = words('MaxValue MinValue')
const reals = words('MinValue MaxValue Epsilon NegativeInfinity PositiveInfinity NaN')

/** Fields that the compiler computes. */
const constants: Readonly<Record<string, ReadonlySet<string>>> = {
  'System.SByte': limits,
  'System.Byte': limits,
  'System.Int16': limits,
  'System.UInt16': limits,
  'System.Int32': limits,
  'System.UInt32': limits,
  'System.Int64': limits,
  'System.UInt64': limits,
  'System.Char': limits,
  'System.Single': reals,
  'System.Double': reals,
  'System.Decimal': words('Zero One MinusOne MaxValue MinValue'),
  'System.Math': words('E PI'),
  'System.TimeSpan': words('TicksPerMillisecond TicksPerSecond TicksPerMinute TicksPerHour TicksPerDay'),
}

/** Static fields that only the type itself writes. */
const fixedFields: Readonly<Record<string, ReadonlySet<string>>> = {
  'System.String': words('Empty'),
  'System.Guid': words('Empty'),
  'System.Boolean': words('TrueString FalseString'),
  'System.BitConverter': words('IsLittleEndian'),
  'System.DateTime': words('MinValue MaxValue'),
  'System.DateTimeOffset': words('MinValue MaxValue'),
  'System.TimeSpan': words('Zero MaxValue MinValue'),
  'System.Net.IPAddress': words('Any Loopback Broadcast None IPv6Any IPv6Loopback IPv6None'),
}

const holds = (table: Readonly<Record<string, ReadonlySet<string>>>, type: string, name: string): boolean =>
  Object.hasOwn(table, type) && table[type]?.has(name) === true

/** No class derives from it: a value that is no such thing never becomes one. */
export const isSealed = (type: ClrType): boolean =>
  sealedClasses.has(type.name) || isValueType(type) || type.name.startsWith('System.Tuple`')

export const isAbstractClass = (name: string): boolean => abstractClasses.has(name)

export const isStaticClass = (name: string): boolean =>
  staticClasses.has(name) || knownType(name)?.definition.kind === 'static'

/** Whether `using` takes the type; undefined when that is not known. */
export function isDisposable(type: ClrType): boolean | undefined {
  for (const name of disposable) if (findBase(type, name)) return true
  const known = knownType(type.name)
  if (known === undefined && type.name !== '[]') return undefined
  return false
}

/** Whether .NET lets code assign to a property or an indexer (`this`), although nothing of it is simulated here. */
export const isSettable = (declaring: string, name: string): boolean => holds(settable, declaring, name)

export const isConstantField = (declaring: string, name: string): boolean => holds(constants, declaring, name)

export const isReadOnlyField = (declaring: string, name: string): boolean => holds(fixedFields, declaring, name)
