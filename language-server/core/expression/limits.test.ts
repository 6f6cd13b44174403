import { describe, expect, it } from 'vitest'
import { ClrException, compileExpression } from './compile.ts'
import { sampleContext, sampleHost } from './sample-context.ts'

const timeout = 'System.TimeoutException'
const memory = 'System.OutOfMemoryException'
const stack = 'System.InsufficientExecutionStackException'

const cases: readonly (readonly [code: string, exception: string])[] = [
  ['while (true) { }', timeout],
  ['again: goto again;', timeout],
  ['while (true) { try { while (true) { } } catch { } }', timeout],
  ['try { while (true) { } } finally { while (true) { } }', timeout],
  ['return Enumerable.Range(0, int.MaxValue).ToList().Count;', timeout],
  ['return Enumerable.Repeat(1, 1000000).SelectMany(x => Enumerable.Range(0, 1000000)).Count();', timeout],
  ['IEnumerable<int> l = new[] { 1 }; for (var i = 0; i < 60; i++) l = l.Concat(l); return l.Count();', timeout],
  ['var j = new JArray(); while (true) { j.Add(j.DeepClone()); }', timeout],
  ['var s = "ab"; while (true) { s += s; }', memory],
  ['var s = "ab"; while (true) { s = $"{s}{s}"; }', memory],
  ['var s = "ab"; while (true) { s = string.Concat(s, s); }', memory],
  ['var b = new StringBuilder("ab"); while (true) b.Append(b.ToString());', memory],
  ["return new string('a', int.MaxValue);", memory],
  ['return "a".PadLeft(int.MaxValue);', memory],
  ['return new int[int.MaxValue];', memory],
  ['return new byte[2000000000];', memory],
  ['int f(int n) { return f(n + 1); } return f(0);', stack],
  ['Func<int, int> f = null; f = n => f(n + 1); return f(0);', stack],
  [
    'return Regex.IsMatch(new string(\'a\', 40) + "!", "^(a+)+$");',
    'System.Text.RegularExpressions.RegexMatchTimeoutException',
  ],
]

describe('an expression that would not end, or would take all memory, fails', () => {
  it.each(cases)('%s', (code, exception) => {
    const run = () => compileExpression({ code, form: 'brace' }).run(sampleContext(), sampleHost)
    try {
      run()
      expect.fail('It ended.')
    } catch (error) {
      if (!(error instanceof ClrException)) throw error
      expect(error.type).toBe(exception)
    }
  })

  it('by the clock of the host', () => {
    let clock = 0
    const host = { ...sampleHost, monotonic: () => (clock += 10), timeLimit: 25 }
    expect(() => compileExpression({ code: 'while (true) { }', form: 'brace' }).run(sampleContext(), host)).toThrow(
      'more than 25 milliseconds',
    )
  })
})
