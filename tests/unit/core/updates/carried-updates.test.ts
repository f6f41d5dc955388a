import { expect, test } from 'vitest'
import type { DigestHex } from '#core/ids.ts'
import { canonicalBytes } from '#core/ledger/canonical-json.ts'
import { parseCarriedUpdates, writeCarriedUpdates } from '#core/updates/carried-updates.ts'
import { chooseNewest } from '#core/updates/choose-update.ts'
import { type SignedUpdate, UPDATE_LIMITS } from '#core/updates/update-manifest.ts'

const update = (version: string): SignedUpdate => ({
  document: {
    ...{ format: 'samnum-update', v: 1, version, platform: 'linux-x64', leastVersion: '1.0.0' },
    ...{ digestHex: 'ab'.repeat(32) as DigestHex, sizeBytes: 1, entry: 'start.mjs', releasedAtMs: 0 },
  },
  signatureHex: 'cd'.repeat(64),
})
const list = (updates: readonly unknown[], other: object = {}) =>
  canonicalBytes({ format: 'samnum-updates', v: 1, updates: updates as never, ...other })
const versionsIn = (bytes: Uint8Array) => {
  const read = parseCarriedUpdates(bytes)
  return read.ok ? read.value.map(({ document }) => document.version) : read.failure.code
}

test('a list of updates is read as it was written, without those that another program may read', () => {
  expect(versionsIn(writeCarriedUpdates([update('1.1.0'), update('1.2.0')]))).toEqual(['1.1.0', '1.2.0'])
  const later = { ...update('9.0.0'), document: { ...update('9.0.0').document, v: 2 } }
  expect(versionsIn(list([later, {}, update('1.2.0')]))).toEqual(['1.2.0'])
  expect(versionsIn(writeCarriedUpdates([]))).toEqual([])
})

test('what is no such list is refused', () => {
  const many = Array.from({ length: UPDATE_LIMITS.carried + 1 }, () => update('1.1.0'))
  expect(versionsIn(writeCarriedUpdates(many))).toHaveLength(UPDATE_LIMITS.carried)
  for (const bytes of [list(many), list(['1.1.0']), list([], { v: 2 }), Buffer.from('<html>')])
    expect(versionsIn(bytes)).toBe('sync/malformed')
})

test('of several the newest that fits is chosen, else why the newest does not', () => {
  const fits = (version: string) => ({ version, judged: { ok: true, value: version } as const })
  const not = (version: string | null, code: 'update/older' | 'update/malformed') =>
    ({ version, judged: { ok: false, failure: { code } } }) as const
  expect(chooseNewest([fits('1.2.0'), not('9.0.0', 'update/older'), fits('1.10.0'), fits('1.9.0')])).toEqual({
    ok: true,
    value: '1.10.0',
  })
  expect(chooseNewest([not(null, 'update/malformed'), not('0.9.0', 'update/older')])).toMatchObject({
    failure: { code: 'update/older' },
  })
  expect(chooseNewest([not(null, 'update/malformed')])).toMatchObject({
    failure: { code: 'update/malformed' },
  })
  expect(chooseNewest([])).toMatchObject({ failure: { code: 'update/none-there' } })
})
