// Checks the import map of ARCHITECTURE.md with dependency-cruiser, and that it really read the project.
import { cruise } from 'dependency-cruiser'
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { root } from './root.mjs'

process.chdir(root())
const rooms = ['language-server', 'emulator', 'azure', 'workflows', 'cli', 'src']
const options = await extractConfig(root('.dependency-cruiser.cjs'))
const { output } = await cruise(rooms, options)
const read = output.modules.filter(
  ({ source }) => source.endsWith('.ts') && rooms.some((room) => source.startsWith(`${room}/`)),
)
for (const { from, to, rule } of output.summary.violations)
  console.log(`${rule.severity} ${rule.name}: ${from} → ${to}`)
console.log(`imports: ${read.length} modules read, ${output.summary.error} forbidden imports`)
if (read.length < 100)
  console.log('imports: fewer than 100 modules were read, so this check says nothing; is @swc/core installed?')
process.exit(output.summary.error === 0 && read.length >= 100 ? 0 : 1)
