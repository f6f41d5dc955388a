import { readFile, stat } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '#contract/operations.ts'
import { AUDITOR, FOUNDER, OFFICER, OTHER_OFFICER, openStation, type Station } from './station.ts'

let station: Station

beforeAll(async () => {
  station = await openStation()
})

afterAll(() => station.leave())

const list = () => ['case', 'list', station.vault]

describe('samnum vault passphrase', () => {
  test('exchanges one’s own, whoever one is, and nobody else’s', async () => {
    const next = await station.secret('next', 'the auditor thinks again')
    await station.ask(AUDITOR, ['vault', 'passphrase', station.vault, '--new-passphrase-file', next])
    const old = await station.as(AUDITOR, [...list(), '--json'])
    expect(old.json()).toMatchObject({ failure: { code: 'vault/wrong-passphrase' } })
    await station.settle()
    const fresh = await station.run([...list(), '--user', '4'], { passphraseFile: next })
    expect(fresh).toMatchObject({ exitCode: 0, error: '' })
    expect((await station.as(OFFICER, list())).exitCode).toBe(0)
  })

  test('refuses one that is short or opens somebody else’s slot, and says neither', async () => {
    const change = (file: string) => ['vault', 'passphrase', station.vault, '--new-passphrase-file', file]
    const short = await station.secret('short', 'a b c')
    await station.refuse(OFFICER, change(short), 'input/invalid')
    await station.refuse(OFFICER, change(station.fileOf(FOUNDER)), 'people/passphrase-taken', {
      unchanged: station.elsewhere,
    })
    await station.settle()
    expect((await station.as(OFFICER, list())).exitCode).toBe(0)
  })

  test('has no place for a passphrase among the arguments', async () => {
    const ran = await station.as(OFFICER, ['vault', 'passphrase', station.vault, 'hunter2 hunter2', '--json'])
    expect(ran.exitCode).toBe(2)
    expect(ran.out + ran.error).not.toContain('hunter2')
    const mute = await station.as(OFFICER, ['vault', 'passphrase', station.vault, '--json'])
    expect(mute.json()).toMatchObject({ usage: { code: 'usage/no-new-passphrase' } })
  })
})

describe('samnum vault rotate and samnum vault slots', () => {
  test('the administrator exchanges the vault key, and every passphrase stays', async () => {
    const before = await station.ask<OutputOf<'key.list'>>(OFFICER, ['vault', 'slots', station.vault])
    const rotated = await station.ask<OutputOf<'key.rotate'>>(FOUNDER, ['vault', 'rotate', station.vault])
    expect(rotated.generation).toBe(before.generation + 1)
    await station.refuse(OFFICER, ['vault', 'rotate', station.vault], 'operation/not-allowed')
    const after = await station.ask<OutputOf<'key.list'>>(OTHER_OFFICER, ['vault', 'slots', station.vault])
    expect(after).toEqual({ ...before, generation: rotated.generation })
    expect(after.slots.map(({ number, kind }) => [number, kind])).toEqual([
      [1, 'passphrase'],
      [2, 'passphrase'],
      [3, 'passphrase'],
      [4, 'passphrase'],
    ])
    const km = await station.as(OFFICER, ['vault', 'slots', station.vault, '--language', 'km'])
    expect(km.out).toContain('ឃ្លាសម្ងាត់')
  })
})

describe('samnum vault key-file', () => {
  const keyFile = (...more: string[]) => ['vault', 'key-file', station.vault, ...more]

  test('make writes one that only its owner may read, and from there on it is demanded', async () => {
    const stick = station.path('stick.key')
    expect((await station.as(OFFICER, keyFile())).out).toContain('with a passphrase alone')
    const made = await station.ask(OFFICER, keyFile('make', '--out', stick))
    expect(made).toEqual({ file: stick })
    expect((await stat(stick)).mode & 0o077).toBe(0)
    await station.refuse(OFFICER, list(), 'vault/key-file-needed')
    const opened = await station.as(OFFICER, [...list(), '--key-file', stick])
    expect(opened).toMatchObject({ exitCode: 0, error: '' })
    const environment = { SAMNUM_KEY_FILE: stick }
    expect((await station.as(OFFICER, list(), { environment })).exitCode).toBe(0)
    expect((await station.as(OFFICER, keyFile(), { environment })).out).toContain('and a key file')
    expect((await station.as(OTHER_OFFICER, list())).exitCode).toBe(0)
  })

  test('another file, one that is no key file, and none at all are told apart', async () => {
    const other = station.path('other.key')
    await station.ask(OTHER_OFFICER, keyFile('make', '--out', other))
    await station.refuse(OFFICER, [...list(), '--key-file', other], 'vault/wrong-key-file')
    await station.refuse(OFFICER, [...list(), '--key-file', station.fileOf(OFFICER)], 'vault/wrong-key-file')
    await station.refuse(OFFICER, [...list(), '--key-file', station.path('nowhere')], 'file/not-found')
    await station.refuse(OFFICER, [...list(), '--key-file', station.vault], 'file/is-folder')
    const secret = (await readFile(other, 'utf8')).split('\n')[1] ?? ''
    const refused = await station.as(OFFICER, [...list(), '--key-file', other, '--json'])
    expect(refused.out + refused.error).not.toContain(secret)
    await station.ask(OFFICER, [...list(), '--key-file', station.path('stick.key')])
  })

  test('a file that is there is not replaced', async () => {
    const stick = station.path('stick.key')
    const before = await readFile(stick)
    await station.refuse(OFFICER, [...keyFile('make', '--out', stick), '--key-file', stick], 'extract/exists')
    expect(await readFile(stick)).toEqual(before)
    await station.ask(OFFICER, [...list(), '--key-file', stick])
  })

  test('drop makes the passphrase enough again', async () => {
    const stick = station.path('stick.key')
    const nameless = await station.as(OFFICER, [...keyFile('drop'), '--json'])
    expect(nameless.json()).toMatchObject({
      usage: { code: 'usage/missing-option', facts: { name: '--key-file <file>' } },
    })
    await station.ask(OFFICER, keyFile('drop', '--key-file', stick))
    expect((await station.as(OFFICER, list())).exitCode).toBe(0)
  })
})

describe('wrong passphrases', () => {
  test('make the next try wait: a script is told so, and --wait sits it out', async () => {
    const wrong = await station.secret('wrong', 'not the passphrase')
    for (let tries = 0; tries < 3; tries++) {
      const ran = await station.as(OFFICER, [...list(), '--json'], { passphraseFile: wrong })
      expect(ran.json()).toMatchObject({ failure: { code: 'vault/wrong-passphrase' } })
    }
    // Nobody is asked while the wait lasts, not even for the right passphrase.
    const early = await station.as(OFFICER, [...list(), '--json'])
    expect(early.exitCode).toBe(1)
    const { failure } = early.json<{ failure: { code: string; retry: string; facts: { waitMs: number } } }>()
    expect(failure).toMatchObject({ code: 'vault/wait-before-next-try', retry: 'later' })
    expect(failure.facts.waitMs).toBeGreaterThan(0)
    const waited = await station.as(OFFICER, [...list(), '--wait', '--language', 'km'])
    expect(waited.exitCode).toBe(0)
    expect(waited.error).toContain('អាចសាកម្ដងទៀតក្នុង')
    // Whoever unlocks next is told that somebody tried.
    expect(waited.error).toContain('សូមជ្រាប៖')
    const after = await station.as(OFFICER, list())
    expect(after).toMatchObject({ exitCode: 0, error: '' })
  })

  test('the wait ends when the person wants it', async () => {
    const wrong = await station.secret('wrong-2', 'not the passphrase either')
    for (let tries = 0; tries < 3; tries++) await station.as(OFFICER, list(), { passphraseFile: wrong })
    const ran = await station.as(OFFICER, [...list(), '--wait', '--json'], { signal: AbortSignal.abort() })
    expect(ran.exitCode).toBe(1)
    expect(ran.json()).toMatchObject({ cancelled: true })
    await station.settle()
  })
})
