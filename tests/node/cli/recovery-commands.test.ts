import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutputOf } from '#contract/operations.ts'
import { toKhmerDigits } from '#core/khmer/digits.ts'
import { AUDITOR, FOUNDER, OFFICER, openStation, type Station } from './station.ts'

/** Made with `age-keygen` for these tests, and used nowhere else. */
const RECIPIENT = 'age12sasce7gshyrmuv6z4fxjgr2szm8ts4hrc8tal6n7rg27zet2q9qstysgv'
const IDENTITY = 'AGE-SECRET-KEY-1N3DRGEQD7LQPGZRUH09NXHKHQZA2K2DUKGVW22J65DKV9Z62AN9QZ66EDM'
const OTHER_IDENTITY = 'AGE-SECRET-KEY-1VJS0Q5QS7W66K8PD22V4VVHJAHQJW5LH5JALYX6KVUL47A4HTRFQR7FZ7N'

let station: Station
let code: string

beforeAll(async () => {
  station = await openStation()
})

afterAll(() => station.leave())

const recoveryCode = (...more: string[]) => ['vault', 'recovery-code', station.vault, ...more]
const escrow = (...more: string[]) => ['vault', 'escrow', station.vault, ...more]

async function slots(): Promise<OutputOf<'key.list'>['slots']> {
  return (await station.ask<OutputOf<'key.list'>>(AUDITOR, ['vault', 'slots', station.vault])).slots
}

describe('samnum vault recovery-code', () => {
  test('says that there is none, and refuses to make one for whoever is no administrator', async () => {
    const listed = await station.as(OFFICER, recoveryCode())
    expect(listed.out).toContain('There is no recovery code.')
    await station.refuse(OFFICER, recoveryCode('make', '--label', 'x'), 'operation/not-allowed')
    await station.refuse(FOUNDER, recoveryCode('remove'), 'vault/recovery-not-found')
  })

  test('make prints the code once, in groups, with what to do, in both languages', async () => {
    const km = await station.as(FOUNDER, [...recoveryCode('make', '--label', 'ទូដែក'), '--language', 'km'])
    expect(km).toMatchObject({ exitCode: 0, error: '' })
    expect(km.out).toMatch(/\n {4}[0-9]{6} {2}[0-9]{6} {2}[0-9]{6} {2}[0-9]{6}\n {4}[0-9]{6}/)
    expect(km.out).toContain('ស្រោមសំបុត្របិទត្រា')
    const en = await station.as(FOUNDER, recoveryCode('make', '--label', 'the safe'))
    expect(en.out).toContain('sealed envelope')
    const groups: readonly string[] = en.out.match(/\b[0-9]{6}\b/g) ?? []
    expect(groups).toHaveLength(8)
    for (const group of groups) expect(Number(group) % 11).toBe(0)
    const made = await station.ask<{ code: string; label: string; holderId: string }>(
      FOUNDER,
      recoveryCode('make', '--label', 'the safe'),
    )
    code = made.code
    expect(code.match(/[0-9]{6}/g)).toHaveLength(8)
    expect(made.label).toBe('the safe')
    // The one before it ended, and no list shows a code.
    const listed = await station.as(OFFICER, [...recoveryCode(), '--json'])
    expect(listed.json()).toMatchObject({ slots: [{ kind: 'recovery-code', label: 'the safe' }] })
    expect(listed.out).not.toContain(groups[0] ?? '')
    const earlier = await station.secret('earlier', groups.join('-'))
    await station.refuse(
      OFFICER,
      recoveryCode('check', '--code-file', earlier),
      'vault/wrong-recovery-code',
      {
        unchanged: station.elsewhere,
      },
    )
    await station.settle()
  })

  test('says that nobody has read the code back, until somebody has, over restarts', async () => {
    const info = async () =>
      (await station.ask<OutputOf<'vault.info'>>(AUDITOR, ['vault', 'info', station.vault])).recovery
    expect(await info()).toBe('unchecked')
    for (const [language, never, due] of [
      ['en', 'never', 'nobody has read back'],
      ['km', 'មិនទាន់', 'មិនទាន់មានអ្នកពិនិត្យ'],
    ] as const) {
      expect((await station.as(OFFICER, [...recoveryCode(), '--language', language])).out).toContain(never)
      const shown = await station.as(AUDITOR, ['vault', 'info', station.vault, '--language', language])
      expect(shown.out).toContain(due)
    }
    await station.as(AUDITOR, recoveryCode('check', '--code-file', await station.secret('read', code)))
    expect(await info()).toBe('ready')
    expect((await slots()).find(({ kind }) => kind === 'recovery-code')?.checkedAtMs).toBeGreaterThan(0)
    const { out } = await station.as(OFFICER, recoveryCode())
    expect(out).toMatch(/ 20[0-9]{2}-[0-9]{2}-[0-9]{2} /)
  })

  test('check takes the code as somebody types it, and names the group that is misread', async () => {
    const groups: readonly string[] = code.match(/[0-9]{6}/g) ?? []
    for (const typed of [code, toKhmerDigits(groups.join(' ')), groups.join('')]) {
      const file = await station.secret('typed', typed)
      const checked = await station.as(OFFICER, recoveryCode('check', '--code-file', file))
      expect(checked).toMatchObject({ exitCode: 0, error: '' })
    }
    const digits = (groups[2] ?? '').split('')
    const misread = groups.with(2, digits.with(3, String((Number(digits[3]) + 1) % 10)).join(''))
    const file = await station.secret('misread', misread.join('-'))
    const failure = await station.refuse(
      OFFICER,
      recoveryCode('check', '--code-file', file),
      'vault/recovery-code-malformed',
    )
    expect(failure.facts).toMatchObject({ group: 3 })
  })

  test('a code among the arguments is refused and not repeated', async () => {
    for (const args of [
      recoveryCode('check', code),
      recoveryCode(code),
      recoveryCode('check', `--code=${code}`),
      ['vault', 'recover', station.vault, code],
    ]) {
      const ran = await station.run([...args, '--json'], { passphraseFile: station.fileOf(OFFICER) })
      expect(ran.exitCode).toBe(2)
      expect(ran.out + ran.error).not.toContain(code.slice(0, 6))
    }
  })

  test('a code that cannot be asked for is wrong usage', async () => {
    const ran = await station.as(OFFICER, [...recoveryCode('check'), '--json'])
    expect(ran.exitCode).toBe(2)
    expect(ran.json()).toMatchObject({ usage: { code: 'usage/no-recovery-code' } })
  })
})

describe('samnum vault escrow', () => {
  test('add lets a recipient in, list shows them to everybody', async () => {
    expect((await station.as(OFFICER, escrow())).out).toContain('cannot open this vault')
    const add = (recipient: string, label: string) =>
      escrow('add', '--recipient', recipient, '--label', label)
    await station.refuse(OFFICER, add(RECIPIENT, 'HQ'), 'operation/not-allowed')
    await station.refuse(FOUNDER, add(`${RECIPIENT.slice(0, -1)}x`, 'HQ'), 'vault/escrow-recipient-refused')
    const added = await station.ask<OutputOf<'key.addEscrow'>>(FOUNDER, add(RECIPIENT, 'អគ្គស្នងការដ្ឋាន'))
    await station.refuse(FOUNDER, add(RECIPIENT, 'again'), 'vault/escrow-exists')
    const listed = await station.as(AUDITOR, [...escrow(), '--language', 'km'])
    expect(listed.out).toContain('កូនសោអគ្គស្នងការដ្ឋាន')
    expect((await slots()).find((slot) => slot.kind === 'escrow')).toMatchObject({
      holderId: added.holderId,
      label: 'អគ្គស្នងការដ្ឋាន',
    })
  })

  test('remove finds the only one by itself, and refuses one that is not there', async () => {
    await station.refuse(FOUNDER, escrow('remove', 'nobody'), 'vault/recovery-not-found')
    await station.refuse(OFFICER, escrow('remove'), 'operation/not-allowed')
  })
})

describe('samnum vault recover', () => {
  const recover = (...more: string[]) => ['vault', 'recover', station.vault, ...more]

  /** Runs recovery, for which nobody's passphrase is at hand. */
  async function run(args: readonly string[]) {
    return await station.run([...args, '--json'], { passphraseFile: null })
  }

  test('with the recovery code gives one person a new passphrase, and the old one ends', async () => {
    const fresh = await station.secret('fresh', 'a passphrase after recovery')
    const codeFile = await station.secret('code', code)
    const recovered = await run(
      recover('--code-file', codeFile, '--new-passphrase-file', fresh, '--user', '2'),
    )
    expect(recovered).toMatchObject({ exitCode: 0 })
    expect(recovered.json()).toMatchObject({ person: { number: 2, name: station.nameOf(2) } })
    expect(recovered.out).not.toContain(code.slice(0, 6))
    const theirs = await station.run(['case', 'list', station.vault, '--user', '2'], {
      passphraseFile: fresh,
    })
    expect(theirs.exitCode).toBe(0)
    expect((await station.as(OFFICER, ['case', 'list', station.vault])).exitCode).toBe(1)
    await station.settle()
  })

  test('as headquarters, with the identity as age-keygen writes it, for the first administrator', async () => {
    const fresh = await station.secret('fresh-1', 'the founder starts anew')
    const identity = await station.secret(
      'identity',
      `# created: today\n# public key: ${RECIPIENT}\n${IDENTITY}`,
    )
    const foreign = await station.secret('foreign', OTHER_IDENTITY)
    const refused = await run(recover('--identity-file', foreign, '--new-passphrase-file', fresh))
    expect(refused.exitCode).toBe(1)
    expect(refused.out).not.toContain('AGE-SECRET-KEY')
    const en = await station.run(recover('--identity-file', identity, '--new-passphrase-file', fresh), {
      passphraseFile: null,
    })
    expect(en.exitCode).toBe(0)
    expect(en.out).toContain('The vault was recovered.')
    expect(en.out).not.toContain('make a new one')
    const listed = await station.run(['vault', 'users', station.vault, '--user', '1'], {
      passphraseFile: fresh,
    })
    expect(listed.exitCode).toBe(0)
    const removed = await station.run([...escrow('remove'), '--json'], { passphraseFile: fresh })
    expect(removed.exitCode).toBe(0)
    const gone = await station.run([...recoveryCode('remove')], { passphraseFile: fresh })
    expect(gone.out).toContain('no longer opens the vault')
    expect((await slots()).map((slot) => slot.kind)).not.toContain('escrow')
    const late = await run(recover('--identity-file', identity, '--new-passphrase-file', fresh))
    expect(late.exitCode).toBe(1)
  })

  test('refuses a wrong code, and says where the code or the passphrase cannot be asked for', async () => {
    const fresh = await station.secret('fresh-3', 'never to be used at all')
    const wrong = await station.secret('zeros', Array(8).fill('000011').join('-'))
    const refused = await run(recover('--code-file', wrong, '--new-passphrase-file', fresh))
    expect(refused.exitCode).toBe(1)
    expect(refused.json<{ failure: { code: string } }>().failure.code).toMatch(
      /^vault\/(wrong-recovery-code|recovery-not-found)$/,
    )
    expect((await run(recover())).json()).toMatchObject({ usage: { code: 'usage/no-recovery-code' } })
    expect((await run(recover('--code-file', wrong))).json()).toMatchObject({
      usage: { code: 'usage/no-new-passphrase' },
    })
    const nowhere = await run(['vault', 'recover', station.path('nowhere')])
    expect(nowhere.json()).toMatchObject({ failure: { code: 'vault/not-found' } })
  })
})
