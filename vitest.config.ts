import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ['source'] },
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    pool: 'threads',
    // To load the modules anew for each file took half of the time of those in src/. So a test takes
    // back what it does to the environment, and no file keeps what is large.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
})

export default config
