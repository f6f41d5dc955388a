import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { VITEST_SUITES } from './build/projects.mjs'

const isSlow = process.env.SLOW === '1'

/** The files that take longest; one of them begun last would run alone. */
const LONGEST = [
  'faults/objects/continued-seal',
  'conformance/independent-verifier',
  'node/cli/key-commands',
  'node/cli/demo',
  'node/main/engine-process',
  'node/vault/header-writing',
  'node/cli/people-commands',
  'node/cli/commands',
  'contract/engine',
  'node/key/recovery',
].map((name) => `/tests/${name}.test.ts`)

const SHARING_A_PROCESS = ['unit']

/** Begins with the longest files, whether or not vitest has seen them run on this machine. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONGEST.findIndex((ending) => moduleId.endsWith(ending))
      return found === -1 ? LONGEST.length : found
    }
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other))
  }
}

export default defineConfig({
  test: {
    projects: VITEST_SUITES.map((name) => ({
      test: {
        name,
        include: [`tests/${name}/**/*.test.{ts,tsx}`],
        environment: 'node',
        pool: 'forks',
        // Their files share a process: nothing of ours is mocked and no module keeps more than what it worked out, so that loading
        // everything again for each file (half of their time) would prove nothing.
        isolate: !SHARING_A_PROCESS.includes(name),
        // A child process that hangs must end the suite, not outlive it; a machine that is busy must not fail a test.
        testTimeout: isSlow ? 30 * 60_000 : 5 * 60_000,
        hookTimeout: isSlow ? 10 * 60_000 : 5 * 60_000,
        teardownTimeout: 20_000,
      },
    })),
    sequence: { sequencer: LongestFirst },
    // One more than there are processors: tests wait for disks and children as often as they compute.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    // Nothing of our own is mocked, so nothing has to be restored.
    passWithNoTests: false,
    allowOnly: false,
  },
})
