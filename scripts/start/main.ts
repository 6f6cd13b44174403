import { parseArgs } from 'node:util'
import { openSample } from './open-sample.ts'

const { values } = parseArgs({ options: { headless: { type: 'boolean' }, browser: { type: 'boolean' } } })

try {
  if (values.headless) {
    const { runHeadless } = await import('./headless.ts')
    process.exitCode = await runHeadless()
  } else await openSample({ window: values.browser ? 'browser' : 'any' })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
