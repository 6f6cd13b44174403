import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', 'out/**', 'test/e2e/**', '.vscode-test/**'],
    pool: 'threads',
    testTimeout: 20_000,
  },
})
