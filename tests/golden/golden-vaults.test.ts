import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { copyVault, makeFolder, openDesk } from '../support/make-vault.ts'
import { GOLDEN_FOLDER, type GoldenFacts } from './facts.ts'

const names = existsSync(GOLDEN_FOLDER)
  ? readdirSync(GOLDEN_FOLDER, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  : []

if (names.length === 0) {
  const reason = 'there is no golden vault yet: node tests/golden/make-golden-vault.ts NAME makes one'
  console.warn(reason)
  test.skip(reason, () => {})
}

describe.each(names)('the golden vault %s', (name) => {
  const facts = JSON.parse(readFileSync(join(GOLDEN_FOLDER, `${name}.json`), 'utf8')) as GoldenFacts

  test.each(facts.people)('opens for person $userNumber, whole, with what they saw then', async (person) => {
    const { userNumber, passphrase, titles, search } = person
    const desk = openDesk(await copyVault(join(GOLDEN_FOLDER, name)))
    const session = await desk.ask('vault.unlock', { userNumber, passphrase })
    expect(session.person).toMatchObject({ number: userNumber, name: person.name })
    expect((await desk.ask('case.list', {})).cases.map(({ title }) => title)).toEqual(titles)
    expect((await desk.ask('case.list', { query: search.query })).total).toBe(search.found)
    expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [], notes: [] })
    await desk.ask('ledger.rebuild', {})
    expect((await desk.ask('case.list', {})).cases.map(({ title }) => title)).toEqual(titles)
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
    expect(desk.bugs).toEqual([])
  })

  test('has the head that was written down, the exhibit that was sealed, and a recovery code that fits', async () => {
    const [first] = facts.people
    const desk = openDesk(await copyVault(join(GOLDEN_FOLDER, name)))
    const { userNumber = 1, passphrase = '' } = first ?? {}
    await desk.ask('vault.unlock', { userNumber, passphrase })
    const anchored = await desk.ask('ledger.checkAnchor', { line: facts.anchor.line })
    expect(anchored).toMatchObject({ verdict: 'same', seq: facts.anchor.seq })
    const out = join(await makeFolder(), 'out')
    const outletId = await desk.engine.offerOutletPath(out)
    await desk.ask('exhibit.extract', { exhibit: facts.exhibit.number, outletId })
    const digest = createHash('sha256').update(await readFile(out))
    expect(digest.digest('hex')).toBe(facts.exhibit.digestHex)
    await desk.ask('key.checkRecoveryCode', { code: facts.recoveryCode })
  })

  test('takes new entries', async () => {
    const [first] = facts.people
    const desk = openDesk(await copyVault(join(GOLDEN_FOLDER, name)))
    const { userNumber = 1, passphrase = '' } = first ?? {}
    await desk.ask('vault.unlock', { userNumber, passphrase })
    const { number } = await desk.ask('case.open', { title: 'of today' })
    expect((await desk.ask('case.show', { case: number })).title).toBe('of today')
    expect((await desk.ask('vault.verify', {})).isWhole).toBe(true)
  })
})
