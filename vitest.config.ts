import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** MSAL remembers the first managed identity endpoint that it finds, for the life of a thread: https://github.com/AzureAD/microsoft-authentication-library-for-js */
const alone = ['emulator/gateway/http/managed-identity.test.ts', 'emulator/identity/identity-server.test.ts']
const exclude = ['node_modules/**', 'dist/**', 'out/**', 'test/e2e/**', '.vscode-test/**']

export default defineConfig({
  test: {
    pool: 'threads',
    testTimeout: 60_000,
    // A hook is often the first to load the language and the SDKs, on a machine that may be busy.
    hookTimeout: 60_000,
    // Each loads the language anew: more than a few cost more than they bring.
    maxWorkers: Math.min(availableParallelism(), 4),
    projects: [
      {
        extends: true,
        // Loading the language and the SDKs takes longer than most tests: a thread loads them once for all its files.
        test: { name: 'together', include: ['**/*.test.ts'], exclude: [...exclude, ...alone], isolate: false },
      },
      { extends: true, test: { name: 'alone', include: alone, exclude } },
    ],
  },
})
