import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { verifyFolder } from '#node/export/verify-folder.ts'
import { CONTENT, type ContractDesk, type GoodCalls } from './contract-desk.ts'
import { SAMPLE_COMPLAINT } from './sample-calls.ts'

type CaseCall =
  | 'case.open'
  | 'complaint.add'
  | 'complaint.detail'
  | 'complaint.linkExhibits'
  | 'case.share'
  | 'case.readers'
  | 'event.confirm'
  | 'people.suspend'
  | 'people.reinstate'
  | 'people.resetPassphrase'
  | 'case.list'
  | 'intake.offer'
  | 'exhibit.seal'
  | 'exhibit.list'
  | 'exhibit.verify'
  | 'exhibit.extract'
  | 'outlet.offer'
  | 'case.show'
  | 'report.make'
  | 'report.sign'
  | 'report.save'
  | 'report.open'
  | 'report.askTimeStamp'
  | 'report.saveTimeStampRequest'
  | 'report.addTimeStamp'
  | 'ledger.anchor'
  | 'ledger.checkAnchor'
  | 'ledger.anchorState'
  | 'case.disclose'
  | 'case.planExport'
  | 'case.export'
  | 'case.expunge'

/** Good calls of what is about one case, its exhibits and its reports, in an order that works. */
export function goodCaseCalls(desk: ContractDesk): GoodCalls<CaseCall> {
  const { ask, done, offerFile, seen } = desk
  return {
    'case.open': async () => {
      const opened = await done('case.open', { title: 'ករណីសាកល្បង' })
      seen.case = opened.number
      expect(desk.pushes.some((push) => push.topic === 'ledger-grew')).toBe(true)
    },
    'complaint.add': async () => {
      const taken = await done('complaint.add', { complaint: SAMPLE_COMPLAINT, case: seen.case })
      expect(taken.number).toBe(seen.case)
    },
    'complaint.detail': async () => {
      const [taken] = (await done('case.show', { case: seen.case })).complaints
      const complaintId = taken?.complaintId ?? ''
      await done('complaint.detail', { case: seen.case, complaintId, details: { language: 'វៀតណាម' } })
      expect((await done('case.show', { case: seen.case })).complaints[0]?.details).toEqual({
        language: 'វៀតណាម',
      })
    },
    'complaint.linkExhibits': async () => {
      const [taken] = (await done('case.show', { case: seen.case })).complaints
      const complaintId = taken?.complaintId ?? ''
      const { number, exhibitId } = await done('exhibit.seal', {
        case: seen.case,
        intakeId: await offerFile('linked.txt'),
      })
      await done('complaint.linkExhibits', { case: seen.case, complaintId, exhibits: [number] })
      expect((await done('case.show', { case: seen.case })).complaints[0]?.exhibitIds).toEqual([exhibitId])
    },
    'case.share': async () => {
      await done('case.share', { case: seen.case, userId: seen.userId })
    },
    'case.readers': async () => {
      expect((await done('case.readers', { case: seen.case })).readers).toMatchObject([
        { kind: 'person', name: 'សុខ វណ្ណា', state: 'active' },
        { kind: 'person', name: 'ចាន់ ដារ៉ា', state: 'active' },
        { kind: 'recovery-code', label: 'ទូដែក' },
      ])
    },
    'event.confirm': async () => {
      const event = (await done('case.show', { case: seen.case })).events.at(-1)
      const input = {
        case: seen.case,
        seq: event?.seq ?? 0,
        hashHex: event?.hashHex ?? '',
        purpose: 'review' as const,
        note: 'បានអាន',
        secondPerson: { userNumber: 2, passphrase: desk.secondPerson.passphrase },
      }
      const confirmed = await done('event.confirm', input)
      expect(confirmed.confirmedBy).toMatchObject({ userId: seen.userId, name: 'ចាន់ ដារ៉ា' })
      expect((await done('case.show', { case: seen.case })).events.at(-1)).toMatchObject({
        seq: confirmed.seq,
        by: 'ចាន់ ដារ៉ា',
        confirms: { seq: event?.seq, purpose: 'review', note: 'បានអាន' },
      })
    },
    'people.suspend': async () => {
      await done('people.suspend', { userId: seen.userId, reason: 'ផ្លាស់ទៅអង្គភាពផ្សេង' })
      const [, second] = (await done('people.list', {})).people
      expect(second).toMatchObject({ state: 'suspended', hasSlot: false })
    },
    'people.reinstate': async () => {
      await done('people.reinstate', {
        userId: seen.userId,
        reason: 'ត្រឡប់មកវិញ',
        passphrase: 'second, once more',
      })
      const [, second] = (await done('people.list', {})).people
      expect(second).toMatchObject({ state: 'active', hasSlot: true, cases: 0 })
      await done('case.share', { case: seen.case, userId: seen.userId })
    },
    'people.resetPassphrase': async () => {
      const input = { userId: seen.userId, reason: 'ភ្លេច', passphrase: desk.secondPerson.passphrase }
      await done('people.resetPassphrase', input)
      const [, second] = (await done('people.list', {})).people
      expect(second).toMatchObject({ state: 'active', hasSlot: true, cases: 1 })
    },
    'case.list': async () => {
      const { cases, total } = await done('case.list', { query: 'សុភា' })
      expect(total).toBe(1)
      expect(cases[0]).toMatchObject({ number: seen.case, title: 'ករណីសាកល្បង', complaints: 1 })
    },
    'intake.offer': async () => {
      const file = { name: 'upload.txt', sizeBytes: CONTENT.length, modifiedAtMs: null }
      seen.intakeId = (await done('intake.offer', file, 'http')).intakeId
    },
    'exhibit.seal': async () => {
      const sealing = ask('exhibit.seal', { case: seen.case, intakeId: seen.intakeId }, 'http')
      async function* chunks() {
        yield CONTENT.subarray(0, 5)
        yield CONTENT.subarray(5)
      }
      const taken = await desk.engine().acceptUpload(seen.intakeId, chunks(), new AbortController().signal)
      expect(taken.ok).toBe(true)
      expect(await sealing).toMatchObject({ outcome: 'done', value: { sizeBytes: CONTENT.length } })
      const fromPath = await done('exhibit.seal', { case: seen.case, intakeId: await offerFile('path.txt') })
      seen.exhibit = fromPath.number
      const told = desk.pushes.filter(
        (push) => push.topic === 'progress' && push.callId === desk.lastCallId(),
      )
      expect(told.at(-1)).toMatchObject({
        progress: { stage: 'sealing', done: CONTENT.length, total: CONTENT.length },
      })
    },
    'exhibit.list': async () => {
      const { exhibits } = await done('exhibit.list', { case: seen.case })
      expect(exhibits.map((exhibit) => exhibit.name)).toEqual(['linked.txt', 'upload.txt', 'path.txt'])
    },
    'exhibit.verify': async () => {
      expect(await done('exhibit.verify', { exhibit: seen.exhibit })).toMatchObject({ number: seen.exhibit })
    },
    'exhibit.extract': async () => {
      const path = join(desk.room(), 'extracted.txt')
      await done('exhibit.extract', {
        exhibit: seen.exhibit,
        outletId: await desk.engine().offerOutletPath(path),
      })
      expect(await readFile(path)).toEqual(CONTENT)
    },
    'outlet.offer': async () => {
      const { outletId } = await done('outlet.offer', { name: 'download.txt' }, 'http')
      const extracting = ask('exhibit.extract', { exhibit: seen.exhibit, outletId }, 'http')
      const download = await desk.engine().openDownload(outletId, new AbortController().signal)
      if (!download.ok) throw new Error(download.failure.code)
      const chunks: Uint8Array[] = []
      for await (const chunk of download.value.chunks) chunks.push(chunk)
      expect(Buffer.concat(chunks)).toEqual(CONTENT)
      expect(await extracting).toMatchObject({ outcome: 'done' })
    },
    'case.show': async () => {
      const file = await done('case.show', { case: seen.case })
      expect(file.complaints).toHaveLength(1)
      expect(file.exhibits).toHaveLength(3)
      expect(file.departures.map((event) => event.kind)).toEqual(['exhibit-extracted', 'exhibit-extracted'])
    },
    'report.make': async () => {
      const made = await done('report.make', { case: seen.case, kind: 'case', languages: 'km+en' })
      seen.reportId = made.reportId
      const bytes = desk.engine().readReport(made.reportId)
      expect(bytes.ok && bytes.value.length).toBe(made.sizeBytes)
    },
    'report.sign': async () => {
      const signed = await done('report.sign', { reportId: seen.reportId, reason: 'ពិនិត្យហើយ' })
      expect(signed.signatures).toBe(1)
      const bytes = desk.engine().readReport(seen.reportId)
      expect(bytes.ok && bytes.value.length).toBe(signed.sizeBytes)
    },
    'report.save': async () => {
      const path = join(desk.room(), 'report.pdf')
      await done('report.save', {
        reportId: seen.reportId,
        outletId: await desk.engine().offerOutletPath(path),
      })
      expect((await readFile(path)).subarray(0, 5).toString('latin1')).toBe('%PDF-')
      seen.reportPath = path
    },
    'report.open': async () => {
      const [offered] = await desk.engine().offerPaths([seen.reportPath])
      if (offered?.ok !== true) throw new Error('not offered')
      const opened = await done('report.open', { case: seen.case, intakeId: offered.value.intakeId })
      expect(opened).toMatchObject({ signatures: 1, fileName: 'report.pdf' })
      seen.reportId = opened.reportId
    },
    'report.askTimeStamp': async () => {
      const asked = await done('report.askTimeStamp', { reportId: seen.reportId })
      expect(Buffer.from(asked.queryBase64, 'base64')[0]).toBe(0x30)
    },
    'report.saveTimeStampRequest': async () => {
      const path = join(desk.room(), 'request.tsq')
      const outletId = await desk.engine().offerOutletPath(path)
      const saved = await done('report.saveTimeStampRequest', { reportId: seen.reportId, outletId })
      const { queryBase64 } = await done('report.askTimeStamp', { reportId: seen.reportId })
      expect((await readFile(path)).toString('base64')).toBe(queryBase64)
      expect(saved.fileName).toMatch(/\.tsq$/)
    },
    'report.addTimeStamp': async () => {
      const input = { reportId: seen.reportId, answerBase64: 'MAMCAQA=' }
      expect(await ask('report.addTimeStamp', input)).toMatchObject({
        outcome: 'failed',
        failure: { code: 'report/stamp-refused' },
      })
    },
    'ledger.anchor': async () => {
      const { head } = await done('vault.info', {})
      const anchored = await done('ledger.anchor', {})
      expect(anchored).toMatchObject({ seq: head.seq, hashHex: head.hashHex })
      seen.line = anchored.line
    },
    'ledger.checkAnchor': async () => {
      expect(await done('ledger.checkAnchor', { line: seen.line })).toMatchObject({ verdict: 'same' })
    },
    'ledger.anchorState': async () => {
      const { head } = await done('vault.info', {})
      expect(await done('ledger.anchorState', {})).toMatchObject({
        anchored: { seq: head.seq - 1 },
        eventsSince: 0,
      })
    },
    'case.disclose': async () => {
      const path = join(desk.room(), 'case.jsonl')
      const outletId = await desk.engine().offerOutletPath(path)
      const disclosed = await done('case.disclose', { case: seen.case, outletId })
      expect((await readFile(path)).length).toBe(disclosed.sizeBytes)
      expect(desk.pushes.at(-1)).toMatchObject({ topic: 'ledger-grew' })
    },
    'case.planExport': async () => {
      const { exhibit } = seen
      const planned = await done('case.planExport', {
        case: seen.case,
        variant: 'full',
        exhibits: [exhibit],
        recipients: [],
      })
      expect(planned).toMatchObject({ exhibitFiles: 1, withheldEvents: [] })
      expect(planned.exhibits.filter(({ reason }) => reason === null)).toMatchObject([{ number: exhibit }])
    },
    'case.export': async () => {
      const path = join(desk.room(), 'package')
      const outletId = await desk.engine().offerOutletPath(path)
      await done('case.export', {
        case: seen.case,
        variant: 'full',
        exhibits: 'all',
        languages: 'en',
        form: 'folder',
        recipients: [],
        outletId,
      })
      expect(await verifyFolder(path)).toMatchObject({ kind: 'package', isWhole: true })
    },
    'case.expunge': async () => {
      const { number } = await done('case.open', { title: 'by order' })
      const order = { reference: '១២៣', authority: 'សាលាដំបូង', orderedOn: '2026-11-20' }
      const secondPerson = { userNumber: 2, passphrase: desk.secondPerson.passphrase }
      const input = { case: number, confirmNumber: number, order, secondPerson }
      expect(await done('case.expunge', input)).toMatchObject({
        removedObjects: 0,
        agreedBy: { userId: seen.userId, name: 'ចាន់ ដារ៉ា' },
      })
      const shown = await ask('case.show', { case: number })
      expect(shown).toMatchObject({ outcome: 'failed', failure: { code: 'case/not-found' } })
    },
  }
}
