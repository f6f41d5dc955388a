import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { CaseId, UserId } from '#core/ids.ts'
import { PersonDrafts } from '#node/drafts/person-drafts.ts'
import { COMPLAINT, codeOf, createVault, makeFolder, unlock } from '../../support/make-vault.ts'
import { createStation, FOUNDER, switchTo } from '../../support/station.ts'

const USER = 'ab'.repeat(16) as UserId
const TEXT = 'ឈ្មោះជនរងគ្រោះ'

function openDrafts(folder: string): PersonDrafts {
  return new PersonDrafts(folder, USER, new Uint8Array(32).fill(7))
}

const draft = (text: string, revision = 0, caseId: CaseId | null = null) => ({
  name: 'complaint',
  revision,
  text,
  savedAtMs: 1,
  caseId,
})

describe('a draft', () => {
  test('is kept across locking, is each person’s own, and is not overwritten by another window', async () => {
    const { desk, officer } = await createStation()
    const name = 'complaint'
    expect(await desk.ask('draft.save', { name, revision: 0, text: TEXT })).toMatchObject({ revision: 1 })
    expect(codeOf(await desk.call('draft.save', { name, revision: 0, text: 'x' }))).toBe(
      'draft/changed-elsewhere',
    )
    await switchTo(desk, officer)
    expect(await desk.ask('draft.load', { name })).toEqual({ draft: null })
    await desk.ask('draft.save', { name, revision: 0, text: 'the officer’s' })
    await switchTo(desk, FOUNDER)
    expect(await desk.ask('draft.load', { name })).toMatchObject({ draft: { text: TEXT, revision: 1 } })
    expect((await desk.ask('draft.list', {})).drafts).toMatchObject([{ name, length: TEXT.length }])
    await desk.ask('draft.forget', { name })
    expect(await desk.ask('draft.load', { name })).toEqual({ draft: null })
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, notes: [] })
  })

  test('survives kill -9 right after it was acknowledged', async () => {
    const folder = await makeFolder()
    const script = `
      import { PersonDrafts } from '#node/drafts/person-drafts.ts'
      const drafts = new PersonDrafts(process.argv[1], '${USER}', new Uint8Array(32).fill(7))
      for (let revision = 0; ; revision++) {
        const saved = drafts.store.save({ name: 'complaint', revision, text: 'x'.repeat(revision), savedAtMs: 1, caseId: null })
        if (!saved.ok) throw new Error(saved.failure.code)
        process.stdout.write(revision + 1 + '\\n')
      }`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
      cwd: process.cwd(),
    })
    let heard = ''
    for await (const chunk of child.stdout) {
      heard += String(chunk)
      if (heard.split('\n').length > 20) break
    }
    child.kill('SIGKILL')
    await once(child, 'close')
    const acknowledged = Number(heard.split('\n').at(-2))
    const drafts = openDrafts(folder)
    const kept = drafts.store.load('complaint')
    drafts.close()
    expect(kept.ok && (kept.value?.revision ?? 0)).toBeGreaterThanOrEqual(acknowledged)
    expect(kept.ok && kept.value?.text.length).toBe(kept.ok ? (kept.value?.revision ?? 0) - 1 : null)
  })

  test('leaves nothing readable on the disk', async () => {
    const desk = await createVault()
    await desk.ask('draft.save', { name: 'complaint', revision: 0, text: TEXT })
    await desk.ask('vault.lock', {})
    const people = join(desk.folder, 'people')
    const names = (await readdir(people)).filter((file) => file.includes('.drafts'))
    expect(names).toHaveLength(1)
    for (const name of names) {
      const bytes = await readFile(join(people, name))
      expect(bytes.includes(Buffer.from(TEXT))).toBe(false)
      expect(bytes.includes(Buffer.from('complaint'))).toBe(false)
    }
  })

  test('of a damaged file is lost, and the next one is kept', async () => {
    const folder = await makeFolder()
    const first = openDrafts(folder)
    expect(first.store.save(draft(TEXT))).toMatchObject({ ok: true })
    first.close()
    const [name = ''] = await readdir(join(folder, 'people'))
    await writeFile(join(folder, 'people', name), Buffer.alloc(8192, 1))
    const second = openDrafts(folder)
    expect(second.store.load('complaint')).toEqual({ ok: true, value: null })
    expect(second.store.save(draft('again'))).toMatchObject({ ok: true, value: { revision: 1 } })
    second.close()
  })

  test('goes with its case', async () => {
    const desk = await createVault()
    const { number } = await desk.ask('complaint.add', { complaint: COMPLAINT })
    await desk.ask('draft.save', { name: 'of the case', revision: 0, text: TEXT, case: number })
    await desk.ask('draft.save', { name: 'of none', revision: 0, text: TEXT })
    expect((await desk.ask('draft.list', {})).drafts).toHaveLength(2)
    await desk.ask('people.add', {
      name: 'second',
      roles: ['commander'],
      passphrase: 'the second passphrase',
    })
    await desk.ask('case.expunge', {
      case: number,
      confirmNumber: number,
      order: { reference: '1', authority: 'Court', orderedOn: '2026-01-01' },
      secondPerson: { userNumber: 2, passphrase: 'the second passphrase' },
    })
    expect((await desk.ask('draft.list', {})).drafts.map(({ name }) => name)).toEqual(['of none'])
    await desk.engine.close()
    const again = await unlock(desk.folder)
    expect((await again.ask('draft.list', {})).drafts).toHaveLength(1)
  })
})
