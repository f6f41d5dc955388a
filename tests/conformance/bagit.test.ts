import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { findCorpus } from '../support/corpora.ts'

/**
 * The public BagIt conformance suite: the part of it that lies in ../shared, or all of it where BAGIT_SUITE names a checkout of
 * LibraryOfCongress/bagit-conformance-suite.
 */
const suite = process.env.BAGIT_SUITE ?? findCorpus('bagit')

/** Bags of the suite that are not whole in its repository: git or the system's file names lost one of their files. */
const INCOMPLETE: ReadonlySet<string> = new Set([
  'v0.97/warning/duplicate-file-with-different-case',
  'v0.97/warning/special-system-files',
])

const INVALID: ReadonlySet<string> = new Set(['invalid', 'linux-only', 'windows-only'])

function bagsIn(root: string): readonly (readonly [bag: string, isValid: boolean])[] {
  return ['v0.93', 'v0.94', 'v0.95', 'v0.96', 'v0.97', 'v1.0'].flatMap((version) =>
    ['valid', 'warning', 'invalid', 'linux-only', 'windows-only'].flatMap((verdict) => {
      const folder = join(root, version, verdict)
      if (!existsSync(folder)) return []
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => [`${version}/${verdict}/${name}`, !INVALID.has(verdict)] as const)
    }),
  )
}

const bags = suite === null ? [] : bagsIn(suite).filter(([bag]) => !INCOMPLETE.has(bag))
if (bags.length === 0) console.log('Skipped: the BagIt conformance suite is not beside the checkout.')

describe.skipIf(bags.length === 0)('the public BagIt conformance suite', () => {
  test.each(bags)('%s is judged as it should be (valid: %s)', async (bag, isValid) => {
    const report = await verifyFolder(join(suite ?? '', bag))
    expect({ isWhole: report?.isWhole, first: isValid ? report?.first : null }).toEqual({
      isWhole: isValid,
      first: null,
    })
  })
})
