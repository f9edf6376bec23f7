import { defineConfig } from 'vitest/config'

// What needs kpt, catalog functions, containers or real inputs: `npx vitest run --config vitest.conformance.config.ts`.
export default defineConfig({
  test: {
    include: ['test/conformance/**/*.test.ts'],
    testTimeout: 120_000,
    passWithNoTests: false,
  },
})
