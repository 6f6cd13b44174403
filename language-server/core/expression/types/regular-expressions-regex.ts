import { argumentNull, outOfRange } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import type { ClrTimeSpan } from '../clr/date-time.ts'
import { ClrMatches } from '../clr/matches.ts'
import { type ClrMatch, type ClrRegex, regexOf } from '../clr/regex.ts'
import { regexSteps } from '../clr/regex-run.ts'
import { escapePattern, unescapePattern } from '../clr/regex-text.ts'
import { textOf } from '../clr/text.ts'
import { ClrArray, ClrEnum } from '../clr/values.ts'
import { type Call, type Member, member, type } from '../definition.ts'

const text = (value: string | null, name = 'input'): string => {
  if (value === null) throw argumentNull(name)
  return value
}
const strings = (values: readonly string[]): ClrArray => new ClrArray(types.string, [...values])
const evaluatorOf =
  (by: Evaluator | null) =>
  (match: ClrMatch): string => {
    if (by === null) throw argumentNull('evaluator')
    return textOf(by(match))
  }
type Evaluator = (match: ClrMatch) => unknown

/** A step of the matcher takes about a twentieth of a microsecond; the time limit of a pattern becomes so many steps. */
const stepsPerTick = 2

function within(regex: ClrRegex, limit: ClrTimeSpan | undefined): ClrRegex {
  if (limit === undefined || limit.ticks === -10_000n) return regex
  if (limit.ticks <= 0n || limit.ticks > 21_474_836_460_000n)
    throw outOfRange('Specified argument was out of the range of valid values.\nParameter name: matchTimeout')
  return regex.within(Math.min(regexSteps, Math.max(1, Number(limit.ticks) * stepsPerTick)))
}

/** The pattern of a static method, from what follows the texts: options, and a time limit. */
const patternOf = (pattern: string | null, [options, limit]: readonly unknown[]): ClrRegex =>
  within(regexOf(pattern, options instanceof ClrEnum ? options.value : 0), limit as ClrTimeSpan | undefined)

/** The overloads of a static method: alone, with options, with a time limit. */
function overloads(
  name: string,
  parameters: string,
  summary: string,
  run: (call: Call, args: readonly never[], regexOfRest: (pattern: string | null) => ClrRegex) => unknown,
): Member[] {
  const own = parameters.split(',').length
  return ['', ', RegexOptions options', ', RegexOptions options, TimeSpan matchTimeout'].map((rest) =>
    member(`${name}(${parameters}${rest})`, summary, (call: Call, ...args: never[]) =>
      run(call, args, (pattern) => patternOf(pattern, args.slice(own))),
    ),
  )
}

/** https://learn.microsoft.com/dotnet/api/system.text.regularexpressions.regex */
export default type({
  name: 'System.Text.RegularExpressions.Regex',
  summary: 'A regular expression. A search that takes too many steps throws RegexMatchTimeoutException.',
  ctors: [
    member('(string pattern)', 'A pattern; throws ArgumentException.', (_call: Call, pattern: string) =>
      regexOf(pattern, 0),
    ),
    member(
      '(string pattern, RegexOptions options)',
      'A pattern with options.',
      (_call: Call, pattern: string, options: ClrEnum) => patternOf(pattern, [options]),
    ),
    member(
      '(string pattern, RegexOptions options, TimeSpan matchTimeout)',
      'A pattern with options and a time limit.',
      (_call: Call, pattern: string, options: ClrEnum, limit: ClrTimeSpan) => patternOf(pattern, [options, limit]),
    ),
  ],
  statics: [
    ...overloads(
      'bool IsMatch',
      'string input, string pattern',
      'Whether the pattern is found.',
      (call, [input, pattern], regex) => regex(pattern ?? null).isMatch(text(input ?? null), call),
    ),
    ...overloads('Match Match', 'string input, string pattern', 'The first match.', (call, [input, pattern], regex) =>
      regex(pattern ?? null).match(text(input ?? null), call),
    ),
    ...overloads(
      'MatchCollection Matches',
      'string input, string pattern',
      'All matches.',
      (call, [input, pattern], regex) => new ClrMatches(regex(pattern ?? null).matches(text(input ?? null), call)),
    ),
    ...overloads(
      'string Replace',
      'string input, string pattern, string replacement',
      'With every match replaced.',
      (call, [input, pattern, by], regex) => {
        const found = regex(pattern ?? null)
        const given = text(input ?? null)
        const replacement = text(by ?? null, 'replacement')
        return found.replace(given, (match) => match.expand(replacement), call)
      },
    ),
    ...overloads(
      'string Replace',
      'string input, string pattern, MatchEvaluator evaluator',
      'With every match replaced.',
      (call, [input, pattern, by], regex) =>
        regex(pattern ?? null).replace(text(input ?? null), evaluatorOf(by ?? null), call),
    ),
    ...overloads(
      'string[] Split',
      'string input, string pattern',
      'The parts between matches.',
      (call, [input, pattern], regex) => strings(regex(pattern ?? null).split(text(input ?? null), call)),
    ),
    member('string Escape(string str)', 'The text as a pattern.', (_call: Call, value: string | null) =>
      escapePattern(text(value, 'str')),
    ),
    member('string Unescape(string str)', 'The pattern as text.', (_call: Call, value: string | null) =>
      unescapePattern(text(value, 'str')),
    ),
  ],
  members: [
    member('bool RightToLeft', 'Whether it looks from right to left.', (_call, self: ClrRegex) => self.pattern.back),
    member('bool IsMatch(string input)', 'Whether it is found.', (call: Call, self: ClrRegex, input: string | null) =>
      self.isMatch(text(input), call),
    ),
    member(
      'bool IsMatch(string input, int startat)',
      'Whether it is found from an index on.',
      (call: Call, self: ClrRegex, input: string | null, from: number) => self.isMatch(text(input), call, from),
    ),
    member('Match Match(string input)', 'The first match.', (call: Call, self: ClrRegex, input: string | null) =>
      self.match(text(input), call),
    ),
    member(
      'Match Match(string input, int startat)',
      'The first match from an index on.',
      (call: Call, self: ClrRegex, input: string | null, from: number) => self.match(text(input), call, from),
    ),
    member(
      'MatchCollection Matches(string input)',
      'All matches.',
      (call: Call, self: ClrRegex, input: string | null) => new ClrMatches(self.matches(text(input), call)),
    ),
    member(
      'MatchCollection Matches(string input, int startat)',
      'All matches from an index on.',
      (call: Call, self: ClrRegex, input: string | null, from: number) =>
        new ClrMatches(self.matches(text(input), call, -1, from)),
    ),
    ...['', ', int count', ', int count, int startat'].flatMap((rest) => [
      member(
        `string Replace(string input, string replacement${rest})`,
        'With matches replaced.',
        (call: Call, self: ClrRegex, input: string | null, by: string | null, most = -1, from?: number) => {
          const replacement = text(by, 'replacement')
          return self.replace(text(input), (match) => match.expand(replacement), call, most, from)
        },
      ),
      member(
        `string Replace(string input, MatchEvaluator evaluator${rest})`,
        'With matches replaced.',
        (call: Call, self: ClrRegex, input: string | null, by: Evaluator | null, most = -1, from?: number) =>
          self.replace(text(input), evaluatorOf(by), call, most, from),
      ),
      member(
        `string[] Split(string input${rest})`,
        'The parts between matches.',
        (call: Call, self: ClrRegex, input: string | null, most = 0, from?: number) =>
          strings(self.split(text(input), call, most, from)),
      ),
    ]),
    member('string[] GetGroupNames()', 'The names of its groups.', (_call, self: ClrRegex) =>
      strings(self.pattern.numbers.map((number) => self.nameOf(number))),
    ),
    member(
      'int[] GetGroupNumbers()',
      'The numbers of its groups.',
      (_call, self: ClrRegex) => new ClrArray(types.int, [...self.pattern.numbers]),
    ),
    member('string GroupNameFromNumber(int i)', 'The name of a group.', (_call, self: ClrRegex, number: number) =>
      self.nameOf(number),
    ),
    member(
      'int GroupNumberFromName(string name)',
      'The number of a group, or -1.',
      (_call, self: ClrRegex, name: string) => self.pattern.names.get(text(name, 'name')) ?? -1,
    ),
  ],
})
