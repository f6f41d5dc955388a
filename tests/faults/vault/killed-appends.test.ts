import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createVault, unlock } from '../../support/make-vault.ts'
import { startVaultChild } from './run-vault-child.ts'

const ROUNDS = process.env.SLOW === '1' ? 200 : 20

test(`what was acknowledged is there after kill -9, ${ROUNDS} times over`, async () => {
  const desk = await createVault()
  await desk.ask('case.open', { title: 'first' })
  await desk.engine.close()
  const { folder } = desk
  let acknowledgedSeq = 3
  let complaints = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const { child, lines, printed, ended } = startVaultChild({ task: 'append', folder, text: 'x' })
    const opened = await printed('vault.unlock')
    // Opening reads back what the killed process before had said, and at most one more that it had not said yet.
    const head = Number(Object(opened.value?.head).seq)
    expect(head, `round ${round}`).toBeGreaterThanOrEqual(acknowledgedSeq)
    expect(head - acknowledgedSeq).toBeLessThanOrEqual(3)
    await printed('complaint.add', 1 + (round % 3))
    // The moment varies; whenever it is, what was printed counts.
    await wait(round % 7)
    child.kill('SIGKILL')
    const { signal } = await ended
    expect(signal).toBe('SIGKILL')
    const answers = lines.filter(({ name }) => name === 'complaint.add')
    expect(answers.filter(({ outcome }) => outcome !== 'done')).toEqual([])
    acknowledgedSeq = answers.at(-1)?.seq ?? head
    complaints += answers.length
  }
  const again = await unlock(folder)
  const info = await again.ask('vault.info', {})
  expect(info.head.seq).toBeGreaterThanOrEqual(acknowledgedSeq)
  expect((await again.ask('case.list', {})).total).toBeGreaterThanOrEqual(complaints)
  expect(await again.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
  await again.engine.close()
  await expect(stat(join(folder, 'ledger.db-wal'))).rejects.toThrow(/ENOENT/)
  expect((await readFile(join(folder, 'head'))).length).toBe(1024)
})
