// `npm run bench [name …]`: prints every figure as a JSON line, then all of them as a table.
import { readdirSync } from 'node:fs'
import { ensureInstalled } from './install.mjs'
import { root } from './root.mjs'

ensureInstalled()
const { register } = await import('tsx/esm/api')
register()
const { bundle } = await import('./bundle.mjs')
const wanted = process.argv.slice(2)
const names = readdirSync(root('test/bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
if (names.length === 0) throw new Error(`No bench ${wanted.join(', ')}.`)
await bundle()

const rows = []
for (const name of names) {
  console.error(`bench ${name} …`)
  const { run } = await import(`../test/bench/${name}.bench.ts`)
  for (const row of await run()) {
    rows.push({ bench: name, ...row })
    console.log(JSON.stringify(rows.at(-1)))
  }
}
printTable(rows)

function printTable(all) {
  const number = (value) => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3))
  const lines = all.map(({ bench, name, value, unit, ratioTo, goal }) => [
    bench,
    name,
    `${number(value)} ${unit}`,
    [ratioTo]
      .flat()
      .filter(Boolean)
      .map(({ peer, ratio }) => `${number(ratio)} × ${peer}`)
      .join(', '),
    goal ?? '',
  ])
  const head = ['bench', 'figure', 'median', 'ratio in the same run', 'goal']
  const widths = head.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column].length)))
  console.log('')
  for (const line of [head, widths.map((width) => '-'.repeat(width)), ...lines])
    console.log(`| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`)
}
