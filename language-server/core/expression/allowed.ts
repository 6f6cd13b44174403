import { isNamespace } from './registry.ts'

/**
 * Which .NET types and members the service lets an expression use. Only what the code names is judged: values of other types that
 * allowed members give (`DayOfWeek`, `MatchCollection`) may be used.
 * https://learn.microsoft.com/azure/api-management/api-management-policy-expressions#CLRTypes
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Types that are known here for what they give, not because an expression may name them; each was refused, or is on no list. */
const notAllowed = words(
  'System.Globalization.CultureInfo System.Globalization.DateTimeStyles System.Globalization.NumberStyles Newtonsoft.Json.JsonConverter',
)

/** Types of .NET that expressions are known to try, by the name they write: none is on the list. */
const refusedNames: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'System.Globalization.TextInfo System.Globalization.Calendar System.IO.File System.IO.Path System.IO.Stream System.IO.MemoryStream ' +
    'System.IO.StreamReader System.IO.StreamWriter System.IO.TextReader System.Net.Http.HttpClient System.Net.Http.HttpRequestMessage ' +
    'System.Net.WebClient System.Net.WebRequest System.Net.HttpWebRequest System.Net.Dns System.Net.HttpStatusCode ' +
    'System.Threading.Thread System.Threading.Tasks.Task System.Threading.Interlocked System.Diagnostics.Process ' +
    'System.Diagnostics.Debug System.Diagnostics.Stopwatch System.Diagnostics.Trace System.Environment System.Console System.GC ' +
    'System.Activator System.AppDomain System.Reflection.Assembly System.Buffer System.Collections.ArrayList ' +
    'System.Collections.Hashtable System.Collections.Generic.SortedDictionary System.Collections.Generic.LinkedList ' +
    'System.Collections.Generic.SortedList System.Collections.Concurrent.ConcurrentDictionary System.Text.Json.JsonDocument ' +
    'System.Text.Json.JsonSerializer System.Text.Json.JsonElement System.Web.HttpUtility System.Configuration.ConfigurationManager ' +
    'System.Security.Cryptography.RSACng System.Security.Cryptography.RSACryptoServiceProvider System.Security.Cryptography.Aes System.Security.Cryptography.AesManaged System.Security.Cryptography.RijndaelManaged ' +
    'System.Security.Cryptography.ECDsa System.Security.Cryptography.RandomNumberGenerator System.Security.Cryptography.Rfc2898DeriveBytes ' +
    'System.Security.Cryptography.CryptoStream System.Security.Cryptography.TripleDES System.Text.ASCIIEncoding ' +
    'System.Text.UTF8Encoding Newtonsoft.Json.JsonSerializer Newtonsoft.Json.JsonSerializerSettings Newtonsoft.Json.JsonTextReader'
  )
    .split(' ')
    .map((full) => [full.split('.').at(-1) ?? full, full]),
)

const otherNamespaces = new Set(
  [
    ...Object.values(refusedNames),
    'System.IO.StringReader',
    'System.Xml.Schema.XmlSchema',
    'System.Xml.Serialization.XmlSerializer',
    'System.Xml.XPath.XPathNavigator',
    'System.Xml.Xsl.XslCompiledTransform',
  ].flatMap((full) => {
    const parts = full.split('.')
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('.'))
  }),
)

/** Namespaces of .NET that hold no type that is known here. */
export const isOtherNamespace = (name: string): boolean => otherNamespaces.has(name)

/** Published policies of Microsoft use these although no list has them, so the lists may be incomplete. */
const disputed = words(
  'System.Security.Cryptography.RSACng System.Security.Cryptography.RandomNumberGenerator System.Security.Cryptography.Aes',
)

/**
 * On the list, without a definition here: nothing is said about their members. The service takes all of the assembly System.Xml, whose name
 * stands in the list that it once published in a tool of its own; policies of running instances use it.
 */
const allowedUnknown = words(
  'JConstructor JRaw StringWriter Oid PublicKey TimeZone AdjustmentRule TransitionTime ' +
    'XNodeDocumentOrderComparer XNodeEqualityComparer ' +
    'NameTable XmlAttribute XmlAttributeCollection XmlCDataSection XmlComment XmlConvert XmlDateTimeSerializationMode XmlDeclaration ' +
    'XmlDocument XmlDocumentFragment XmlElement XmlException XmlNamespaceManager XmlNode XmlNodeList XmlNodeReader XmlQualifiedName ' +
    'XmlReader XmlReaderSettings XmlText XmlTextReader XmlTextWriter XmlWriter XmlWriterSettings',
)

const isXml = (name: string): boolean => name.startsWith('System.Xml.') && !name.startsWith('System.Xml.Linq.')

/** The short names of types that the service allows and that have no definition here. */
export const allowedTypesWithoutDefinition = (): readonly string[] => [...allowedUnknown]

/** True for a type that the service allows and that has no definition here, by the name that the code writes. */
export const isAllowedUnknown = (name: string): boolean =>
  isXml(name) || allowedUnknown.has(name.split('.').at(-1) ?? name)

/** Delegates that code names to keep a function in a variable: on no list, without a recorded refusal, and no deployed policy has one. */
const delegates = words('System.Action System.Comparison System.Converter System.Func System.Predicate')

export interface RefusedType {
  readonly name: string
  readonly disputed: boolean
}

/** The .NET type that a name means when the service refuses it; undefined for an allowed one, and for a name nobody knows. */
export function refusedType(name: string): RefusedType | undefined {
  if (notAllowed.has(name)) return { name, disputed: false }
  const bare = name.replace(/`\d+$/, '')
  if (delegates.has(bare)) return { name: bare, disputed: true }
  if (isXml(name)) return undefined
  const short = name.split('.').at(-1) ?? name
  const full = Object.hasOwn(refusedNames, short) ? refusedNames[short] : undefined
  if (full !== undefined && (name === short || name === full || `System.${name}` === full))
    return { name: full, disputed: disputed.has(full) }
  const space = name.slice(0, name.lastIndexOf('.'))
  return space.startsWith('System.') && !isNamespace(space) ? { name, disputed: false } : undefined
}

/** Types of which the list names the members. */
const only: Readonly<Record<string, ReadonlySet<string>>> = {
  'Newtonsoft.Json.JsonConvert': words('SerializeObject DeserializeObject'),
  'System.DateTime': words(
    '.ctor Add AddDays AddHours AddMilliseconds AddMinutes AddMonths AddSeconds AddTicks AddYears Date Day DayOfWeek DayOfYear ' +
      'DaysInMonth Hour IsDaylightSavingTime IsLeapYear MaxValue Millisecond Minute MinValue Month Now Parse Second Subtract Ticks ' +
      'TimeOfDay Today ToString UtcNow Year',
  ),
  'System.DateTimeKind': words('Utc'),
  'System.Net.IPAddress': words('AddressFamily Equals GetAddressBytes IsLoopback Parse TryParse ToString'),
  'System.Security.Cryptography.X509Certificates.X500DistinguishedName': words('Name'),
  'System.Enum': words('Parse TryParse ToString'),
  'System.Text.RegularExpressions.Capture': words('Index Length Value ToString'),
  'System.Text.RegularExpressions.CaptureCollection': words('Count this'),
  'System.Text.RegularExpressions.Group': words('Captures Success'),
  'System.Text.RegularExpressions.GroupCollection': words('Count this'),
  'System.Text.RegularExpressions.Match': words('Empty Groups Result'),
  'System.Text.RegularExpressions.Regex': words('.ctor IsMatch Match Matches Replace Unescape Split'),
}

/** Types on no list that members on the list give: their values may be used, and by the analyser of the service not their members. */
const unlisted = words(
  'System.Linq.IGrouping`2 System.Linq.IGrouping System.Text.RegularExpressions.MatchCollection System.Type',
)

/** Whether the service lets an expression use a member, by the type that declares it; `unlisted` when nobody met a refusal. */
export function memberUse(declaring: string, name: string): 'allowed' | 'unlisted' | 'refused' {
  if (unlisted.has(declaring)) return 'unlisted'
  const names = Object.hasOwn(only, declaring) ? only[declaring] : undefined
  if (names === undefined || names.has(name) || name.startsWith('op_') || name === 'GetHashCode' || name === 'Equals')
    return declaring === 'System.Xml.Linq.XDocument' && name === 'Load' ? 'refused' : 'allowed'
  return 'refused'
}
