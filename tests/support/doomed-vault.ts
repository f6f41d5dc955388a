import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { InputOf } from '#contract/operations.ts'
import { asInsider } from './insider.ts'
import {
  type AtEnd,
  COMPLAINT,
  createVault,
  type Desk,
  openDesk,
  PASSPHRASE,
  sealBytes,
} from './make-vault.ts'
import { readEverything } from './raw-pages.ts'
import { addPerson, SECOND_PASSPHRASE } from './second-person.ts'

/** Texts that occur nowhere else but in the case that is destroyed. */
export const CANARIES = [
  'EXPUNGEDtitle',
  'EXPUNGEDsummary',
  'EXPUNGEDstory',
  'EXPUNGEDexhibit',
  'EXPUNGEDvictim',
] as const
export const FOUNDER = { userNumber: 1, passphrase: PASSPHRASE }
export const SECOND = { userNumber: 2, passphrase: SECOND_PASSPHRASE }

/** A closed vault with a case that is to be destroyed. */
export type DoomedVault = {
  readonly folder: string
  /** The number of the case that is to go, of two exhibits, and of one that stays. */
  readonly doomed: string
  readonly kept: string
  readonly order: InputOf<'case.expunge'>
}

/** Makes a vault of a founder and an officer who both hold two cases and have both in their projections. */
export async function makeDoomedVault(atEnd: AtEnd): Promise<DoomedVault> {
  const desk = await createVault({ atEnd })
  const second = await addPerson(desk, 'ចាន់ ធី', ['officer'])
  const [title, summary, narrative, exhibit, victim] = CANARIES
  const doomed = (await desk.ask('case.open', { title })).number
  const complaint = { ...COMPLAINT, summary, narrative, victim: { name: victim } }
  await desk.ask('complaint.add', { complaint, case: doomed })
  await sealBytes(desk, doomed, Buffer.alloc(5000, 7), `${exhibit}.bin`)
  await sealBytes(desk, doomed, Buffer.from('second'), 'second.bin')
  const kept = (await desk.ask('case.open', { title: 'KEPTtitle' })).number
  await sealBytes(desk, kept, Buffer.from('kept'), 'kept.bin')
  for (const name of [doomed, kept]) await desk.ask('case.share', { case: name, userId: second.userId })
  await desk.ask('case.list', {})
  await desk.engine.close()
  const officer = await unlockAs(desk.folder, SECOND, atEnd)
  await officer.ask('case.list', {})
  await officer.engine.close()
  const order = {
    case: doomed,
    confirmNumber: doomed,
    order: {
      reference: 'ដីកា ១២៣/២០២៦',
      authority: 'សាលាដំបូងរាជធានីភ្នំពេញ',
      orderedOn: '2026-11-20',
    },
    secondPerson: SECOND,
  }
  return { folder: desk.folder, doomed, kept, order }
}

/** Opens a vault for one of its people. */
export async function unlockAs(
  folder: string,
  who: { readonly userNumber: number; readonly passphrase: string },
  atEnd?: AtEnd,
): Promise<Desk> {
  const desk = openDesk(folder, atEnd === undefined ? {} : { atEnd })
  await desk.ask('vault.unlock', who)
  return desk
}

/** What of a case is to be looked for, with the bytes by which it is found. */
export type Trace = readonly [what: string, needle: Buffer]

/** What must be found nowhere once a case is gone: its texts, its events' bodies and the grants of its key, each as it is stored. */
export async function tracesOf(folder: string, number: string): Promise<readonly Trace[]> {
  const database = (await asInsider(folder)).openDatabase()
  const caseId = database.prepare('SELECT case_id FROM case_number WHERE number = ?').pluck().get(number)
  const bodies = database.prepare('SELECT seq, sealed_body FROM event WHERE scope = ?').all(caseId) as {
    seq: number
    sealed_body: Buffer
  }[]
  const grants = database.prepare('SELECT sealed_key_hex FROM case_key WHERE case_id = ?').pluck().all(caseId)
  database.close()
  if (bodies.length !== 4 || grants.length !== 2) throw new Error('the case is not as it was made')
  return [
    ...CANARIES.flatMap((text): Trace[] => [
      [text, Buffer.from(text)],
      [`${text} folded`, Buffer.from(text.toLowerCase())],
    ]),
    ...bodies.map(({ seq, sealed_body }): Trace => [`body ${seq}`, sealed_body.subarray(0, 48)]),
    ...grants.map((hex): Trace => ['grant', Buffer.from(hex as string)]),
  ]
}

/** Every trace in every file of a closed vault, decrypted with all keys that there are. */
export async function filesWith(folder: string, traces: readonly Trace[]): Promise<readonly string[]> {
  const files = await readEverything(folder, [FOUNDER, SECOND])
  return [...files].flatMap(([name, bytes]) =>
    traces.filter(([, needle]) => bytes.includes(needle)).map(([what]) => `${name}: ${what}`),
  )
}

/** The finished objects of a vault. */
export async function objectsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'objects'), { recursive: true })
  return names.filter((name) => /[0-9a-f]{32}$/.test(name))
}
