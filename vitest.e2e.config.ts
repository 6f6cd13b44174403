import { defineConfig } from 'vitest/config'

// Journeys of a user in a real VS Code: one after the other, in the order of their files.
export default defineConfig({
  test: {
    include: ['test/e2e/journeys/*.journey.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 600_000,
    // Not vitest's own second: a busy machine paints late.
    expect: { poll: { timeout: 30_000 } },
    bail: 0,
    reporters: ['verbose', 'json'],
    outputFile: { json: 'out/results/e2e-vitest.json' },
  },
})
