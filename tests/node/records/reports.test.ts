import { expect, test } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import { REPORT_KINDS } from '#contract/report-operations.ts'
import type { DigestHex } from '#core/ids.ts'
import { COURT_COMPLAINTS, fillCourtCase } from '../../support/court-case.ts'
import { textsOf } from '../../support/document-text.ts'
import { codeOf, createVault, type Desk } from '../../support/make-vault.ts'
import { makeRecordingPrinter, type RecordingPrinter } from '../../support/recording-printer.ts'
import { addColleague, switchTo } from '../../support/station.ts'

async function courtDesk(): Promise<{ desk: Desk; printer: RecordingPrinter; number: string }> {
  const printer = makeRecordingPrinter()
  const desk = await createVault({ printer })
  return { desk, printer, number: await fillCourtCase(desk) }
}

const ABOUT: { readonly [kind in string]?: string } = {
  complaint: '1',
  'victim-receipt': '1',
  'person-dossier': 'LIN DARA',
}

const orderOf = (kind: (typeof REPORT_KINDS)[number], number: string): InputOf<'report.make'> => {
  const about = ABOUT[kind]
  return { case: number, kind, languages: 'en', ...(about !== undefined && { about }) }
}

test('every kind of report is made, states the head of its case, and is the same again', async () => {
  const { desk, printer, number } = await courtDesk()
  const { head } = await desk.ask('case.show', { case: number })
  for (const kind of REPORT_KINDS) {
    const first = await desk.ask('report.make', orderOf(kind, number))
    expect(first.madeFrom).toMatchObject({ seq: head.seq, hashHex: head.hashHex })
    expect(printer.last().foot).toMatchObject({ ledgerHeadHex: head.hashHex })
    expect(printer.last().foot.checkCode).toMatch(/^[0-9A-F]{4}(-[0-9A-F]{4}){2}$/)
    expect((await desk.ask('report.make', orderOf(kind, number))).digestHex).toBe(first.digestHex)
  }
  expect(desk.bugs).toEqual([])
})

test('a report names nothing of another case of the same station', async () => {
  const { desk, printer, number } = await courtDesk()
  const other = await desk.ask('case.open', { title: 'ANOTHER MATTER' })
  const [first] = COURT_COMPLAINTS
  await desk.ask('complaint.add', {
    case: other.number,
    complaint: {
      ...first,
      summary: 'OTHER SUMMARY',
      victim: { name: 'OTHER VICTIM' },
      narrative: 'OTHER WORDS',
    },
  })
  for (const kind of REPORT_KINDS) {
    await desk.ask('report.make', orderOf(kind, number))
    expect(JSON.stringify(printer.last())).not.toMatch(/OTHER|ANOTHER|-0002/)
  }
})

test('a report up to an earlier head says what the case said then, and one the case never had is refused', async () => {
  const { desk, printer, number } = await courtDesk()
  const order = { case: number, kind: 'loss-and-money-flow', languages: 'en' } as const
  const before = await desk.ask('report.make', order)
  const printed = printer.last()
  await desk.ask('complaint.add', { case: number, complaint: { ...COURT_COMPLAINTS[0], summary: 'later' } })
  expect((await desk.ask('report.make', order)).digestHex).not.toBe(before.digestHex)
  await desk.ask('report.make', { ...order, at: before.madeFrom.hashHex })
  expect(printer.last()).toEqual(printed)
  expect(codeOf(await desk.call('report.make', { ...order, at: 'ab'.repeat(32) as DigestHex }))).toBe(
    'report/head-not-found',
  )
})

test('a report about somebody says which complaint or person it wants', async () => {
  const { desk, number } = await courtDesk()
  const ask = async (kind: 'complaint' | 'person-dossier', about?: string) =>
    codeOf(
      await desk.call('report.make', {
        case: number,
        kind,
        languages: 'km',
        ...(about !== undefined && { about }),
      }),
    )
  expect(await ask('complaint')).toBe('report/about-missing')
  expect(await ask('complaint', '3')).toBe('report/about-not-found')
  expect(await ask('person-dossier')).toBe('report/about-missing')
  expect(await ask('person-dossier', 'nobody at all')).toBe('report/about-not-found')
  const { complaints, people, kinds } = await desk.ask('report.list', { case: number })
  expect(complaints.map(({ order, victim }) => [order, victim])).toEqual([
    [1, 'សុខ ចាន់ធីតា'],
    [2, 'Nguyễn Thị Ánh'],
  ])
  expect(people).toContain('លីន ដារ៉ា')
  expect(kinds.find(({ kind }) => kind === 'person-dossier')?.needs).toBe('person')
})

test('statistics count every case that can be read, and say how many cannot', async () => {
  const { desk, printer, number } = await courtDesk()
  const other = await addColleague(desk, 'other', 'officer')
  const made = await desk.ask('report.statistics', { languages: 'en' })
  expect(made).toMatchObject({ cases: 1, complaints: 2, unreadableCases: 0 })
  expect(JSON.stringify(printer.last())).not.toContain(number)
  await switchTo(desk, other)
  expect(await desk.ask('report.statistics', { languages: 'en' })).toMatchObject({
    cases: 0,
    complaints: 0,
    unreadableCases: 1,
  })
  expect(codeOf(await desk.call('report.make', { case: number, kind: 'case', languages: 'km' }))).toBe(
    'case/not-found',
  )
})

test('one action freezes a payment: recipient, exact account, urgency and file for software are filled in', async () => {
  const { desk, number } = await courtDesk()
  const { number: letter, content } = await desk.ask('letter.freezePayment', {
    case: number,
    complaint: '1',
    lossIndex: 0,
  })
  expect(content).toMatchObject({
    kind: 'freeze',
    urgency: 'immediate',
    recipient: { name: 'ACLEDA Bank' },
    accounts: [{ kind: 'bank-account', value: '9999 0000 0202', service: 'ACLEDA Bank' }],
    payments: [{ lossIndex: 0 }],
  })
  const { text } = await desk.ask('letter.file', { case: number, letter })
  expect(JSON.parse(text)).toMatchObject({
    kind: 'freeze',
    payments: [{ currency: 'KHR', amount: '1050000', reference: 'TXN-7788', on: '2026-11-12' }],
  })
  expect(text).not.toMatch(/012 000 101|010203040|only_after_five/)
  const freeze = (complaint: string, lossIndex: number) =>
    desk.call('letter.freezePayment', { case: number, complaint, lossIndex })
  expect(codeOf(await freeze('1', 2))).toBe('letter/nothing-to-freeze')
  expect(codeOf(await freeze('1', 9))).toBe('letter/payment-not-found')
  expect(codeOf(await freeze('7', 0))).toBe('letter/payment-not-found')
  expect((await desk.ask('letter.list', { case: number })).letters).toHaveLength(1)
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})

test('a changed wording is on the next paper, which names its version, and not on one that was made before', async () => {
  const { desk, printer, number } = await courtDesk()
  const phrases = { unit: { km: 'ស្នងការដ្ឋានខេត្តបាត់ដំបង', en: 'Battambang Commissariat' } }
  const record = { case: number, record: `${number}-PV01`, languages: 'en' } as const
  const old = await desk.ask('record.print', record)
  expect(await desk.ask('template.save', { template: 'letterhead', basedOn: 0, phrases })).toEqual({
    version: 1,
  })
  expect((await desk.ask('record.print', record)).digestHex).toBe(old.digestHex)
  await desk.ask('complaint.add', { case: number, complaint: COURT_COMPLAINTS[1] })
  await desk.ask('report.make', { case: number, kind: 'advisory', languages: 'en' })
  expect(textsOf(printer.last())).toContain('Battambang Commissariat')
  expect(textsOf(printer.last()).join('\n')).toContain('advisory 0, letterhead 1, report-frame 0')
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})

test('a wording that leaves a fact out, names one that is none, or was changed meanwhile is refused', async () => {
  const { desk } = await courtDesk()
  const save = async (phrases: InputOf<'template.save'>['phrases'], basedOn = 0) => {
    const answer = await desk.call('template.save', { template: 'letterhead', basedOn, phrases })
    return answer.outcome === 'failed' ? answer.failure.code : answer.outcome
  }
  const place = (text: string) => ({ placeAndDate: { km: 'ធ្វើនៅ {place} {date}', en: text } })
  expect(await save(place('{place}'))).toBe('template/placeholder-unknown')
  expect(await save(place('{place} {date} {secret}'))).toBe('template/placeholder-unknown')
  expect(await save(place('{place} {date} {Date}'))).toBe('template/placeholder-unknown')
  expect(await save({ condition: { km: 'ក', en: 'x' } })).toBe('template/key-unknown')
  expect(await save({ constructor: { km: 'ក', en: 'x' } })).toBe('template/key-unknown')
  expect(await save({ unit: { km: 'ក\ud800', en: 'x' } })).toBe('input/invalid')
  expect(await save(place('{date}, {place}'))).toBe('done')
  expect(await save(place('{place}, {date}'))).toBe('template/changed-meanwhile')
  expect(await save(place('{place}, {date}'), 1)).toBe('done')
  const shown = await desk.ask('template.show', { template: 'letterhead' })
  expect(shown.versions.map(({ version }) => version)).toEqual([1, 2])
  const saidIn = async (version: number) => {
    const { texts, ...then } = await desk.ask('template.show', { template: 'letterhead', version })
    expect(then.version).toBe(version)
    return texts.find(({ key }) => key === 'placeAndDate')?.changed?.en
  }
  expect([await saidIn(0), await saidIn(1), await saidIn(2)]).toEqual([
    ...[undefined, '{date}, {place}', '{place}, {date}'],
  ])
  for (const version of [3, 99]) {
    const answer = await desk.call('template.show', { template: 'letterhead', version })
    expect(codeOf(answer)).toBe('template/no-such-version')
  }
})

test('only a commander changes wordings and adopts law packs', async () => {
  const { desk } = await courtDesk()
  await switchTo(desk, await addColleague(desk, 'other', 'officer'))
  expect(codeOf(await desk.call('template.save', { template: 'letterhead', basedOn: 0, phrases: {} }))).toBe(
    'operation/not-allowed',
  )
  expect(codeOf(await desk.call('law.adopt', { pack: PACK, digestHex: 'ab'.repeat(32) as DigestHex }))).toBe(
    'operation/not-allowed',
  )
})

test('a preview shows made-up facts in the changed words, as a draft', async () => {
  const { desk, printer } = await courtDesk()
  const phrases = { title: { km: 'ចំណងជើងថ្មី', en: 'New title' } }
  await desk.ask('template.preview', { template: 'freeze', phrases, languages: 'en' })
  expect(textsOf(printer.last())).toContain('New title')
  expect(printer.last().foot.isDraft).toBe(true)
  expect(JSON.stringify(printer.last())).not.toMatch(/ចាន់ធីតា|LIN DARA|TXN-7788/)
})

const PACK = {
  v: 1,
  packId: 'kh-criminal-procedure',
  version: 2,
  dated: '2020-01-01',
  jurisdiction: 'KH',
  title: { km: 'គំរូ', en: 'Sample' },
  source: 'headquarters',
  rules: [
    {
      ruleId: 'search-remarks',
      record: 'search',
      article: { km: 'មាត្រា ១', en: 'art. 1' },
      text: { km: 'ត្រូវសរសេរសម្ដី', en: 'Remarks are written down.' },
      condition: { is: 'present', field: 'remarks' },
      verified: true,
      source: 'headquarters',
    },
  ],
}

const SEARCH: InputOf<'record.draft'>['content'] = {
  kind: 'search',
  data: {
    place: 'ផ្ទះ',
    startedAt: '2026-11-20T08:10',
    authorisation: { by: 'ព្រះរាជអាជ្ញា', form: 'verbal', givenAt: '2026-11-20T07:45' },
    occupant: { isPresent: true, name: 'សុខ' },
    witnesses: [],
    officers: [],
    seized: [],
    pagesMarked: 'signature',
  },
}

test('a law pack that is adopted with the digest on paper holds from then on, and final records keep theirs', async () => {
  const { desk, number } = await courtDesk()
  const first = await desk.ask('record.draft', { case: number, content: SEARCH })
  await desk.ask('record.finalise', { case: number, record: first.recordId })
  const before = await desk.ask('record.show', { case: number, record: first.recordId })

  const { pack } = await desk.ask('law.inspect', { pack: PACK })
  const wrong = { pack: PACK, digestHex: 'ab'.repeat(32) as DigestHex }
  expect(codeOf(await desk.call('law.adopt', wrong))).toBe('law/digest-differs')
  expect(codeOf(await desk.call('law.inspect', { pack: { ...PACK, rules: [] } }))).toBe('law/malformed-pack')
  expect(
    codeOf(await desk.call('law.inspect', { pack: { ...PACK, title: { km: '\ud800', en: 'x' } } })),
  ).toBe('law/malformed-pack')
  const order = { pack: PACK, digestHex: pack.digestHex }
  expect(await desk.ask('law.adopt', order)).toMatchObject({ version: 2, digestHex: pack.digestHex })
  expect(codeOf(await desk.call('law.adopt', order))).toBe('law/version-not-newer')

  const { packs } = await desk.ask('law.list', {})
  expect(packs.map(({ version, isInForce }) => [version, isInForce])).toEqual([
    [1, false],
    [2, true],
  ])
  const second = await desk.ask('record.draft', { case: number, content: SEARCH })
  expect(second.unmet).toMatchObject([{ ruleId: 'search-remarks', effect: 'blocks', packVersion: 2 }])
  const named = { case: number, record: second.recordId }
  expect(codeOf(await desk.call('record.finalise', named))).toBe('record/law-not-met')
  expect(await desk.ask('record.show', { case: number, record: first.recordId })).toEqual(before)
  expect(before.unchecked.map(({ ruleId }) => ruleId)).toContain('search-pages-signed')
  expect(await desk.ask('vault.verify', {})).toMatchObject({ isWhole: true, findings: [] })
})
