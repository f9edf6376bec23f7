import { defineConfig } from 'vitest/config'

// The tests that mutants of src/net are run against; see test/prove/net-mutation.test.ts.
export default defineConfig({
  test: { include: ['src/net/**/*.test.ts', 'test/net/**/*.test.ts'], passWithNoTests: false },
})
