import { argumentNull } from '../clr/clr-exception.ts'
import { types } from '../clr/clr-type.ts'
import { ClrMatches } from '../clr/matches.ts'
import { type ClrMatch, type ClrRegex, regexOf } from '../clr/regex.ts'
import { textOf } from '../clr/text.ts'
import { ClrArray, type ClrEnum } from '../clr/values.ts'
import { type Call, member, type } from '../definition.ts'

const text = (value: string | null): string => {
  if (value === null) throw argumentNull('input')
  return value
}
const bits = (options?: ClrEnum): number => options?.value ?? 0
const strings = (values: readonly string[]): ClrArray => new ClrArray(types.string, [...values])
const toPattern = (value: string): string =>
  value
    .replace(/[\\*+?|{[()^$.#]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/ /g, '\\ ')
const fromPattern = (value: string): string =>
  value.replace(
    /\\(.)/gs,
    (_whole, char: string) => ({ n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', a: '\x07', e: '\x1b' })[char] ?? char,
  )
type Evaluator = (match: ClrMatch) => unknown

/** https://learn.microsoft.com/dotnet/api/system.text.regularexpressions.regex */
export default type({
  name: 'System.Text.RegularExpressions.Regex',
  summary: 'A regular expression. What JavaScript would match differently is refused by name.',
  ctors: [
    member('(string pattern)', 'A pattern; throws ArgumentException.', (_call: Call, pattern: string) =>
      regexOf(pattern, 0),
    ),
    member(
      '(string pattern, RegexOptions options)',
      'A pattern with options.',
      (_call: Call, pattern: string, options: ClrEnum) => regexOf(pattern, bits(options)),
    ),
  ],
  statics: [
    member(
      'bool IsMatch(string input, string pattern)',
      'Whether the pattern is found.',
      (_call: Call, input: string | null, pattern: string) => regexOf(pattern, 0).match(text(input)).success,
    ),
    member(
      'bool IsMatch(string input, string pattern, RegexOptions options)',
      'Whether the pattern is found.',
      (_call: Call, input: string | null, pattern: string, options: ClrEnum) =>
        regexOf(pattern, bits(options)).match(text(input)).success,
    ),
    member(
      'bool IsMatch(string input, string pattern, RegexOptions options, TimeSpan matchTimeout)',
      'Whether the pattern is found; no time limit is simulated.',
      (_call: Call, input: string | null, pattern: string, options: ClrEnum) =>
        regexOf(pattern, bits(options)).match(text(input)).success,
    ),
    member(
      'Match Match(string input, string pattern)',
      'The first match.',
      (_call: Call, input: string | null, pattern: string) => regexOf(pattern, 0).match(text(input)),
    ),
    member(
      'Match Match(string input, string pattern, RegexOptions options)',
      'The first match.',
      (_call: Call, input: string | null, pattern: string, options: ClrEnum) =>
        regexOf(pattern, bits(options)).match(text(input)),
    ),
    member(
      'MatchCollection Matches(string input, string pattern)',
      'All matches.',
      (_call: Call, input: string | null, pattern: string) => new ClrMatches(regexOf(pattern, 0).matches(text(input))),
    ),
    member(
      'MatchCollection Matches(string input, string pattern, RegexOptions options)',
      'All matches.',
      (_call: Call, input: string | null, pattern: string, options: ClrEnum) =>
        new ClrMatches(regexOf(pattern, bits(options)).matches(text(input))),
    ),
    member(
      'string Replace(string input, string pattern, string replacement)',
      'With every match replaced.',
      (_call: Call, input: string | null, pattern: string, by: string) =>
        regexOf(pattern, 0).replace(text(input), (match) => match.expand(by)),
    ),
    member(
      'string Replace(string input, string pattern, string replacement, RegexOptions options)',
      'With every match replaced.',
      (_call: Call, input: string | null, pattern: string, by: string, options: ClrEnum) =>
        regexOf(pattern, bits(options)).replace(text(input), (match) => match.expand(by)),
    ),
    member(
      'string Replace(string input, string pattern, MatchEvaluator evaluator)',
      'With every match replaced.',
      (_call: Call, input: string | null, pattern: string, by: Evaluator) =>
        regexOf(pattern, 0).replace(text(input), (match) => textOf(by(match))),
    ),
    member(
      'string Replace(string input, string pattern, MatchEvaluator evaluator, RegexOptions options)',
      'With every match replaced.',
      (_call: Call, input: string | null, pattern: string, by: Evaluator, options: ClrEnum) =>
        regexOf(pattern, bits(options)).replace(text(input), (match) => textOf(by(match))),
    ),
    member(
      'string[] Split(string input, string pattern)',
      'The parts between matches.',
      (_call: Call, input: string | null, pattern: string) => strings(regexOf(pattern, 0).split(text(input))),
    ),
    member(
      'string[] Split(string input, string pattern, RegexOptions options)',
      'The parts between matches.',
      (_call: Call, input: string | null, pattern: string, options: ClrEnum) =>
        strings(regexOf(pattern, bits(options)).split(text(input))),
    ),
    member('string Escape(string str)', 'The text as a pattern.', (_call: Call, value: string) => toPattern(value)),
    member('string Unescape(string str)', 'The pattern as text.', (_call: Call, value: string) => fromPattern(value)),
  ],
  members: [
    member(
      'bool IsMatch(string input)',
      'Whether it is found.',
      (_call, self: ClrRegex, input: string | null) => self.match(text(input)).success,
    ),
    member('Match Match(string input)', 'The first match.', (_call, self: ClrRegex, input: string | null) =>
      self.match(text(input)),
    ),
    member(
      'MatchCollection Matches(string input)',
      'All matches.',
      (_call, self: ClrRegex, input: string | null) => new ClrMatches(self.matches(text(input))),
    ),
    member(
      'string Replace(string input, string replacement)',
      'With every match replaced.',
      (_call, self: ClrRegex, input: string | null, by: string) =>
        self.replace(text(input), (match) => match.expand(by)),
    ),
    member(
      'string Replace(string input, string replacement, int count)',
      'With so many matches replaced.',
      (_call, self: ClrRegex, input: string | null, by: string, count: number) =>
        self.replace(text(input), (match) => match.expand(by), count),
    ),
    member(
      'string Replace(string input, MatchEvaluator evaluator)',
      'With every match replaced.',
      (_call, self: ClrRegex, input: string | null, by: Evaluator) =>
        self.replace(text(input), (match) => textOf(by(match))),
    ),
    member(
      'string[] Split(string input)',
      'The parts between matches.',
      (_call, self: ClrRegex, input: string | null) => strings(self.split(text(input))),
    ),
  ],
})
