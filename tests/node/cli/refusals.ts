import { expect } from 'vitest'
import { explainFailure } from '#contract/failure-text.ts'
import type { Failure, FailureCode } from '#contract/failures.ts'
import { type CliDesk, digestFolder, type RunOptions } from './cli-desk.ts'

/** What `--json` prints of a failure. */
type FailureDocument = Failure & { readonly sentence: string }

/**
 * Expects a command to fail with a code, as a document in Khmer and in English words, and to change nothing in the folder.
 * Answers the failure.
 */
export async function expectRefusal(
  desk: CliDesk,
  args: readonly string[],
  code: FailureCode,
  { unchanged = desk.room, ...options }: RunOptions & { readonly unchanged?: string } = {},
): Promise<FailureDocument> {
  const before = await digestFolder(unchanged)
  const asJson = await desk.run(['--json', '--language', 'km', ...args], options)
  const { failure } = asJson.json<{ failure: FailureDocument }>()
  expect(failure.code).toBe(code)
  expect(asJson.exitCode).toBe(1)
  expect(failure.sentence).toBe(explainFailure(failure, 'km'))
  expect(failure.sentence).toMatch(/[\u1780-\u17dd]/)
  const inWords = await desk.run(['--language', 'en', ...args], options)
  expect(inWords.exitCode).toBe(1)
  expect(withoutSpaceLeft(inWords.error)).toContain(withoutSpaceLeft(explainFailure(failure, 'en')))
  expect(inWords.error).not.toMatch(/[\u1780-\u17dd]/)
  expect(await digestFolder(unchanged)).toBe(before)
  return failure
}

/** A sentence without what it says of the disk's free space, which a second attempt finds changed by a page or two. */
function withoutSpaceLeft(sentence: string): string {
  return sentence.replace(/[\d.]+ [KMGT]iB are free/, '… are free')
}
