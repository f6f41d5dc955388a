import { fillTemplate } from '#contract/fill-template.ts'
import type { Desk } from '../open-vault.ts'
import { makePassphrase } from './make-passphrase.ts'
import { done, type Speaker } from './speaker.ts'

/** The second person of the demonstration's station. */
export type SecondPerson = { readonly number: number; readonly passphrase: string }

const SECOND_NAME = 'មន្ត្រីទីពីរ (ឈ្មោះប្រឌិត)'
const OTHER_CASE = 'ករណីដែលមិនត្រូវបានចែករំលែក (ប្រឌិត)'
const CODE_LABEL = 'ស្រោមសំបុត្រក្នុងទូដែក'

/**
 * Shows what a station of several people has: a second person with whom one case of two is shared, a recovery code that is
 * read back, and a line for the register that is read back.
 */
export async function showStation(desk: Desk, caseNumber: string, say: Speaker): Promise<SecondPerson> {
  const { demo } = say.text
  const passphrase = makePassphrase()
  const input = { name: SECOND_NAME, roles: ['officer' as const], passphrase }
  const { userId, number } = await done(desk.call('people.add', input))
  say.step(demo.second, { name: SECOND_NAME, number })
  say(`   ${fillTemplate(demo.secondPassphrase, { passphrase }, say.language)}`)
  await done(desk.call('case.open', { title: OTHER_CASE }))
  await done(desk.call('case.share', { case: caseNumber, userId }))

  const { code } = await done(desk.call('key.makeRecoveryCode', { label: CODE_LABEL }))
  await done(desk.call('key.checkRecoveryCode', { code }))
  say.step(demo.recoveryCode, { code })

  const { line } = await done(desk.call('ledger.anchor', {}))
  const { verdict } = await done(desk.call('ledger.checkAnchor', { line }))
  if (verdict !== 'same') throw say.stop(demo.notVerified, { what: line })
  say.step(demo.anchor, { line })
  return { number, passphrase }
}

/** Unlocks as the second person, who must see the shared case and no other, and locks again. */
export async function lookAsSecondPerson(
  desk: Desk,
  { number: userNumber, passphrase }: SecondPerson,
  caseNumber: string,
  say: Speaker,
): Promise<void> {
  const { demo } = say.text
  await done(desk.call('vault.unlock', { passphrase, userNumber }))
  const { cases } = await done(desk.call('case.list', {}))
  if (cases.map((line) => line.number).join() !== caseNumber)
    throw say.stop(demo.notVerified, { what: caseNumber })
  say.step(demo.sharing, { number: caseNumber })
  await done(desk.call('vault.lock', {}))
}
