import { cp, rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '#contract/operations.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { AUDITOR, FOUNDER, OFFICER, openCaseAs, openStation, type Station } from './station.ts'

let station: Station

beforeAll(async () => {
  station = await openStation()
  await openCaseAs(station, FOUNDER, 'ករណីទីមួយ')
})

afterAll(() => station.leave())

const anchor = (...more: string[]) => ['vault', 'anchor', station.vault, ...more]

describe('samnum vault anchor', () => {
  test('writes a line for the register that reads back the same, from anybody', async () => {
    const never = await station.as(AUDITOR, anchor('--state'))
    expect(never.out).toContain('No line was ever written')
    const written = await station.ask<OutputOf<'ledger.anchor'>>(AUDITOR, anchor())
    expect(written.line).toMatch(/^[0-9]{4}-[0-9]{2}-[0-9]{2} · [0-9]+ · [0-9]{6}( [0-9]{6}){7}$/)
    for (const typed of [written.line, toKhmerDigits(written.line)]) {
      const checked = await station.ask<OutputOf<'ledger.checkAnchor'>>(OFFICER, anchor('--check', typed))
      expect(checked).toMatchObject({ verdict: 'same', seq: written.seq })
    }
    const km = await station.as(OFFICER, [...anchor('--check', written.line), '--language', 'km'])
    expect(km.out).toContain('នៅដដែល')
    const state = await station.ask<OutputOf<'ledger.anchorState'>>(OFFICER, anchor('--state'))
    expect(state.anchored?.seq).toBe(written.seq)
    const shown = await station.as(OFFICER, anchor())
    expect(shown.out).toMatch(/^Write this line .*\n\n {4}[0-9]{4}-/)
  })

  test('a line that is misread is refused with its group, and none is written', async () => {
    const { line } = await station.ask<OutputOf<'ledger.anchor'>>(OFFICER, anchor())
    const misread = `${line.slice(0, -1)}${(Number(line.at(-1)) + 1) % 10}`
    const failure = await station.refuse(OFFICER, anchor('--check', misread), 'anchor/malformed')
    expect(failure.facts).toMatchObject({ group: 8 })
    await station.refuse(OFFICER, anchor('--check', 'nothing of the kind'), 'anchor/malformed')
    await station.refuse(OFFICER, anchor('--check', ''), 'anchor/malformed')
  })

  test('a ledger that was taken back or exchanged exits with 1 and says so in both languages', async () => {
    const earlier = station.path('earlier')
    await cp(station.vault, earlier, { recursive: true })
    await openCaseAs(station, FOUNDER, 'ករណីទីពីរ')
    const { line } = await station.ask<OutputOf<'ledger.anchor'>>(FOUNDER, anchor())
    // The machine's own witness would speak up as well.
    const environment = { XDG_STATE_HOME: station.path('another-machine') }
    const check = ['vault', 'anchor', earlier, '--check', line]
    const ahead = await station.as(FOUNDER, [...check, '--json'], { environment })
    expect(ahead.exitCode).toBe(1)
    expect(ahead.json()).toMatchObject({ verdict: 'ahead', failure: { code: 'ledger/behind-witness' } })
    const inWords = await station.as(FOUNDER, [...check, '--language', 'km'], { environment })
    expect(inWords).toMatchObject({ exitCode: 1, out: '' })
    expect(inWords.error).toContain('មានអ្វីមួយត្រូវបានដកថយ')
    for (const title of ['a', 'b', 'c', 'd'])
      await station.as(FOUNDER, ['case', 'open', earlier, '--title', title], { environment })
    const differs = await station.as(FOUNDER, [...check, '--json'], { environment })
    expect(differs.exitCode).toBe(1)
    expect(differs.json()).toMatchObject({ verdict: 'differs', failure: { code: 'ledger/forked' } })
    await rm(earlier, { recursive: true })
  })

  test('takes either --check or --state', async () => {
    const ran = await station.as(OFFICER, [...anchor('--check', 'x', '--state'), '--json'])
    expect(ran.exitCode).toBe(2)
  })
})

describe('what whoever unlocks is told', () => {
  test.each([
    ['km', /^សូមជ្រាប៖ .*[\u1780-\u17dd]/],
    ['en', /^Notice: [^\u1780-\u17dd]*$/],
  ] as const)('a vault that was taken back is noticed on standard error (%s)', async (language, notice) => {
    // A machine of its own for each, because a machine remembers what it has seen.
    const environment = { XDG_STATE_HOME: station.path(`machine-${language}`) }
    const earlier = station.path(`taken-back-${language}`)
    await cp(station.vault, earlier, { recursive: true })
    await station.as(FOUNDER, ['case', 'open', station.vault, '--title', 'ករណី'], { environment })
    const ran = await station.as(OFFICER, ['case', 'list', earlier, '--json', '--language', language], {
      environment,
    })
    expect(ran.exitCode).toBe(0)
    expect(ran.json()).toMatchObject({ total: 0 })
    expect(ran.error).toMatch(notice)
  })

  test('a vault that goes on as it was is opened without a word', async () => {
    const ran = await station.as(OFFICER, ['case', 'list', station.vault])
    expect(ran.error).toBe('')
  })
})

describe('samnum vault rebuild and samnum vault verify', () => {
  test('rebuild makes what one sees again from the events', async () => {
    const before = await station.ask(FOUNDER, ['case', 'list', station.vault])
    const rebuilt = await station.ask<OutputOf<'ledger.rebuild'>>(FOUNDER, [
      'vault',
      'rebuild',
      station.vault,
    ])
    expect(rebuilt.cases).toBeGreaterThan(1)
    expect(await station.ask(FOUNDER, ['case', 'list', station.vault])).toEqual(before)
    const en = await station.as(FOUNDER, ['vault', 'rebuild', station.vault])
    expect(en.out).toMatch(/^Made again from [0-9,]+ events: [0-9]+ cases\.\n$/)
    const km = await station.as(OFFICER, ['vault', 'rebuild', station.vault, '--language', 'km'])
    expect(km.exitCode).toBe(0)
    expect(km.out).toContain('បានបង្កើតឡើងវិញ')
  })

  test('rebuild and slots are refused where there is no vault, and with somebody else’s passphrase', async () => {
    for (const command of ['rebuild', 'slots']) {
      await station.refuse(FOUNDER, ['vault', command, station.elsewhere], 'vault/not-a-vault')
      await station.refuse(FOUNDER, ['vault', command, station.vault], 'vault/wrong-passphrase', {
        passphraseFile: station.fileOf(OFFICER),
        unchanged: station.elsewhere,
      })
      await station.settle()
    }
  })

  test('verify says how many events were judged without being read', async () => {
    const all = await station.ask<OutputOf<'vault.verify'>>(FOUNDER, ['vault', 'verify', station.vault])
    expect(all).toMatchObject({ isWhole: true, checked: { sealedEvents: 0 } })
    const some = await station.ask<OutputOf<'vault.verify'>>(OFFICER, ['vault', 'verify', station.vault])
    expect(some.isWhole).toBe(true)
    expect(some.checked.sealedEvents).toBeGreaterThan(0)
    const en = await station.as(OFFICER, ['vault', 'verify', station.vault])
    expect(en.out).toContain('cases you hold no key of')
    const km = await station.as(OFFICER, ['vault', 'verify', station.vault, '--language', 'km'])
    expect(km.out).toContain('អ្នកគ្មានកូនសោ')
    expect((await station.as(FOUNDER, ['vault', 'verify', station.vault])).out).not.toContain('hold no key')
  })
})
