import { XMLParser } from 'fast-xml-parser'
import { parseDocument } from 'htmlparser2'
import { parse } from '../../language-server/core/syntax/parse.ts'
import type { BenchRow } from './bench-row.ts'
import { cpuMilliseconds, measure } from './cpu.ts'
import { policyDocument } from './parse-document.ts'

/**
 * The parser's speed in MB per second of CPU, beside two JavaScript parsers that build a tree with positions. All take turns in
 * one run, so that a slow moment of the machine hits each of them.
 */

/** An equal document for parsers that take only XML: the quotes and signs of the expressions are escaped. */
function asXml(text: string): string {
  const escaped = (code: string): string =>
    code.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
  const walk = parse(text)
  const edits: { start: number; end: number }[] = []
  const stack = [...walk.children]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'expression') edits.push(node)
    if (node.kind !== 'element') continue
    stack.push(...node.children)
    for (const { value } of node.attributes) edits.push(...(value?.parts.filter((p) => p.kind === 'expression') ?? []))
  }
  edits.sort((a, b) => b.start - a.start)
  let out = text
  for (const { start, end } of edits) out = out.slice(0, start) + escaped(out.slice(start, end)) + out.slice(end)
  return out
}

const round1 = (value: number): number => Math.round(value * 10) / 10
const speed = (text: string, milliseconds: number): number => text.length / 1000 / milliseconds

/** Runs the contest; takes some ten seconds. */
export function contest(): BenchRow[] {
  const rows: BenchRow[] = []
  const warmUp = policyDocument(50_000)
  for (const until = cpuMilliseconds() + 500; cpuMilliseconds() < until; ) parse(warmUp)
  const fast = new XMLParser({ preserveOrder: true, ignoreAttributes: false, commentPropName: '#comment' })
  for (const [name, size] of [
    ['2 KB', 2_000],
    ['50 KB', 50_000],
    ['500 KB', 500_000],
    ['5 MB', 5_000_000],
  ] as const) {
    const text = policyDocument(size)
    const xml = asXml(text)
    const [ours = 0, html = 0, fxp = 0] = measure([
      () => parse(text),
      () => parseDocument(xml, { xmlMode: true, withStartIndices: true, withEndIndices: true }),
      () => fast.parse(xml),
    ])
    const goal = size === 50_000 ? { goal: 'at least 100 MB/s, ahead of both peers' } : {}
    const our = speed(text, ours)
    const peers = [
      { peer: 'htmlparser2 with indices', value: speed(xml, html) },
      { peer: 'fast-xml-parser preserveOrder', value: speed(xml, fxp) },
    ]
    rows.push({ name: `parse ${name}`, value: round1(our), unit: 'MB/s', ...goal })
    for (const { peer, value } of peers) {
      const ratioTo = { peer, ratio: round1(our / value) }
      rows.push({ name: `parse ${name}, ${peer}`, value: round1(value), unit: 'MB/s', ratioTo })
    }
  }
  rows.push(brokenRow())
  return rows
}

/** The worst legal document with one quote missing, against the same document without the mistake. */
function brokenRow(): BenchRow {
  const clean = policyDocument(256_000)
  const quote = clean.indexOf('" exists-action="override"', clean.length / 3)
  const broken = clean.slice(0, quote) + clean.slice(quote + 1)
  const [cleanTime = 0, brokenTime = 0] = measure([() => parse(clean), () => parse(broken)])
  const ratio = Math.round((brokenTime / cleanTime) * 100) / 100
  return {
    name: 'parse 256 KB with a missing quote',
    value: round1(speed(broken, brokenTime)),
    unit: 'MB/s',
    ratioTo: { peer: 'CPU of the clean document', ratio },
    goal: 'at most 2 times the CPU of the clean document',
  }
}
