import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { courtPrinter as printer } from '../../support/court-printer.ts'
import { exportTo, smallTools } from '../../support/export-room.ts'
import { createVault, type Desk, sealBytes, whenFileEnds } from '../../support/make-vault.ts'
import { placesOf, readPackage } from '../../support/read-package.ts'
import { ask, extractPages, uncompress } from '../pdf/pdf-desk.ts'

const VICTIM = { km: 'ខៀវ រតនៈ', latin: 'KHIEV RATANAK' }
const WITNESS = 'ប៉ុល ម៉ាលី'
const OWNER = 'ហេង វិចិត្រ'

/** What may not be read in a package for the defence, by what it is. */
const SECRETS: { readonly [what: string]: string } = {
  'the victim’s name': VICTIM.km,
  'in Latin letters': VICTIM.latin,
  'their telephone': '012 987 601',
  'as programs write it': '+85512987601',
  'without its blanks': '012987601',
  'their safe contact': '@after_dark_only',
  'their document': '090807060',
  'their address': 'ផ្ទះលេខ ៤៧ ភូមិអូរដំបងមួយ',
  'their account': '000777111',
  'what happened, in short': 'បាត់សន្សំទាំងអស់ក្នុងមួយយប់',
  'what happened': 'ខ្ញុំខ្មាសគេណាស់ កុំប្រាប់ប្ដីខ្ញុំ',
  'where it happened': 'ហាងកាហ្វេជិតសាលាបឋមសិក្សា',
  'the reference of a loss': 'TXN-SECRET-55',
  'the note of a loss': 'ប្រាក់ថ្លៃរៀនកូន',
  'the note of an identifier': 'លេខដែលគំរាមកូន',
  'a witness': WITNESS,
  'what the witness answered': 'ខ្ញុំឃើញរថយន្តពណ៌ខៀវចតមុខផ្ទះ',
  'what stands in a draft': 'ពង្រាងមិនទាន់ចប់អំពីបន្ទប់ក្រោយ',
  'a letter’s recipient': 'Lantern Telecom Secret Desk',
  'a note of the notebook': 'ប្រភពបានប្រាប់ថាគាត់ខ្លាច',
  'a task': 'ហៅម្ដាយរបស់ជនរងគ្រោះមកជួប',
  'an exhibit that was not chosen': 'រូបថតឯកជន.bin',
  'what is said of it': 'រូបថតក្នុងបន្ទប់ដេក',
  'its bytes': 'BYTES-OF-THE-PRIVATE-PICTURE',
  'whom something was handed to': OWNER,
  'somebody found in a raid': 'លាវ សុជាតា',
  'the number of her telephone': '490154203237518',
}

const atEnd = whenFileEnds()
let desk: Desk
let number: string

beforeAll(async () => {
  desk = await createVault({ atEnd, printer, packageTools: smallTools() })
  number = (await desk.ask('case.open', { title: 'ករណីប្រាក់សន្សំ' })).number
  await complain()
  await hear()
  await seize()
  await note()
})

async function complain(): Promise<void> {
  await desk.ask('complaint.add', {
    case: number,
    complaint: {
      channel: 'walk-in',
      victim: {
        ...{
          name: VICTIM.km,
          latinName: VICTIM.latin,
          phone: '012 987 601',
          address: SECRETS['their address'],
        },
        ...{ idDocument: 'អត្តសញ្ញាណប័ណ្ណ 090807060', safeContact: 'តេឡេក្រាម @after_dark_only' },
      },
      summary: SECRETS['what happened, in short'] ?? '',
      narrative: SECRETS['what happened'] ?? '',
      place: SECRETS['where it happened'],
      identifiers: [
        { kind: 'phone', value: '011 222 333', note: SECRETS['the note of an identifier'] },
        { kind: 'phone', value: '+855 12 987 601' },
        { kind: 'telegram', value: '@after_dark_only' },
      ],
      losses: [
        {
          ...{ state: 'paid', currency: 'USD', amount: '900', reference: 'TXN-SECRET-55' },
          ...{ payer: `ABA 000 777 111 ${VICTIM.latin}`, payee: 'FAKE SHOP', note: 'ប្រាក់ថ្លៃរៀនកូន' },
        },
        { state: 'paid', currency: 'USD', amount: '20', payee: `to the account of ${VICTIM.latin}` },
      ],
    },
  })
}

async function hear(): Promise<void> {
  const { recordId } = await desk.ask('record.draft', {
    case: number,
    content: {
      kind: 'interview',
      data: {
        ...{ role: 'witness', person: { name: WITNESS }, place: 'ស្នងការដ្ឋាន' },
        ...{ startedAt: '2026-11-20T08:30', endedAt: '2026-11-20T09:00', language: 'ខ្មែរ' },
        ...{ needsInterpreter: false, oath: 'sworn', officers: [{ name: 'វិបុល' }] },
        questions: [{ question: 'ឃើញអ្វី?', answer: SECRETS['what the witness answered'] ?? '' }],
        ...{ readBack: 'read-aloud', pagesMarked: 'thumb-print' },
      },
    },
  })
  await desk.ask('record.finalise', { case: number, record: recordId })
  await desk.ask('record.draft', {
    case: number,
    content: {
      kind: 'interview',
      data: {
        ...{ role: 'victim', person: { name: VICTIM.km }, place: 'ស្នងការដ្ឋាន' },
        ...{ startedAt: '2026-11-20T09:30', language: 'ខ្មែរ', needsInterpreter: false },
        ...{ officers: [{ name: 'វិបុល' }], questions: [], statement: SECRETS['what stands in a draft'] },
      },
    },
  })
  await desk.ask('letter.issue', {
    case: number,
    content: {
      ...{ kind: 'transmission', recipient: { name: SECRETS['a letter’s recipient'] ?? '' } },
      ...{ urgency: 'immediate', offence: 'ឆបោក', accounts: [], categories: [], payments: [] },
      signer: { name: 'សុខ' },
    },
  })
}

async function seize(): Promise<void> {
  await sealBytes(desk, number, Buffer.from('a chat'), 'ការសន្ទនា.txt')
  await sealBytes(desk, number, Buffer.from(SECRETS['its bytes'] ?? ''), 'រូបថតឯកជន.bin')
  const [chat, picture] = [`${number}-E001`, `${number}-E002`]
  await desk.ask('examination.record', {
    ...{
      tool: 'exiftool',
      version: '12',
      command: `exiftool "${SECRETS['an exhibit that was not chosen']}"`,
    },
    ...{ startedAtMs: Date.now() - 2_000, endedAtMs: Date.now() - 1_000, inputs: [picture] },
    note: SECRETS['what is said of it'],
  })
  await desk.ask('examination.record', {
    ...{ tool: 'strings', version: '2', command: `strings chat.txt | grep "${VICTIM.latin}"` },
    ...{ startedAtMs: Date.now() - 2_000, endedAtMs: Date.now() - 1_000, inputs: [chat] },
    note: `ជនរងគ្រោះ ${VICTIM.km} បានបង្ហាញ`,
  })
  const phone = await desk.ask('exhibit.register', {
    case: number,
    ...{ category: 'phone', name: `ទូរស័ព្ទរបស់ ${VICTIM.km}`, description: `លេខ 012987601`, photos: [] },
    seized: { place: 'ស្នងការដ្ឋាន' },
  })
  await desk.ask('exhibit.changeSeal', {
    item: phone.number,
    ...{ sealState: 'none', newSealNumber: 'KH-9', photos: [], reason: `ចំពោះមុខ ${VICTIM.km}` },
  })
  await desk.ask('custody.move', {
    ...{ items: [phone.number], purpose: 'return', where: 'ស្នងការដ្ឋាន', sealState: 'intact' },
    to: { kind: 'outside', name: OWNER, document: '090807060' },
    reason: `ប្រគល់ឱ្យ ${OWNER} ជំនួស ${VICTIM.km}`,
    ...{ sealNumber: 'KH-9', photos: [] },
    order: { reference: '១២/២៦', authority: 'ព្រះរាជអាជ្ញា', orderedOn: '2026-11-20' },
  })
  const raid = await desk.ask('raid.open', {
    ...{ case: number, name: 'អគារ ៤', address: 'ភ្នំពេញ', witnesses: [WITNESS] },
    authorisation: { form: 'verbal', authority: 'ព្រះរាជអាជ្ញារង', givenAtMs: Date.now() - 60_000 },
    exception: 'ករណីលើកលែង',
  })
  const at = { case: number, raid: raid.number }
  const found = { role: 'victim', name: SECRETS['somebody found in a raid'] } as const
  const person = await desk.ask('raid.addPerson', { ...at, ...found })
  await desk.ask('raid.addItem', {
    ...{ ...at, category: 'phone', name: 'ទូរស័ព្ទខ្មៅ', photos: [], person: person.code },
    marks: { imeis: [SECRETS['the number of her telephone'] ?? ''] },
  })
}

async function note(): Promise<void> {
  const on = { case: number }
  await desk.ask('note.write', { ...on, text: SECRETS['a note of the notebook'] ?? '' })
  await desk.ask('task.set', { ...on, title: SECRETS['a task'] ?? '' })
  const names = [{ text: VICTIM.km, script: 'khmer' as const }]
  const victim = await desk.ask('party.add', { ...on, role: 'victim', content: { names } })
  const suspect = await desk.ask('party.add', {
    ...{ ...on, role: 'suspect' },
    content: { names: [{ text: 'LIN DARA', script: 'latin' }] },
  })
  const verified = { ...on, confidence: 'verified', seenIn: { kind: 'words', text: 'ទូរស័ព្ទ' } } as const
  await desk.ask('identifier.note', {
    ...{ ...verified, party: victim.number },
    identifiers: [{ kind: 'email', value: 'ratanak.private@mail.example' }],
  })
  // Read off a suspect's telephone, and whose they are nobody says: the complaint does.
  await desk.ask('identifier.note', {
    ...{ ...verified, party: suspect.number },
    identifiers: [
      { kind: 'phone', value: '088 123 4567' },
      { kind: 'phone', value: '(+855) 12-987-601' },
      { kind: 'telegram', value: 'https://t.me/after_dark_only' },
      { kind: 'bank-account', value: '000-777-111' },
      { kind: 'imei', value: '49-015420-323751-8' },
      { kind: 'email', value: 'Ratanak.Private@mail.example' },
    ],
  })
}

function openPdf(bytes: Uint8Array): readonly string[] {
  const attached = ask('pdfdetach', bytes, ['-list'])
  return [...extractPages(bytes), uncompress(bytes), attached]
}

describe('a package for the defence', () => {
  test('has not one word of what is withheld, in no file, format or name', async () => {
    const { path } = await exportTo(desk, number, { variant: 'redacted', exhibits: ['E001'], atEnd })
    expect((await verifyFolder(path))?.isWhole).toBe(true)
    const read = await readPackage(path, openPdf)
    expect([...read.keys()].filter((file) => file.endsWith('.pdf'))).toHaveLength(2)
    for (const [what, secret] of Object.entries(SECRETS)) expect(placesOf(secret, read), what).toEqual([])
  })

  test('is looked through with what finds each of these words in the package for the court', async () => {
    const { path } = await exportTo(desk, number, { atEnd })
    const read = await readPackage(path, openPdf)
    for (const [what, secret] of Object.entries(SECRETS)) expect(placesOf(secret, read), what).not.toEqual([])
    const inPdf = placesOf(VICTIM.km, read).filter((file) => file.endsWith('.pdf'))
    expect(inPdf.length).toBeGreaterThan(1)
  })

  test('goes without what it names of records and letters, and says that it does', async () => {
    const { path } = await exportTo(desk, number, { variant: 'redacted', exhibits: 'none', atEnd })
    const { withheld } = JSON.parse(await readFile(join(path, 'data/withheld.json'), 'utf8'))
    for (const [what, named] of [
      ['record', `${number}-PV01`],
      ['letter', `${number}-L01`],
      ['exhibit', `${number}-E001`],
      ['exhibit', `${number}-E002`],
    ])
      expect(withheld).toContainEqual(expect.objectContaining({ what, number: named }))
  })
})

test('indicators of a whole package have the suspect’s number, and nothing of a victim in any writing', async () => {
  const { path } = await exportTo(desk, number, { atEnd })
  const bundle: { readonly objects: readonly { readonly pattern?: string }[] } = JSON.parse(
    await readFile(join(path, 'data/indicators.stix.json'), 'utf8'),
  )
  const patterns = bundle.objects.flatMap(({ pattern }) => pattern ?? [])
  expect(patterns).toEqual([
    "[user-account:account_type = 'phone' AND user-account:account_login = '+855881234567']",
  ])
})
