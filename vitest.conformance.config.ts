import { defineConfig } from 'vitest/config'

// What needs kpt, catalog functions, containers or real inputs: `npx vitest run --config vitest.conformance.config.ts`.
export default defineConfig({
  test: {
    globalSetup: ['test/build.setup.ts'],
    include: ['test/conformance/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The tests wait for kpt and containers most of the time.
    maxWorkers: '100%',
    passWithNoTests: false,
  },
})
