import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { walkthroughs } from '../../scripts/walkthroughs/walkthroughs.ts'

/** Both jobs of the product, as their pages show them: the pages are fresh, and each job takes few decisions. */
test.each(walkthroughs.map(({ path, walk }) => [path, walk] as const))('%s', async (path, walk) => {
  const page = await walk()
  const written = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n')
  expect(written, 'stale; run npm run walkthroughs').toBe(page.text())
  expect(page.decisions).toBeLessThan(10)
  expect(page.text()).not.toMatch(/eyJ/)
})
