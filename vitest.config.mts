import path from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const isNamed =
  (ending: string) =>
  ({ moduleId }: TestSpecification): boolean =>
    moduleId.endsWith(ending)

/** By far the longest begins at once, beside all others; what looks back at the files of its suite comes after them. */
const isLongest = isNamed('/kill/kill.test.ts')
const isLast = isNamed('/contract/calls.test.ts')

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const others = sorted.filter((file) => !isLongest(file) && !isLast(file))
    return [...sorted.filter(isLongest), ...others, ...sorted.filter(isLast)]
  }
}

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@shared': path.join(import.meta.dirname, 'src/shared') } },
  test: {
    environment: 'node',
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    sequence: { sequencer: InOrder },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['test/contract/**'],
          // By itself it leaves a core of two to others; much of this waits for files and clocks.
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          // One instance per file and version: the servers inside them like to be alone on two cores.
          fileParallelism: false,
          globalSetup: ['test/contract/support/fresh-calls.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
