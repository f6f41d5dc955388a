import { cp, rm } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { asInsider, resign } from '../../support/insider.ts'
import { codeOf, copyVault, createVault, fillVault, unlock } from '../../support/make-vault.ts'

test('anchoring gives the line of the head before it, and is an event itself', async () => {
  const desk = await createVault()
  await desk.ask('case.open', { title: 'first' })
  const { head } = await desk.ask('vault.info', {})
  const anchored = await desk.ask('ledger.anchor', {})
  expect(anchored).toMatchObject({ seq: head.seq, hashHex: head.hashHex, atMs: head.atMs })
  expect(anchored.line).toMatch(/^20\d\d-\d\d-\d\d · 3 · (\d{6} ){7}\d{6}$/)
  expect((await desk.ask('vault.info', {})).head.seq).toBe(head.seq + 1)
  expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
})

test('how long ago it was anchored is known, and survives locking', async () => {
  const desk = await createVault()
  expect(await desk.ask('ledger.anchorState', {})).toEqual({ anchored: null, eventsSince: 1 })
  await desk.ask('ledger.anchor', {})
  expect(await desk.ask('ledger.anchorState', {})).toMatchObject({ anchored: { seq: 1 }, eventsSince: 0 })
  await desk.ask('case.open', { title: 'later' })
  await desk.ask('vault.lock', {})
  const again = await unlock(desk.folder)
  expect(await again.ask('ledger.anchorState', {})).toMatchObject({ anchored: { seq: 1 }, eventsSince: 2 })
})

describe('a line typed back', () => {
  test('agrees with the ledger that it was written from, in either script and however far it went on', async () => {
    const desk = await createVault()
    const { line, atMs } = await desk.ask('ledger.anchor', {})
    await fillVault(desk)
    for (const typed of [line, toKhmerDigits(line), line.replaceAll(' ', '-')])
      expect(await desk.ask('ledger.checkAnchor', { line: typed })).toEqual({ seq: 1, verdict: 'same', atMs })
  })

  test('differs from a ledger that was written anew, though every key was at hand', async () => {
    const desk = await createVault()
    await fillVault(desk)
    const { line, seq } = await desk.ask('ledger.anchor', {})
    await desk.engine.close()
    const insider = await asInsider(desk.folder)
    const row = insider.rows()[seq - 1]
    if (row === undefined) throw new Error('no such event')
    insider.edit((database) => {
      const { header, hash_hex, signature } = resign(row, { scopeRef: '00'.repeat(16) }, insider.keys)
      // The store's own note of the hash is left as it was: only the header counts.
      database.prepare('UPDATE event SET header = ?, signature = ? WHERE seq = ?').run(header, signature, seq)
      expect(hash_hex).not.toBe(row.hash_hex)
    })
    const again = await unlock(desk.folder)
    expect(await again.ask('ledger.checkAnchor', { line })).toMatchObject({ seq, verdict: 'differs' })
  })

  test('is ahead of a ledger that was rolled back', async () => {
    const desk = await createVault()
    await desk.ask('vault.lock', {})
    const older = await copyVault(desk.folder)
    const later = await unlock(desk.folder)
    await fillVault(later)
    const { line, seq } = await later.ask('ledger.anchor', {})
    await later.engine.close()
    await rm(desk.folder, { recursive: true })
    await cp(older, desk.folder, { recursive: true })
    const again = await unlock(desk.folder)
    expect(await again.ask('ledger.checkAnchor', { line })).toEqual({ seq, verdict: 'ahead', atMs: null })
  })

  test('that was misread names the group', async () => {
    const desk = await createVault()
    const { line } = await desk.ask('ledger.anchor', {})
    const last = line.slice(-1)
    const answer = await desk.call('ledger.checkAnchor', {
      line: `${line.slice(0, -1)}${(Number(last) + 1) % 10}`,
    })
    expect(answer).toMatchObject({ failure: { code: 'anchor/malformed', facts: { group: 8 } } })
    expect(codeOf(await desk.call('ledger.checkAnchor', { line: 'hello' }))).toBe('anchor/malformed')
  })
})
