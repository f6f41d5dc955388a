import { describe, expect, it } from 'vitest'
import { withoutHosts } from '../../../build/install.mjs'
import { readPlaywrightTally } from '../../../build/playwright-tally.mjs'
import { summarize } from '../../../build/summary.mjs'

const tally = (passed: number, failed: string[] = [], skipped: string[] = []) => ({
  passed,
  failed,
  skipped: skipped.map((name) => ({ name, reason: 'no age here' })),
})

describe('the sum of all suites', () => {
  it('adds everything up in one line', () => {
    const sum = summarize([
      { suite: 'unit', tally: tally(40, [], ['a']) },
      { suite: 'node', tally: tally(2) },
    ])
    expect(sum.line).toBe('42 passed, 0 failed, 1 skipped')
    expect(sum.isGood).toBe(true)
  })

  it('is bad when anything failed', () => {
    const sum = summarize([{ suite: 'unit', tally: tally(40, ['a']) }])
    expect(sum.line).toBe('40 passed, 1 failed')
    expect(sum.isGood).toBe(false)
  })

  it('is bad when no test ran', () => {
    expect(summarize([]).isGood).toBe(false)
    expect(summarize([{ suite: 'unit', tally: tally(0, [], ['a']) }]).isGood).toBe(false)
  })
})

describe('the tally of the browser tests', () => {
  const spec = (title: string, status: string, description?: string) => ({
    title,
    file: 'unlock.spec.ts',
    tests: [
      {
        projectName: 'chromium',
        status,
        annotations: description === undefined ? [] : [{ type: 'skip', description }],
        results: [{ duration: 1_500 }, { duration: 500 }],
      },
    ],
  })

  it('counts nested suites, gives reasons, and takes a second attempt for a failure', () => {
    const report = {
      suites: [
        {
          title: 'unlock.spec.ts',
          specs: [spec('opens', 'expected'), spec('waits', 'flaky')],
          suites: [
            {
              title: 'inner',
              specs: [spec('refuses', 'unexpected'), spec('prints', 'skipped', 'no printer')],
            },
          ],
        },
      ],
    }
    const { times, ...counts } = readPlaywrightTally(report)
    expect(times).toEqual(
      ['opens', 'waits', 'refuses', 'prints'].map((title) => ({
        name: `unlock.spec.ts › ${title} (chromium)`,
        seconds: 2,
      })),
    )
    expect(counts).toEqual({
      passed: 1,
      failed: ['unlock.spec.ts › waits (chromium)', 'unlock.spec.ts › refuses (chromium)'],
      skipped: [{ name: 'unlock.spec.ts › prints (chromium)', reason: 'no printer' }],
    })
  })

  it('says on one line what a test died of', () => {
    const died = spec('opens', 'unexpected')
    const message = '\u001b[31mexpected 401\n\n  received 200\u001b[39m'
    const tests = died.tests.map((test) => ({
      ...test,
      results: [{ duration: 0, error: { message, location: { line: 7 } } }],
    }))
    expect(readPlaywrightTally({ suites: [{ title: 'a', specs: [{ ...died, tests }] }] }).failed).toEqual([
      'unlock.spec.ts › opens (chromium): expected 401 received 200 (line 7)',
    ])
  })

  it('fails when a test is skipped without a reason', () => {
    const report = { suites: [{ title: 'a', specs: [spec('prints', 'skipped')] }] }
    expect(readPlaywrightTally(report)).toMatchObject({
      skipped: [],
      failed: [expect.stringContaining('prints')],
    })
  })

  it('fails when a file could not be loaded', () => {
    expect(readPlaywrightTally({ suites: [], errors: [{}] }).failed).toHaveLength(1)
  })
})

describe('what npm said', () => {
  it('is shown without the address or name of any host', () => {
    const said = [
      'npm error code ENOTFOUND',
      'npm error request to https://mirror.example.org:8443/zod failed, reason: getaddrinfo ENOTFOUND mirror',
      'npm error Missing: zod@4.6.7 from lock file, see package-lock.json',
    ].join('\n')
    const shown = withoutHosts(said)
    expect(shown).not.toMatch(/mirror|example|8443/)
    expect(shown).toContain('Missing: zod@4.6.7 from lock file, see package-lock.json')
  })
})
