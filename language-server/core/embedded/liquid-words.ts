/**
 * What the templates of `set-body` know: DotLiquid with the names of C#, and the objects that the policy hands over.
 * @see https://learn.microsoft.com/azure/api-management/set-body-policy
 */

export interface LiquidTag {
  readonly summary: string
  /** What stands behind the name, as a snippet; empty: nothing. */
  readonly rest: string
  /** The tag that closes the block; absent: it has none. */
  readonly end?: string
  /** Stands only within these blocks. */
  readonly within?: readonly string[]
}

/** https://github.com/dotliquid/dotliquid/wiki, and `JSONArrayFor` of the documentation of resolvers. */
export const LIQUID_TAGS: Readonly<Record<string, LiquidTag>> = {
  assign: { summary: 'Gives a name to a value.', rest: ' ${1:name} = ${2:body.value}' },
  break: { summary: 'Leaves the loop.', rest: '', within: ['for', 'JSONArrayFor'] },
  capture: { summary: 'Gives a name to the text that the block writes.', rest: ' ${1:name}', end: 'endcapture' },
  case: { summary: 'Compares a value with several others.', rest: ' ${1:body.value}', end: 'endcase' },
  comment: { summary: 'Writes nothing of what it encloses.', rest: '', end: 'endcomment' },
  continue: { summary: 'Goes on with the next turn of the loop.', rest: '', within: ['for', 'JSONArrayFor'] },
  cycle: { summary: 'Writes one of its values in turn.', rest: ' "${1:odd}", "${2:even}"' },
  decrement: { summary: 'Writes a counter after it was lowered.', rest: ' ${1:name}' },
  else: { summary: 'When no condition before it holds.', rest: '', within: ['if', 'unless', 'case', 'for'] },
  elsif: { summary: 'Another condition.', rest: ' ${1:condition}', within: ['if', 'unless'] },
  for: { summary: 'Once for each item of a list.', rest: ' ${1:item} in ${2:body.items}', end: 'endfor' },
  if: { summary: 'When a condition holds.', rest: ' ${1:condition}', end: 'endif' },
  ifchanged: { summary: 'Writes its content when it differs from the turn before.', rest: '', end: 'endifchanged' },
  increment: { summary: 'Writes a counter and raises it.', rest: ' ${1:name}' },
  JSONArrayFor: {
    summary: 'Once for each item of a list, as a JSON array: commas between the items, none behind the last.',
    rest: ' ${1:item} in ${2:body}',
    end: 'endJSONArrayFor',
  },
  literal: { summary: 'Writes what it encloses as it stands.', rest: '', end: 'endliteral' },
  raw: { summary: 'Writes what it encloses as it stands.', rest: '', end: 'endraw' },
  tablerow: { summary: 'Rows of an HTML table.', rest: ' ${1:item} in ${2:body.items}', end: 'endtablerow' },
  unless: { summary: 'When a condition does not hold.', rest: ' ${1:condition}', end: 'endunless' },
  when: { summary: 'One of the values of `case`.', rest: ' ${1:value}', within: ['case'] },
}

const ENDS: ReadonlySet<string> = new Set(Object.values(LIQUID_TAGS).flatMap(({ end }) => end ?? []))

/** Whether DotLiquid has a tag of the name, one that ends a block included. */
export const isTag = (name: string): boolean => Object.hasOwn(LIQUID_TAGS, name) || ENDS.has(name)

/** Filters, named as in C#; what each makes of its input. */
export const LIQUID_FILTERS: Readonly<Record<string, string>> = {
  Abs: 'The number without its sign.',
  Append: 'The text with another behind it.',
  AtLeast: 'The number, or the argument when that is larger.',
  AtMost: 'The number, or the argument when that is smaller.',
  Capitalize: 'The text with a capital first letter.',
  Ceil: 'The number rounded up.',
  Compact: 'The list without what is null.',
  Concat: 'The list with the items of another behind its own.',
  Currency: 'The number as an amount of money.',
  Date: 'The date in a .NET format, such as `Date: "yyyy-MM-dd"`.',
  Default: 'The value, or the argument when it is null, false or empty.',
  DividedBy: 'The number divided by the argument; two whole numbers give a whole number.',
  Downcase: 'The text in small letters.',
  Escape: 'The text with `<`, `>`, `&` and quotes as HTML entities.',
  First: 'The first item of a list.',
  Floor: 'The number rounded down.',
  H: 'The same as `Escape`.',
  Join: 'The items of a list as one text, with the argument between them.',
  Last: 'The last item of a list.',
  Lstrip: 'The text without the white space in front of it.',
  Map: 'One property of each item of a list.',
  Minus: 'The number less the argument.',
  Modulo: 'What the division by the argument leaves.',
  NewlineToBr: 'The text with `<br />` at the end of each line.',
  Plus: 'The number plus the argument.',
  Prepend: 'The text with another in front of it.',
  Remove: 'The text without any occurrence of the argument.',
  RemoveFirst: 'The text without the first occurrence of the argument.',
  Replace: 'The text with each occurrence of one text replaced by another.',
  ReplaceFirst: 'The text with the first occurrence replaced.',
  Reverse: 'The list from its end to its beginning.',
  Round: 'The number rounded, to as many digits as the argument says.',
  Rstrip: 'The text without the white space behind it.',
  Size: 'How long the text or the list is.',
  Slice: 'A part of the text: where it begins, and how long it is.',
  Sort: 'The list in order, by a property where one is named.',
  Split: 'The parts of the text between the argument.',
  Strip: 'The text without white space around it.',
  StripHtml: 'The text without HTML tags.',
  StripNewlines: 'The text without line ends.',
  Times: 'The number times the argument.',
  Truncate: 'The text, cut after so many characters.',
  TruncateWords: 'The text, cut after so many words.',
  Uniq: 'The list without repeated items.',
  Upcase: 'The text in capital letters.',
  UrlDecode: 'The text with `%20` and the like read.',
  UrlEncode: 'The text as a part of a URL.',
}

/** A member of an object that a template can read; without members of its own: anything may follow. */
export interface LiquidMember {
  readonly summary: string
  readonly members?: Readonly<Record<string, LiquidMember>>
}

const url: Readonly<Record<string, LiquidMember>> = {
  Scheme: { summary: '`http` or `https`.' },
  Host: { summary: 'The name of the host.' },
  Port: { summary: 'The number of the port.' },
  Path: { summary: 'The path.' },
  Query: { summary: 'The parameters of the query, by name.' },
  QueryString: { summary: 'The query as text, with its `?`.' },
  ToUri: { summary: 'The address.' },
  ToString: { summary: 'The address as text.' },
}

/** What every template can read. */
export const LIQUID_OBJECTS: Readonly<Record<string, LiquidMember>> = {
  body: { summary: 'The body, read as XML or JSON by its Content-Type.' },
  context: {
    summary: 'The request and the response at hand.',
    members: {
      Request: {
        summary: 'The request.',
        members: {
          Url: { summary: 'The address that the back end is called with.', members: url },
          Method: { summary: 'The method.' },
          OriginalMethod: { summary: 'The method that the caller used.' },
          OriginalUrl: { summary: 'The address that the caller used.', members: url },
          IpAddress: { summary: 'The address of the caller.' },
          MatchedParameters: { summary: 'The template parameters of the operation, by name.' },
          HasBody: { summary: 'Whether there is a body.' },
          ClientCertificates: { summary: 'The certificates of clients.' },
          Headers: { summary: 'The headers, by name.' },
        },
      },
      Response: {
        summary: 'The response.',
        members: {
          StatusCode: { summary: 'The status.' },
          Method: { summary: 'The method.' },
          Headers: { summary: 'The headers, by name.' },
        },
      },
      Variables: { summary: 'The variables of the policies, by name: `context.Variables["name"]`.' },
    },
  },
}

/** Within loops. */
const LOOP_MEMBERS: Readonly<Record<string, LiquidMember>> = {
  first: { summary: 'Whether this is the first turn.' },
  index: { summary: 'The number of the turn, from 1.' },
  index0: { summary: 'The number of the turn, from 0.' },
  last: { summary: 'Whether this is the last turn.' },
  length: { summary: 'How many turns there are.' },
  rindex: { summary: 'How many turns are left, this one included.' },
  rindex0: { summary: 'How many turns are left after this one.' },
}

export const LIQUID_LOOPS: Readonly<Record<string, LiquidMember>> = {
  forloop: { summary: 'The turn of the loop.', members: LOOP_MEMBERS },
  tablerowloop: { summary: 'The turn of the loop.', members: LOOP_MEMBERS },
}
