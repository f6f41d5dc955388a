import type { InputOf } from '#contract/operations.ts'
import { LETTER_KINDS } from '#core/letters/letter.ts'
import { INTERVIEW_ROLES } from '#core/records/interview-record.ts'
import { fillCourtCase } from './court-case.ts'
import type { PaperCase } from './draw-every-paper.ts'
import { type Desk, offerPath, sealBytes } from './make-vault.ts'

type Content = InputOf<'record.draft'>['content']
type RecordKind = Content['kind']

/** A name of many scripts, with what could hide or turn a text, an emoji, markup, and letters that no font has. */
export const PAPER_NAME = 'សុខ Nguyễn Ánh 李小龙 สมชาย محمد \u202eabc 👍 <b>&amp; ᚠ'

const OCCUPANT = { isPresent: true, name: PAPER_NAME }
const OFFICERS = [{ name: PAPER_NAME, rank: 'វរសេនីយ៍ត្រី' }]

/** One record of each kind, and of interviews one for each who may be heard; the case that is filled has another already. */
const RECORDS: { readonly [Kind in RecordKind]: (things: string[]) => readonly Content[] } = {
  search: (seized) => [
    {
      kind: 'search',
      data: {
        place: 'ផ្ទះលេខ ១២',
        startedAt: '2026-11-20T08:10',
        authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'verbal', givenAt: '2026-11-20T07:45' },
        occupant: OCCUPANT,
        witnesses: [{ name: 'ម៉ៅ', isPoliceOfOperation: false }],
        officers: OFFICERS,
        seized,
        pagesMarked: 'thumb-print',
      },
    },
  ],
  seizure: (seized) => [
    {
      kind: 'seizure',
      data: {
        place: 'ផ្ទះលេខ ១២',
        seizedAt: '2026-11-20T10:40',
        occupant: OCCUPANT,
        witnesses: [{ name: 'ម៉ៅ', isPoliceOfOperation: false }],
        officers: OFFICERS,
        seized,
        isCopyGiven: true,
        pagesMarked: 'signature',
      },
    },
  ],
  interview: () =>
    INTERVIEW_ROLES.map((role) => ({
      kind: 'interview',
      data: {
        role,
        person: { name: PAPER_NAME, birthDate: '1999-01-05' },
        place: 'ការិយាល័យ',
        startedAt: '2026-11-18T14:00',
        endedAt: '2026-11-18T15:10',
        language: 'ខ្មែរ',
        needsInterpreter: false,
        toldAccusation: true,
        toldMaySayNothing: true,
        toldMayHaveLawyer: true,
        oath: 'sworn',
        officers: OFFICERS,
        questions: [{ question: 'តើអ្នកបានឃើញអ្វី?', answer: 'ឃើញ។' }],
        readBack: 'read-aloud',
        pagesMarked: 'thumb-print',
      },
    })),
}

/** Fills a case of an open vault with everything that papers are made of. */
export async function fillPaperCase(desk: Desk): Promise<PaperCase> {
  const number = await fillCourtCase(desk)
  const on = { case: number }
  const statement = await sealBytes(desk, number, Buffer.from('paid,120'), `${PAPER_NAME}.csv`)
  const picture = await offerPath(desk, 'resources/demo/screenshot-khqr.png')
  await desk.ask('exhibit.seal', { ...on, intakeId: picture })
  await desk.ask('examination.record', {
    ...{ tool: 'sqlite3', version: '3.51', command: `sqlite3 "${PAPER_NAME}"`, note: PAPER_NAME },
    ...{ startedAtMs: Date.now() - 2_000, endedAtMs: Date.now() - 1_000, inputs: [statement.number] },
  })
  const told = await desk.ask('complaint.add', {
    ...on,
    complaint: {
      channel: 'walk-in',
      victim: { name: PAPER_NAME },
      summary: PAPER_NAME,
      narrative: PAPER_NAME,
      typologies: ['sextortion'],
      losses: [
        { state: 'paid', currency: 'USD', amount: '120', rail: 'bank', payer: PAPER_NAME, payee: PAPER_NAME },
      ],
    },
  })
  const raid = await desk.ask('raid.open', {
    ...on,
    name: PAPER_NAME,
    address: 'ភ្នំពេញ',
    authorisation: { form: 'verbal', authority: 'ព្រះរាជអាជ្ញារង', givenAtMs: Date.now() - 60_000 },
    exception: 'ករណីលើកលែង',
    occupant: PAPER_NAME,
    witnesses: [PAPER_NAME, 'សាក្សីទីពីរ'],
  })
  const named = { ...on, raid: raid.number }
  const room = await desk.ask('raid.addRoom', { ...named, name: 'បន្ទប់ ១០១' })
  const taken = { ...named, category: 'phone' as const, name: PAPER_NAME, room: room.code }
  const things: string[] = []
  for (const sealNumber of ['KH-0001', 'KH-0002'])
    things.push((await desk.ask('raid.addItem', { ...taken, sealNumber })).item.number)
  await desk.ask('place.add', { code: 'S1', name: 'ទូ ១', room: 'បន្ទប់វត្ថុតាង' })
  const moved = await desk.ask('custody.move', {
    items: things.slice(0, 1),
    purpose: 'store',
    to: { kind: 'place', place: 'S1' },
    where: PAPER_NAME,
    reason: 'រក្សាទុក',
    sealState: 'intact',
    sealNumber: 'KH-0001',
  })
  const records: string[] = []
  for (const content of Object.values(RECORDS).flatMap((write) => write(things))) {
    const { recordId } = await desk.ask('record.draft', { ...on, content })
    const final = await desk.ask('record.finalise', { ...on, record: recordId, hasSeenWarnings: true })
    records.push(final.number)
  }
  const letters = await issueEachLetter(desk, number, told.complaintId)
  return {
    ...{ number, complaint: '3', person: PAPER_NAME, records, letters },
    ...{ raid: raid.number, things, handOverSeq: moved.seq },
  }
}

async function issueEachLetter(desk: Desk, number: string, complaintId: string): Promise<readonly string[]> {
  const letters: string[] = []
  for (const kind of LETTER_KINDS) {
    const content: InputOf<'letter.issue'>['content'] = {
      kind,
      recipient: { name: PAPER_NAME },
      urgency: 'urgent',
      offence: 'ឆបោក',
      accounts: [{ service: 'Telegram', kind: 'telegram', value: '@shop' }],
      period: { from: '2026-11-01T00:00', to: '2026-11-02T23:59' },
      categories: ['subscriber', 'payments'],
      payments: [{ complaintId, lossIndex: 0 }],
      answerBy: '2026-11-30',
      signer: { name: 'សុខ វណ្ណា' },
    }
    letters.push((await desk.ask('letter.issue', { case: number, content })).number)
  }
  const frozen = await desk.ask('letter.freezePayment', { case: number, complaint: '3', lossIndex: 0 })
  return [...letters, frozen.number]
}
