import { type ClrType, types } from './clr/clr-type.ts'
import { basesOf } from './registry.ts'

/**
 * What .NET Framework's types have beside what their files here tell: a name that stands here is no mistake, but not simulated either, and
 * of a partial one not every overload is known. Taken from the types by reflection; without operators and events.
 */
interface BeyondNames {
  /** Members that are not known here, apart by blanks. */
  readonly absent?: string
  /** Members some overloads of which are not known here. */
  readonly partial?: string
}

/** Members of the context that the service's own tool has had, and the documentation leaves out. */
const ofContext: Readonly<Record<string, BeyondNames>> = {
  IContextApi: { absent: 'StorageId' },
  IDeployment: { absent: 'BaseUrls Sku Units' },
  ILastError: { absent: 'Elapsed TransportErrorCode' },
  IMessageBody: { absent: 'AsSoap' },
  IRequest: { absent: 'ClientCertificates HasBody OriginalMethod' },
}

const beyond: Readonly<Record<string, BeyondNames>> = {
  ...ofContext,
  'Newtonsoft.Json.Formatting': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'Newtonsoft.Json.JsonConvert': {
    absent:
      'DefaultSettings DeserializeAnonymousType DeserializeXmlNode False NaN NegativeInfinity Null PopulateObject PositiveInfinity True Undefined',
    partial: 'DeserializeObject DeserializeXNode SerializeObject SerializeXmlNode',
  },
  'Newtonsoft.Json.JsonConverter': {
    absent: 'CanConvert CanRead CanWrite ReadJson WriteJson',
  },
  'Newtonsoft.Json.Linq.Extensions': {
    absent: 'Ancestors AncestorsAndSelf AsJEnumerable Descendants DescendantsAndSelf',
    partial: 'Children Value Values',
  },
  'Newtonsoft.Json.Linq.JArray': {
    absent:
      'AddAnnotation AddingNew Annotation Annotations CollectionChanged CreateReader CreateWriter EqualityComparer ListChanged Load LoadAsync ReadFrom ReadFromAsync RemoveAll RemoveAnnotations ReplaceAll WriteTo WriteToAsync',
    partial: 'FromObject Merge Parse SelectTokens ToObject',
  },
  'Newtonsoft.Json.Linq.JContainer': {
    absent:
      'Add AddAnnotation AddFirst AddingNew Annotation Annotations CollectionChanged CreateReader CreateWriter EqualityComparer ListChanged Load LoadAsync Merge ReadFrom ReadFromAsync RemoveAll RemoveAnnotations ReplaceAll WriteTo WriteToAsync',
    partial: 'FromObject Parse SelectTokens ToObject',
  },
  'Newtonsoft.Json.Linq.JEnumerable`1': {
    absent: '.ctor Empty GetEnumerator',
    partial: 'Equals',
  },
  'Newtonsoft.Json.Linq.JObject': {
    absent:
      'AddAnnotation AddFirst AddingNew Annotation Annotations CollectionChanged CreateReader CreateWriter EqualityComparer ListChanged Load LoadAsync PropertyChanged PropertyChanging ReadFrom ReadFromAsync RemoveAnnotations ReplaceAll WriteTo WriteToAsync',
    partial: 'FromObject Merge Parse Property SelectTokens ToObject',
  },
  'Newtonsoft.Json.Linq.JProperty': {
    absent:
      'Add AddAnnotation AddFirst AddingNew Annotation Annotations CollectionChanged CreateReader CreateWriter EqualityComparer ListChanged Load LoadAsync Merge ReadFrom ReadFromAsync RemoveAll RemoveAnnotations ReplaceAll WriteTo WriteToAsync',
    partial: '.ctor FromObject Parse SelectTokens ToObject',
  },
  'Newtonsoft.Json.Linq.JToken': {
    absent:
      'AddAnnotation Annotation Annotations CreateReader EqualityComparer Load LoadAsync ReadFrom ReadFromAsync RemoveAnnotations WriteTo WriteToAsync',
    partial: 'FromObject Parse SelectTokens ToObject',
  },
  'Newtonsoft.Json.Linq.JTokenType': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'Newtonsoft.Json.Linq.JValue': {
    absent:
      'AddAnnotation Annotation Annotations CreateComment CreateReader CreateUndefined EqualityComparer Load LoadAsync ReadFrom ReadFromAsync RemoveAnnotations WriteTo WriteToAsync',
    partial: '.ctor Equals FromObject Parse SelectTokens ToObject ToString',
  },
  'System.Array': {
    absent: 'AsReadOnly ConstrainedCopy CreateInstance Fill GetEnumerator GetLongLength Initialize SyncRoot',
    partial: 'Copy CopyTo FindIndex GetValue IndexOf LastIndexOf Reverse Sort',
  },
  'System.BitConverter': {
    absent: 'Int32BitsToSingle SingleToInt32Bits TryWriteBytes',
    partial: 'GetBytes ToInt16 ToInt32 ToInt64 ToUInt16 ToUInt32 ToUInt64',
  },
  'System.Boolean': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse ToString TryParse',
  },
  'System.Byte': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse TryParse',
  },
  'System.Char': {
    absent:
      'ConvertFromUtf32 ConvertToUtf32 GetTypeCode GetUnicodeCategory IsHighSurrogate IsLowSurrogate IsSurrogate IsSurrogatePair TryParse',
    partial: 'GetNumericValue ToLower ToUpper',
  },
  'System.Collections.Generic.CollectionExtensions': {
    absent: 'Remove TryAdd',
  },
  'System.Collections.Generic.Dictionary`2': {
    absent: 'Comparer EnsureCapacity GetEnumerator GetObjectData OnDeserialization TrimExcess TryAdd',
    partial: '.ctor Remove',
  },
  'System.Collections.Generic.HashSet`1': {
    absent: 'Comparer CreateSetComparer EnsureCapacity GetEnumerator GetObjectData OnDeserialization TryGetValue',
    partial: '.ctor',
  },
  'System.Collections.Generic.ICollection`1': {
    absent: 'GetEnumerator',
  },
  'System.Collections.Generic.IDictionary`2': {
    absent: 'GetEnumerator',
    partial: 'Remove',
  },
  'System.Collections.Generic.IEnumerable`1': {
    absent: 'GetEnumerator',
  },
  'System.Collections.Generic.IEnumerator`1': {
    absent: 'Dispose Reset',
    partial: 'Current',
  },
  'System.Collections.Generic.IList`1': {
    absent: 'GetEnumerator',
  },
  'System.Collections.Generic.IReadOnlyCollection`1': {
    absent: 'GetEnumerator',
  },
  'System.Collections.Generic.IReadOnlyDictionary`2': {
    absent: 'GetEnumerator',
  },
  'System.Collections.Generic.IReadOnlyList`1': {
    absent: 'GetEnumerator',
  },
  'System.Collections.Generic.KeyValuePair`2': {
    absent: 'Deconstruct',
  },
  'System.Collections.Generic.List`1': {
    absent: 'AsReadOnly GetEnumerator',
    partial: 'FindIndex IndexOf Reverse Sort',
  },
  'System.Collections.IEnumerable': {
    absent: 'GetEnumerator',
  },
  'System.Convert': {
    absent:
      'ChangeType DBNull FromBase64CharArray GetTypeCode IsDBNull ToBase64CharArray TryFromBase64Chars TryFromBase64String TryToBase64Chars',
    partial:
      'ToBase64String ToBoolean ToByte ToChar ToDateTime ToDecimal ToDouble ToInt16 ToInt32 ToInt64 ToSByte ToSingle ToString ToUInt16 ToUInt32 ToUInt64',
  },
  'System.DateTime': {
    absent:
      'FromBinary FromFileTime FromFileTimeUtc FromOADate GetDateTimeFormats GetTypeCode ToFileTime ToOADate TryFormat TryParseExact UnixEpoch',
    partial: '.ctor Equals Parse ParseExact TryParse',
  },
  'System.DateTimeKind': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.DateTimeOffset': {
    absent: 'Compare FromFileTime ParseExact ToFileTime TryFormat TryParseExact UnixEpoch',
    partial: '.ctor Equals Parse Subtract ToString TryParse',
  },
  'System.DayOfWeek': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Decimal': {
    absent: '.ctor FromOACurrency GetBits GetTypeCode ToOACurrency TryFormat',
    partial: 'Equals Parse Round ToString TryParse',
  },
  'System.Double': {
    absent: 'GetTypeCode IsFinite IsNegative IsNormal IsSubnormal TryFormat',
    partial: 'Equals Parse TryParse',
  },
  'System.Exception': {
    absent: 'Data GetObjectData HResult HelpLink TargetSite',
    partial: 'GetType',
  },
  'System.Globalization.CultureInfo': {
    absent:
      '.ctor Calendar ClearCachedData Clone CompareInfo CreateSpecificCulture CultureTypes CurrentUICulture DateTimeFormat DefaultThreadCurrentCulture DefaultThreadCurrentUICulture DisplayName EnglishName GetConsoleFallbackUICulture GetCultureInfo GetCultureInfoByIetfLanguageTag GetCultures GetFormat IetfLanguageTag InstalledUICulture IsNeutralCulture IsReadOnly KeyboardLayoutId LCID NativeName NumberFormat OptionalCalendars Parent ReadOnly TextInfo ThreeLetterISOLanguageName ThreeLetterWindowsLanguageName TwoLetterISOLanguageName UseUserOverride',
  },
  'System.Globalization.DateTimeStyles': {
    absent:
      'AllowInnerWhite AllowLeadingWhite AllowTrailingWhite Format GetTypeCode GetUnderlyingType NoCurrentDateDefault ToObject value__',
    partial: 'ToString',
  },
  'System.Globalization.NumberStyles': {
    absent:
      'AllowCurrencySymbol AllowDecimalPoint AllowExponent AllowLeadingSign AllowLeadingWhite AllowParentheses AllowThousands AllowTrailingSign AllowTrailingWhite Currency Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Guid': {
    absent: 'ParseExact TryFormat TryParseExact TryWriteBytes',
    partial: '.ctor Parse ToString TryParse',
  },
  'System.IFormatProvider': {
    absent: 'GetFormat',
  },
  'System.Int16': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse TryParse',
  },
  'System.Int32': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse TryParse',
  },
  'System.Int64': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse TryParse',
  },
  'System.Linq.Enumerable': {
    absent: 'SkipLast TakeLast',
    partial:
      'Average Except GroupBy LongCount Max Min OrderBy OrderByDescending SelectMany SequenceEqual SkipWhile Sum TakeWhile ThenBy ThenByDescending ToHashSet Union',
  },
  'System.Linq.IGrouping`2': {
    absent: 'GetEnumerator',
  },
  'System.Linq.IOrderedEnumerable`1': {
    absent: 'CreateOrderedEnumerable GetEnumerator',
  },
  'System.Math': {
    absent: 'Acosh Asinh Atanh Cbrt Clamp IEEERemainder',
    partial: 'Abs Max Min Sign',
  },
  'System.MidpointRounding': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Net.IPAddress': {
    absent:
      '.ctor Address Any Broadcast HostToNetworkOrder IPv6Any IPv6Loopback IPv6None IsIPv4MappedToIPv6 IsIPv6LinkLocal IsIPv6Multicast IsIPv6SiteLocal IsIPv6Teredo Loopback MapToIPv4 MapToIPv6 NetworkToHostOrder None ScopeId TryFormat TryWriteBytes',
    partial: 'Parse TryParse',
  },
  'System.Net.WebUtility': {
    partial: 'HtmlDecode HtmlEncode',
  },
  'System.Nullable`1': {
    absent: '.ctor',
  },
  'System.Object': {
    absent: '.ctor',
  },
  'System.Random': {
    partial: 'NextBytes',
  },
  'System.SByte': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse TryParse',
  },
  'System.Security.Cryptography.AsymmetricAlgorithm': {
    absent:
      'ExportEncryptedPkcs8PrivateKey ExportPkcs8PrivateKey ExportSubjectPublicKeyInfo FromXmlString ImportEncryptedPkcs8PrivateKey ImportPkcs8PrivateKey ImportSubjectPublicKeyInfo LegalKeySizes TryExportEncryptedPkcs8PrivateKey TryExportPkcs8PrivateKey TryExportSubjectPublicKeyInfo',
  },
  'System.Security.Cryptography.CipherMode': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Security.Cryptography.HMAC': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash',
  },
  'System.Security.Cryptography.HMACMD5': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash',
  },
  'System.Security.Cryptography.HMACSHA1': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: '.ctor ComputeHash',
  },
  'System.Security.Cryptography.HMACSHA256': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash',
  },
  'System.Security.Cryptography.HMACSHA384': {
    absent: 'ProduceLegacyHmacValues TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash',
  },
  'System.Security.Cryptography.HMACSHA512': {
    absent: 'ProduceLegacyHmacValues TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash',
  },
  'System.Security.Cryptography.HashAlgorithm': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash',
  },
  'System.Security.Cryptography.HashAlgorithmName': {
    partial: 'Equals',
  },
  'System.Security.Cryptography.KeyedHashAlgorithm': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash',
  },
  'System.Security.Cryptography.MD5': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.PaddingMode': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Security.Cryptography.RNGCryptoServiceProvider': {
    absent: 'Create Fill GetInt32',
    partial: '.ctor GetBytes',
  },
  'System.Security.Cryptography.RSA': {
    absent:
      'DecryptValue EncryptValue ExportEncryptedPkcs8PrivateKey ExportParameters ExportPkcs8PrivateKey ExportRSAPrivateKey ExportRSAPublicKey ExportSubjectPublicKeyInfo FromXmlString ImportEncryptedPkcs8PrivateKey ImportParameters ImportPkcs8PrivateKey ImportRSAPrivateKey ImportRSAPublicKey ImportSubjectPublicKeyInfo LegalKeySizes TryDecrypt TryEncrypt TryExportEncryptedPkcs8PrivateKey TryExportPkcs8PrivateKey TryExportRSAPrivateKey TryExportRSAPublicKey TryExportSubjectPublicKeyInfo TrySignData TrySignHash',
    partial: 'Create SignData VerifyData',
  },
  'System.Security.Cryptography.RSAEncryptionPadding': {
    absent: 'CreateOaep Mode OaepHashAlgorithm',
    partial: 'Equals',
  },
  'System.Security.Cryptography.RSASignaturePadding': {
    absent: 'Mode',
    partial: 'Equals',
  },
  'System.Security.Cryptography.SHA1': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.SHA1Managed': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.SHA256': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.SHA256Managed': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.SHA384': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.SHA384Managed': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.SHA512': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.SHA512Managed': {
    absent: 'TransformBlock TransformFinalBlock TryComputeHash',
    partial: 'ComputeHash Create',
  },
  'System.Security.Cryptography.SymmetricAlgorithm': {
    absent: 'CreateDecryptor CreateEncryptor FeedbackSize LegalBlockSizes LegalKeySizes',
    partial: 'Create',
  },
  'System.Security.Cryptography.X509Certificates.RSACertificateExtensions': {
    absent: 'CopyWithPrivateKey',
  },
  'System.Security.Cryptography.X509Certificates.X500DistinguishedName': {
    absent: '.ctor CopyFrom Decode Format Oid RawData',
  },
  'System.Security.Cryptography.X509Certificates.X509Certificate': {
    absent:
      'CreateFromCertFile CreateFromSignedFile Export GetIssuerName GetKeyAlgorithm GetKeyAlgorithmParameters GetKeyAlgorithmParametersString GetName GetPublicKey GetPublicKeyString Handle Import Reset TryGetCertHash',
    partial: 'Equals GetCertHash GetCertHashString ToString',
  },
  'System.Security.Cryptography.X509Certificates.X509Certificate2': {
    absent:
      'Archived CreateFromCertFile CreateFromSignedFile Export Extensions GetCertContentType GetIssuerName GetKeyAlgorithm GetKeyAlgorithmParameters GetKeyAlgorithmParametersString GetName GetPublicKey GetPublicKeyString Handle Import PublicKey Reset SignatureAlgorithm TryGetCertHash',
    partial: '.ctor Equals GetCertHash GetCertHashString ToString',
  },
  'System.Security.Cryptography.X509Certificates.X509NameType': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Single': {
    absent: 'GetTypeCode IsFinite IsNegative IsNegativeInfinity IsNormal IsPositiveInfinity IsSubnormal TryFormat',
    partial: 'Equals Parse TryParse',
  },
  'System.String': {
    absent: 'Clone CopyTo Create GetEnumerator GetTypeCode Intern IsInterned IsNormalized LastIndexOfAny',
    partial:
      '.ctor Compare CompareOrdinal Concat Contains EndsWith Format GetHashCode IndexOf IndexOfAny Join LastIndexOf Replace Split StartsWith ToCharArray ToLower ToString ToUpper Trim TrimEnd TrimStart',
  },
  'System.StringComparer': {
    absent: 'Create FromComparison',
    partial: 'Compare Equals GetHashCode',
  },
  'System.StringComparison': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.StringSplitOptions': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Text.Encoding': {
    absent:
      'BigEndianUnicode BodyName Clone CodePage Convert DecoderFallback EncoderFallback EncodingName GetCharCount GetChars GetDecoder GetEncoder GetEncodings GetMaxByteCount GetMaxCharCount GetPreamble HeaderName IsAlwaysNormalized IsBrowserDisplay IsBrowserSave IsMailNewsDisplay IsMailNewsSave IsReadOnly IsSingleByte Preamble RegisterProvider UTF32 UTF7 WindowsCodePage',
    partial: 'GetByteCount GetBytes GetEncoding GetString',
  },
  'System.Text.NormalizationForm': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Text.RegularExpressions.CaptureCollection': {
    absent: 'CopyTo IsReadOnly IsSynchronized SyncRoot',
  },
  'System.Text.RegularExpressions.Group': {
    absent: 'Name Synchronized',
  },
  'System.Text.RegularExpressions.GroupCollection': {
    absent: 'CopyTo IsReadOnly IsSynchronized SyncRoot',
  },
  'System.Text.RegularExpressions.Match': {
    absent: 'Name Synchronized',
  },
  'System.Text.RegularExpressions.MatchCollection': {
    absent: 'CopyTo IsReadOnly IsSynchronized SyncRoot',
  },
  'System.Text.RegularExpressions.Regex': {
    absent: 'CacheSize CompileToAssembly InfiniteMatchTimeout MatchTimeout Options',
    partial: '.ctor IsMatch Match Matches Replace Split',
  },
  'System.Text.RegularExpressions.RegexOptions': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Text.StringBuilder': {
    absent: 'AppendJoin Capacity CopyTo EnsureCapacity MaxCapacity',
    partial: '.ctor Append AppendFormat Equals Insert Replace',
  },
  'System.TimeSpan': {
    absent: 'Compare Divide Multiply ParseExact TicksPerDay TicksPerHour TicksPerMinute TryFormat TryParseExact',
    partial: 'Equals Parse TryParse',
  },
  'System.TimeZoneInfo': {
    absent:
      'ClearCachedData CreateCustomTimeZone FromSerializedString GetAdjustmentRules GetAmbiguousTimeOffsets GetSystemTimeZones HasSameRules IsAmbiguousTime IsInvalidTime ToSerializedString',
    partial: 'ConvertTime ConvertTimeBySystemTimeZoneId ConvertTimeToUtc Equals GetUtcOffset IsDaylightSavingTime',
  },
  'System.Tuple': {
    partial: 'Create',
  },
  'System.Tuple`1': {
    absent: 'Item1',
  },
  'System.Tuple`2': {
    absent: 'Item1 Item2',
  },
  'System.Tuple`3': {
    absent: 'Item1 Item2 Item3',
  },
  'System.Tuple`4': {
    absent: 'Item1 Item2 Item3 Item4',
  },
  'System.Type': {
    absent:
      'Assembly AssemblyQualifiedName Attributes BaseType ContainsGenericParameters CustomAttributes DeclaringMethod DeclaringType DefaultBinder Delimiter EmptyTypes FilterAttribute FilterName FilterNameIgnoreCase FindInterfaces FindMembers GUID GenericParameterAttributes GenericParameterPosition GenericTypeArguments GetArrayRank GetConstructor GetConstructors GetCustomAttributes GetCustomAttributesData GetDefaultMembers GetElementType GetEnumName GetEnumNames GetEnumUnderlyingType GetEnumValues GetEvent GetEvents GetField GetFields GetGenericArguments GetGenericParameterConstraints GetGenericTypeDefinition GetInterface GetInterfaceMap GetInterfaces GetMember GetMembers GetMethod GetMethods GetNestedType GetNestedTypes GetProperties GetProperty GetTypeArray GetTypeCode GetTypeFromCLSID GetTypeFromHandle GetTypeFromProgID GetTypeHandle HasElementType HasSameMetadataDefinitionAs InvokeMember IsAbstract IsAnsiClass IsArray IsAssignableFrom IsAutoClass IsAutoLayout IsByRef IsByRefLike IsCOMObject IsClass IsCollectible IsConstructedGenericType IsContextful IsDefined IsEnum IsEnumDefined IsEquivalentTo IsExplicitLayout IsGenericMethodParameter IsGenericParameter IsGenericType IsGenericTypeDefinition IsGenericTypeParameter IsImport IsInstanceOfType IsInterface IsLayoutSequential IsMarshalByRef IsNested IsNestedAssembly IsNestedFamANDAssem IsNestedFamORAssem IsNestedFamily IsNestedPrivate IsNestedPublic IsNotPublic IsPointer IsPrimitive IsPublic IsSZArray IsSealed IsSecurityCritical IsSecuritySafeCritical IsSecurityTransparent IsSerializable IsSignatureType IsSpecialName IsSubclassOf IsTypeDefinition IsUnicodeClass IsValueType IsVariableBoundArray IsVisible MakeArrayType MakeByRefType MakeGenericMethodParameter MakeGenericSignatureType MakeGenericType MakePointerType MemberType MetadataToken Missing Module Namespace ReflectedType ReflectionOnlyGetType StructLayoutAttribute TypeHandle TypeInitializer UnderlyingSystemType',
    partial: 'Equals GetType',
  },
  'System.UInt16': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse TryParse',
  },
  'System.UInt32': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse TryParse',
  },
  'System.UInt64': {
    absent: 'GetTypeCode TryFormat',
    partial: 'Parse TryParse',
  },
  'System.Uri': {
    absent:
      'CheckHostName CheckSchemeName Compare FromHex GetComponents HexEscape HexUnescape HostNameType IdnHost IsBaseOf IsFile IsHexDigit IsHexEncoding IsLoopback IsUnc IsWellFormedOriginalString MakeRelative MakeRelativeUri SchemeDelimiter UriSchemeFile UriSchemeFtp UriSchemeGopher UriSchemeMailto UriSchemeNetPipe UriSchemeNetTcp UriSchemeNews UriSchemeNntp UserEscaped',
    partial: '.ctor TryCreate',
  },
  'System.UriKind': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.UriPartial': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Xml.Linq.SaveOptions': {
    absent: 'Format GetTypeCode GetUnderlyingType ToObject value__',
    partial: 'ToString',
  },
  'System.Xml.Linq.XAttribute': {
    absent: 'AddAnnotation Annotation Annotations Changed Changing EmptySequence RemoveAnnotations',
    partial: '.ctor',
  },
  'System.Xml.Linq.XCData': {
    absent:
      'AddAnnotation Annotation Annotations Changed Changing CreateReader DocumentOrderComparer EqualityComparer ReadFrom ReadFromAsync RemoveAnnotations WriteTo WriteToAsync',
    partial: '.ctor AddAfterSelf AddBeforeSelf',
  },
  'System.Xml.Linq.XComment': {
    absent:
      'AddAnnotation Annotation Annotations Changed Changing CreateReader DocumentOrderComparer EqualityComparer ReadFrom ReadFromAsync RemoveAnnotations WriteTo WriteToAsync',
    partial: '.ctor AddAfterSelf AddBeforeSelf',
  },
  'System.Xml.Linq.XContainer': {
    absent:
      'AddAnnotation Annotation Annotations Changed Changing CreateReader CreateWriter DocumentOrderComparer EqualityComparer ReadFrom ReadFromAsync RemoveAnnotations WriteTo WriteToAsync',
    partial: 'AddAfterSelf AddBeforeSelf AddFirst',
  },
  'System.Xml.Linq.XDocument': {
    absent:
      'AddAnnotation Annotation Annotations Changed Changing CreateReader CreateWriter DocumentOrderComparer EqualityComparer Load LoadAsync ReadFrom ReadFromAsync RemoveAnnotations Save SaveAsync WriteTo WriteToAsync',
    partial: '.ctor AddAfterSelf AddBeforeSelf AddFirst Parse',
  },
  'System.Xml.Linq.XElement': {
    absent:
      'AddAnnotation Annotation Annotations Changed Changing CreateReader CreateWriter DescendantNodesAndSelf DocumentOrderComparer EmptySequence EqualityComparer Load LoadAsync ReadFrom ReadFromAsync RemoveAnnotations Save SaveAsync WriteTo WriteToAsync',
    partial: '.ctor AddAfterSelf AddBeforeSelf AddFirst Parse',
  },
  'System.Xml.Linq.XNamespace': {
    absent: 'Xml',
  },
  'System.Xml.Linq.XNode': {
    absent:
      'AddAnnotation Annotation Annotations Changed Changing CreateReader DocumentOrderComparer EqualityComparer ReadFrom ReadFromAsync RemoveAnnotations WriteTo WriteToAsync',
    partial: 'AddAfterSelf AddBeforeSelf',
  },
  'System.Xml.Linq.XObject': {
    absent: 'AddAnnotation Annotation Annotations Changed Changing RemoveAnnotations',
  },
  'System.Xml.Linq.XText': {
    absent:
      'AddAnnotation Annotation Annotations Changed Changing CreateReader DocumentOrderComparer EqualityComparer ReadFrom ReadFromAsync RemoveAnnotations WriteTo WriteToAsync',
    partial: '.ctor AddAfterSelf AddBeforeSelf',
  },
}

function inBasesToo(type: ClrType, holds: (names: BeyondNames) => boolean, depth = 0): boolean {
  const names = Object.hasOwn(beyond, type.name) ? beyond[type.name] : undefined
  if (names && holds(names)) return true
  return depth < 8 && basesOf(type).some((base) => inBasesToo(base, holds, depth + 1))
}

const has = (names: string | undefined, name: string): boolean => names?.split(' ').includes(name) ?? false

/** Whether .NET has a member of the name that is not known here. */
export const isAbsent = (type: ClrType, name: string): boolean =>
  inBasesToo(type, (names) => has(names.absent, name)) || has(beyond[types.object.name]?.absent, name)

/** Whether .NET has overloads of the name that are not known here. */
export const isPartial = (type: ClrType, name: string): boolean => inBasesToo(type, (names) => has(names.partial, name))

/** The names that .NET's type has and that are not known here. */
export const absentNames = (type: string): readonly string[] => beyond[type]?.absent?.split(' ') ?? []
