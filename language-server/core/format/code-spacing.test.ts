import { expect, test } from 'vitest'
import { analyse } from '../model/analysis.ts'
import { applyEdits } from '../text/edit.ts'
import { formatDocument } from './format.ts'

/** The statements of a block, laid out; again gives the same. */
function laidOut(code: string): string {
  const write = (text: string): string =>
    applyEdits(text, formatDocument(analyse(text), { tabSize: 2, insertSpaces: true }).edits)
  const once = write(`<fragment>\n<set-body>@{\n${code}\n}</set-body>\n</fragment>\n`)
  expect(write(once)).toBe(once)
  const lines = once.split('\n').slice(2, -3)
  return lines.map((line) => line.slice(4)).join('\n')
}

test.each([
  ['var a=1;var b =a+1 ;', 'var a = 1; var b = a + 1;'],
  ['if(a==1&&b!=2){ return -1; }', 'if (a == 1 && b != 2) { return -1; }'],
  ['F( a,b ,(int)-1,x=>x*2 );', 'F(a, b, (int)-1, x => x * 2);'],
  ['for(var i=0;i<=3;i++){}', 'for (var i = 0; i <= 3; i++) { }'],
  [
    'var d=new Dictionary<string,List<int>>{{"a",null}};',
    'var d = new Dictionary<string, List<int>> { { "a", null } };',
  ],
  ['int? n=a>=2?1:null;', 'int? n = a>=2?1:null;'],
  ['var s=$"{a , 3}"+"b,c";', 'var s = $"{a , 3}" + "b,c";'],
  ['F(/* one */a);// two', 'F(/* one */a);// two'],
  ['var a = {{count}};', 'var a = {{count}};'],
  [
    'var n=items\n.Where(i=>i.A)\n   .Select(i=>\ni.B)\n.First();',
    'var n = items\n  .Where(i => i.A)\n  .Select(i =>\n    i.B)\n  .First();',
  ],
])('%s', (code, expected) => expect(laidOut(code)).toBe(expected))
