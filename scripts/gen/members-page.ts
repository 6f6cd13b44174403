import { allowedTypesWithoutDefinition, memberUse } from '../../language-server/core/expression/allowed.ts'
import { absentNames } from '../../language-server/core/expression/beyond.ts'
import { clrType } from '../../language-server/core/expression/clr/clr-type.ts'
import { type KnownType, knownTypes, membersNamed } from '../../language-server/core/expression/registry.ts'
import { markdownNotice, type Outputs } from './output.ts'

/** Why members are not simulated, by their names. The first that fits counts. */
const reasons: readonly (readonly [reason: string, names: RegExp])[] = [
  [
    'They are of .NET Core or .NET Standard 2.1; .NET Framework does not have them.',
    /^Try(Format|WriteBytes|Sign|Encrypt|Decrypt|Export|ComputeHash|GetCertHash|ToBase64Chars|FromBase64)|^(SkipLast|TakeLast|Clamp|Cbrt|Acosh|Asinh|Atanh|IsFinite|IsNegative|IsNormal|IsSubnormal|EnsureCapacity|TryAdd|AppendJoin|Fill|GetInt32|Deconstruct|UnixEpoch|Preamble|RegisterProvider|FromComparison|Int32BitsToSingle|SingleToInt32Bits|Export(Pkcs8|RSA|Subject|Encrypted).*|Import(Pkcs8|RSA|Subject|Encrypted).*|\w+Async)$/,
  ],
  [
    'They take or give types that the service does not let expressions use: readers, writers, streams, cultures, formatters, parameters of keys.',
    /Reader|Writer|WriteTo|^(Load|Save|ReadFrom|Annotation|AddAnnotation|Annotations|RemoveAnnotations|Clone|CreateInstance|GetUnicodeCategory|(De|En)coderFallback|Get(De|En)coder|GetObjectData|OnDeserialization|TargetSite|Data|HResult|HelpLink|Handle|Import\w*|Export\w*|CreateFrom\w+|Extensions|SignatureAlgorithm|PublicKey|LegalKeySizes|LegalBlockSizes|Create(De|En)cryptor|DefaultSettings|PopulateObject|ExportParameters|TransformBlock|TransformFinalBlock|EqualityComparer|DocumentOrderComparer|Comparer|CreateSetComparer|SyncRoot|AsReadOnly|GetAdjustmentRules|CreateCustomTimeZone|\w*SerializedString)$/,
  ],
  ['They are events.', /^(Chang(ed|ing)|Property\w+|CollectionChanged|ListChanged|AddingNew)$/],
  [
    'They are plumbing of .NET that a policy has no use for.',
    /^(GetTypeCode|value__|Intern|IsInterned|GetEnumerator|MoveNext|Current|Reset|Dispose|Initialize|BaseUri|EmptySequence|\.ctor)$/,
  ],
]
const rest = 'No published policy was seen to use them.'

/** The page that names what the service allows and an evaluation here fails by: member by member, with the reason. */
export function generateMembersPage(): Outputs {
  const rows = new Map<string, string[]>([...reasons.map(([reason]): [string, string[]] => [reason, []]), [rest, []]])
  for (const type of [...knownTypes()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const names = missing(type)
    for (const [reason, list] of rows) {
      const own = names.filter((name) => reasonOf(name) === reason)
      if (own.length > 0) list.push(`| \`${shown(type)}\` | ${own.map((name) => `\`${name}\``).join(', ')} |`)
    }
  }
  const text = [
    markdownNotice,
    '# Members that are known and not simulated',
    '',
    'An expression that uses one of these is checked as any other. Evaluated, by `policywright eval` or by the local instance, it fails by the',
    'name of the member. Of some other members not every overload is simulated; those fail by their name too.',
    '',
    '## Types',
    '',
    `${allowedTypesWithoutDefinition()
      .map((name) => `\`${name}\``)
      .join(', ')}: on the list of the service, and in no policy that was seen.`,
    '',
    ...[...rows].flatMap(([reason, list]) =>
      list.length === 0
        ? []
        : [`## ${reason.replace(/[.:].*$/s, '')}`, '', reason, '', '| Type | Members |', '|---|---|', ...list, ''],
    ),
  ].join('\n')
  return { files: [{ path: 'docs/expression-members.md', text }], ownedFolders: [] }
}

const shown = (type: KnownType): string => type.definition.name.replace('out ', '')
const reasonOf = (name: string): string => reasons.find(([, names]) => names.test(name))?.[0] ?? rest

/** Names without an implementation, those that bases tell and those that the service does not allow left out. */
function missing(type: KnownType): string[] {
  const { definition, name } = type
  const on = clrType(name)
  const declared = [...(definition.members ?? []), ...(definition.statics ?? [])]
    .filter((member) => !member.run)
    .map((member) => /(\w+)(?:<[\w, ]+>)?\(/.exec(member.signature)?.[1] ?? member.signature.split(' ').at(-1) ?? '')
  const absent = absentNames(name).filter((one) => membersNamed(on, one).length === 0)
  return [...new Set([...declared, ...absent])]
    .filter((one) => one !== '.ctor' && memberUse(name, one) === 'allowed')
    .sort()
}
