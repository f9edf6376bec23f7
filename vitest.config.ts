import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['test/build.setup.ts'],
    include: ['src/**/*.test.ts', 'functions/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/prove/**', 'test/conformance/**'],
    testTimeout: 60_000,
    // Many tests wait for processes; one core left idle costs a minute on a small machine.
    maxWorkers: '100%',
    // A run that finds no test must fail: a suite that vanished is not green.
    passWithNoTests: false,
  },
})
