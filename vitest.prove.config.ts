import { defineConfig } from 'vitest/config'

// The long proofs: the same properties and crash suites as the ordinary tests, in full numbers.
export default defineConfig({
  test: {
    globalSetup: ['test/build.setup.ts'],
    include: ['test/prove/**/*.test.ts'],
    testTimeout: 60 * 60_000,
    hookTimeout: 60_000,
    // Crashes and races are only worth something on a machine that is not busy with the next file.
    fileParallelism: false,
    passWithNoTests: false,
  },
})
