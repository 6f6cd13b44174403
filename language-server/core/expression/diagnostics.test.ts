import { describe, expect, test } from 'vitest'
import { compileExpression } from './compile.ts'

const found = (text: string): readonly string[] => {
  const form = text.startsWith('{') ? ('brace' as const) : ('paren' as const)
  const code = form === 'brace' ? text.slice(1, -1) : text
  return compileExpression({ code, form }).diagnostics.map(
    (one) => `${one.severity === 'error' ? '' : '~'}${one.code} ${code.slice(one.span.start, one.span.end)}`,
  )
}

/** The code of each finding and the text it stands on; `~` marks a warning. */
const wrong: readonly (readonly [code: string, ...findings: string[]])[] = [
  ['contxt.Request', 'CS0103 contxt'],
  ['Frobnicate(1)', 'CS0103 Frobnicate'],
  ['context.Requst', 'CS1061 Requst'],
  ['"a".Lenght', 'CS1061 Lenght'],
  ['"a".Lenght()', 'CS1061 Lenght'],
  ['string.Foo("")', 'CS0117 Foo'],
  ['string.Length', 'CS0120 string.Length'],
  ['"a".Empty', 'CS0176 "a".Empty'],
  ['new Foo()', 'CS0246 Foo'],
  ['new List(1)', 'CS0305 List'],
  ['new IRequest()', 'CS0144 new IRequest()'],
  ['(Foo)context.Variables["a"]', 'CS0246 Foo'],
  ['1 + new object()', 'CS0019 1 + new object()'],
  ['!"a"', 'CS0023 !"a"'],
  ['"a" ? 1 : 2', 'CS0029 "a"'],
  ['true ? 1 : "a"', 'CS0173 true ? 1 : "a"'],
  ['(int)"5"', 'CS0030 (int)"5"'],
  ['1 / 0', 'CS0020 1 / 0'],
  ['context.Request.Method()', 'CS1955 context.Request.Method'],
  ['Guid.NewGuid(1)', 'CS1501 NewGuid'],
  ['"abc".PadLeft("a")', 'CS1503 "a"'],
  ['"a".PadLeft(width: 3)', 'CS1739 3'],
  ['1[0]', 'CS0021 1[0]'],
  ['5 as int', 'CS0077 5 as int'],
  ['Guid', 'CS0119 Guid'],
  ['{ int i = "a"; return i; }', 'CS0029 "a"'],
  ['{ int i = 1L; return i; }', 'CS0266 1L'],
  ['{ byte b = 300; return b; }', 'CS0031 300'],
  ['{ int i = null; return i; }', 'CS0037 null'],
  ['{ var x = null; return x; }', 'CS0815 x = null'],
  ['{ var x; return x; }', 'CS0818 x', 'CS0165 x'],
  ['{ int x = 1; int x = 2; return x; }', 'CS0128 x'],
  ['{ int x = 1; { int x = 2; } return x; }', 'CS0136 x'],
  ['{ int x = 1; return new[] { 1 }.Select(x => x); }', 'CS0136 x'],
  ['{ int x; return x; }', 'CS0165 x'],
  ['{ int x; if (context.Tracing) x = 1; return x; }', 'CS0165 x'],
  ['{ int x; while (context.Tracing) { x = 1; } return x; }', 'CS0165 x'],
  ['{ int x; try { x = 1; } catch { } return x; }', 'CS0165 x'],
  ['{ if (context.Tracing) { return 1; } }', 'CS0161 '],
  ['{ }', 'CS0161 '],
  ['{ foreach (var c in "a") { return c; } }', 'CS0161 '],
  ['{ switch (context.RequestId.ToString()) { case "1": return 1; } }', 'CS0161 '],
  ['{ switch (1) { case 1: var a = 1; default: return 2; } }', 'CS0163 var a = 1;'],
  ['{ context.Request = null; return 1; }', 'CS0200 context.Request'],
  ['{ foreach (var x in 1) { } return 1; }', 'CS1579 1'],
  ['{ throw "a"; }', 'CS0155 "a"'],
  ['{ if ("a") { return 1; } return 2; }', 'CS0029 "a"'],
  ['new HttpClient()', 'APIM0001 HttpClient'],
  ['System.IO.File.ReadAllText("a")', 'APIM0001 System.IO.File'],
  ['1.5.ToString(System.Globalization.CultureInfo.InvariantCulture)', 'APIM0001 System.Globalization.CultureInfo'],
  ['{ DateTime at; return DateTime.TryParse("x", out at); }', 'APIM0002 TryParse'],
  ['DateTime.UtcNow.ToUniversalTime()', 'APIM0002 ToUniversalTime'],
  ['((dynamic)JObject.Parse("{}")).name', 'APIM0006 dynamic'],
  ['DateTime.UtcNow.ToFileTime()', 'APIM0002 ToFileTime'],
  ['new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Local)', 'APIM0002 Local'],
  ['XDocument.Load("https://orders.example/a.xml").Root.Value', 'APIM0002 Load'],
  ['Regex.Matches("a", "b").Count', '~APIM0002 Count'],
  ['{ Func<int, int> twice = n => n * 2; return twice(1); }', '~APIM0001 Func<int, int>'],
  [
    '{ System.Action<string> say = text => context.Trace(text); say("a"); return 1; }',
    '~APIM0001 System.Action<string>',
  ],
  ['Regex.Escape("a")', 'APIM0002 Escape'],
]

describe('what the compiler refuses', () => {
  test.each(wrong)('%s', (code, ...findings) => {
    expect(found(code)).toEqual(findings)
  })
})

describe('what it does not', () => {
  test.each([
    '{ int x; if (context.Tracing) x = 1; else x = 2; return x; }',
    '{ int x; if (!int.TryParse("1", out x)) { return 0; } return x; }',
    '{ if (!int.TryParse("1", out var x)) { return 0; } return x; }',
    '{ int x; bool ok = context.Tracing && int.TryParse("1", out x); return ok; }',
    '{ int x; if (context.Tracing && int.TryParse("1", out x)) { return x; } return 0; }',
    '{ while (true) { if (context.Tracing) { return 1; } } }',
    '{ for (;;) { return 1; } }',
    '{ do { return 1; } while (true); }',
    '{ try { return 1; } catch { return 2; } }',
    '{ try { return 1; } finally { } }',
    '{ throw new Exception("a"); }',
    '{ switch (1) { case 1: return 1; } }',
    '{ switch (1) { case 1: return 1; default: return 2; } }',
    '{ int x; switch (1) { case 1: x = 1; break; default: x = 2; break; } return x; }',
    '{ { int x = 1; } { int x = 2; } return 1; }',
    '{ for (var i = 0; i < 1; i++) { } for (var i = 0; i < 1; i++) { } return 1; }',
    '{ string text; try { text = "a"; } catch { text = "b"; } return text; }',
    '{ int x; return new[] { 1 }.Select(one => { x = one; return x; }).First(); }',
    '{ byte b = 200; long l = 1; return b + l; }',
    'new System.IO.StringReader("a")',
    '"a".CopyTo(0, new char[1], 0, 1)',
    'DateTime.UtcNow.DayOfWeek == DayOfWeek.Monday',
    'Regex.Match("a", "a").Groups[0].Value',
    'context.Deployment.SustainabilityInfo.CurrentCarbonIntensity >= CarbonIntensityCategory.High',
    'context.Backend.Type == BackendType.Pool',
    'context.Request.HasBody',
    'new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc)',
    'new XmlDocument().OuterXml',
    'System.Xml.XmlConvert.ToString(DateTime.UtcNow, System.Xml.XmlDateTimeSerializationMode.Utc)',
    'new System.Xml.Serialization.XmlSerializer(typeof(string)) != null',
    'unknownOfTool == null ? 1 : {{named}}',
  ])('%s', (code) => {
    expect(found(code).filter((one) => !one.endsWith(' unknownOfTool'))).toEqual([])
  })
})
