import { describe, expect, it } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { ExhibitId, ObjectId } from '#core/ids.ts'
import { loadCaseFile } from '../../../../src/renderer/state/case-actions.ts'
import { searchCases, turnCasePage } from '../../../../src/renderer/state/case-list-actions.ts'
import {
  beginDraft,
  editDraft,
  findKeptDrafts,
  recheckDraft,
  saveDraft,
} from '../../../../src/renderer/state/complaint-actions.ts'
import { writeField } from '../../../../src/renderer/state/complaint-edit.ts'
import type { Desk } from '../../../../src/renderer/state/desk.ts'
import { extractExhibit } from '../../../../src/renderer/state/exhibit-actions.ts'
import { goTo, leaveDraft, requestLock, unfinishedOf } from '../../../../src/renderer/state/navigation.ts'
import { shownOf } from '../../../../src/renderer/state/remote.ts'
import { makeReport, saveReport, signReport } from '../../../../src/renderer/state/report-actions.ts'
import { HOME } from '../../../../src/renderer/state/route.ts'
import {
  clearEndedSealings,
  sealOffered,
  stopSealing,
} from '../../../../src/renderer/state/sealing-actions.ts'
import { stopVerifying, verifyVault } from '../../../../src/renderer/state/verify-actions.ts'
import { makeWorkplace } from '../../../../src/renderer/state/workplace.ts'
import { makeDeferred } from '../../../support/deferred.ts'
import {
  type Answers,
  caseFileOf,
  digestOf,
  done,
  idOf,
  makeScriptedDesk,
  SESSION,
  settle,
} from '../../../support/scripted-desk.ts'

/** What was asked of the engine beside the keeping of drafts. */
function saidOf(calls: readonly string[]): readonly string[] {
  return calls.filter((name) => !name.startsWith('draft.'))
}

function sitDown(answers: Answers, ways: Partial<Desk> = {}) {
  const desk = makeScriptedDesk(answers, ways)
  return { desk, at: makeWorkplace(desk, SESSION, () => 0) }
}

const caseId = idOf('1')

describe('the list of cases', () => {
  it('shows the answer to the newest search, whatever order the answers come in', async () => {
    const slow = makeDeferred<Envelope<OutputOf<'case.list'>>>()
    const { at } = sitDown({
      'case.list': ({ query }) => (query === 'slow' ? slow.promise : done({ cases: [], total: 7 })),
    })
    const first = searchCases(at, 'slow')
    await searchCases(at, 'quick')
    slow.resolve(done({ cases: [], total: 99 }))
    await first
    expect(shownOf(at.store.getState().caseList.page)?.total).toBe(7)
    expect(at.store.getState().caseList.query).toBe('quick')
  })

  it('begins a new search on its first page and never turns before it', async () => {
    const offsets: (number | undefined)[] = []
    const { at } = sitDown({
      'case.list': ({ offset }) => {
        offsets.push(offset)
        return done({ cases: [], total: 500 })
      },
    })
    await turnCasePage(at, 100)
    await searchCases(at, 'x')
    await turnCasePage(at, -50)
    expect(offsets).toEqual([100, 0, 0])
  })
})

describe('a case file', () => {
  it('of another case never takes the place of the one that is open', async () => {
    const slow = makeDeferred<Envelope<OutputOf<'case.show'>>>()
    const { at } = sitDown({
      'case.show': (input) => (input.case === idOf('1') ? slow.promise : done(caseFileOf('2', 'second'))),
    })
    const first = loadCaseFile(at, idOf('1'))
    await loadCaseFile(at, idOf('2'))
    slow.resolve(done(caseFileOf('1', 'first')))
    await first
    const open = at.store.getState().caseFile
    expect(open && shownOf(open.file)?.title).toBe('second')
  })
})

describe('a complaint', () => {
  async function written(answers: Answers) {
    const { desk, at } = sitDown(answers)
    await beginDraft(at, 'new')
    editDraft(at, 'new', (edit) => {
      const named = writeField(writeField(edit, 'victim.name', 'ចាន់ សុភា'), 'summary', 'សង្ខេប')
      return writeField(named, 'narrative', 'ដំណើររឿង')
    })
    return { desk, at }
  }

  it('goes nowhere while something must be mended, and keeps every word', async () => {
    const { desk, at } = await written({})
    editDraft(at, 'new', (edit) => writeField(edit, 'happenedFrom', '31/2/2026'))
    expect(await saveDraft(at, null)).toBeNull()
    expect(saidOf(desk.calls)).toEqual([])
    const draft = at.store.getState().drafts.new
    expect(draft?.problems).toMatchObject({ happenedFrom: { code: 'date/impossible' } })
    expect(draft?.edit.texts.narrative).toBe('ដំណើររឿង')
  })

  it('keeps every word when the engine refuses it, and says why at the field', async () => {
    const { at } = await written({
      'complaint.add': () => ({
        outcome: 'failed',
        failure: {
          code: 'input/invalid',
          problems: [{ field: 'complaint.receivedOn', code: 'date/impossible' }],
        },
      }),
    })
    expect(await saveDraft(at, null)).toBeNull()
    const draft = at.store.getState().drafts.new
    expect(draft?.problems).toMatchObject({ receivedOn: { code: 'date/impossible' } })
    expect(draft?.saving).toMatchObject({ kind: 'failure' })
    expect(draft?.edit.texts['victim.name']).toBe('ចាន់ សុភា')
  })

  it('is gone from the window once the ledger has it', async () => {
    const inputs: unknown[] = []
    const { at } = await written({
      'complaint.add': (input) => {
        inputs.push(input)
        return done({
          complaintId: idOf('9'),
          caseId: caseFileOf('1').caseId,
          number: '2026-0001',
          exhibits: [],
        })
      },
    })
    expect(await saveDraft(at, null)).toMatchObject({ number: '2026-0001' })
    expect(at.store.getState().drafts).toEqual({})
    expect(at.store.getState().notices.at(-1)?.said).toEqual({ what: 'complaint-saved', number: '2026-0001' })
    expect(inputs).toHaveLength(1)
    expect(inputs[0]).not.toHaveProperty('case')
  })

  it('is kept at every word, and found again with its files after the machine stopped', async () => {
    const saved: string[] = []
    const { at } = await written({
      'draft.save': ({ text, revision }) => {
        saved.push(text)
        return done({ revision: revision + 1, savedAtMs: 1 })
      },
    })
    await settle()
    const [text = ''] = saved.slice(-1)
    const later = sitDown({
      'draft.list': () =>
        done({ drafts: [{ name: 'complaint:new', revision: 1, savedAtMs: 1, length: text.length }] }),
      'draft.load': () => done({ draft: { revision: 1, savedAtMs: 1, text } }),
      'draft.files': () =>
        done({ files: [{ fileId: idOf('7'), name: 'a.png', sizeBytes: 3, modifiedAtMs: null }] }),
      'draft.readCodes': () => done({ codes: [{ kind: 'url' as const, payload: 'https://a.example' }] }),
    })
    await findKeptDrafts(later.at)
    const draft = later.at.store.getState().drafts.new
    expect(draft?.edit).toEqual(at.store.getState().drafts.new?.edit)
    expect(draft?.files).toMatchObject([
      { name: 'a.png', state: { status: 'kept', codes: { status: 'read', codes: [{ kind: 'url' }] } } },
    ])
  })

  it('is not sent twice while it is being saved', async () => {
    const answer = makeDeferred<Envelope<OutputOf<'complaint.add'>>>()
    const { desk, at } = await written({ 'complaint.add': () => answer.promise })
    const first = saveDraft(at, null)
    expect(await saveDraft(at, null)).toBeNull()
    answer.resolve(
      done({ complaintId: idOf('9'), caseId: caseFileOf('1').caseId, number: '2026-0001', exhibits: [] }),
    )
    await first
    expect(saidOf(desk.calls)).toEqual(['complaint.add'])
  })

  it('is checked for what was written wrong before it is tried to be saved, not for what is still empty', async () => {
    const { at } = sitDown({})
    await beginDraft(at, 'new')
    editDraft(at, 'new', (edit) => writeField(edit, 'victim.birthDate', '99/99/1990'))
    recheckDraft(at, 'new')
    expect(Object.keys(at.store.getState().drafts.new?.problems ?? {})).toEqual(['victim.birthDate'])
  })

  it('is asked about before its screen is left, kept or thrown away as the person decides', async () => {
    const { at } = await written({})
    goTo(at, { screen: 'new-complaint', caseId: null })
    expect(goTo(at, { screen: 'verify' })).toBe(false)
    expect(at.store.getState().dialog).toEqual({ name: 'leave-draft', to: { screen: 'verify' } })
    expect(at.store.getState().route.screen).toBe('new-complaint')
    leaveDraft(at, { screen: 'verify' }, 'keep')
    expect(at.store.getState()).toMatchObject({ route: { screen: 'verify' }, dialog: null })
    expect(at.store.getState().drafts).toHaveProperty('new')
    goTo(at, { screen: 'new-complaint', caseId: null })
    leaveDraft(at, HOME, 'discard')
    expect(at.store.getState().drafts).toEqual({})
  })

  it('without a word is left without asking', async () => {
    const { at } = sitDown({})
    goTo(at, { screen: 'new-complaint', caseId: null })
    await beginDraft(at, 'new')
    expect(goTo(at, HOME)).toBe(true)
  })

  it('that is not saved makes the lock ask once, and asking again locks', async () => {
    const { at } = await written({})
    expect(unfinishedOf(at.store.getState())).toEqual({ drafts: 1, sealings: 0 })
    expect(requestLock(at)).toBe(false)
    expect(at.store.getState().dialog).toEqual({ name: 'lock' })
    expect(requestLock(at)).toBe(true)
    expect(requestLock(sitDown({}).at)).toBe(true)
  })
})

const exhibit: OutputOf<'exhibit.seal'> = {
  exhibitId: idOf<ExhibitId>('5'),
  number: '2026-0001-E001',
  name: 'a.png',
  sealedAtMs: 0,
  sealedBy: 'សុខ សំណាង',
  sizeBytes: 3,
  digestHex: digestOf('1'),
  objectId: idOf<ObjectId>('6'),
  segmentSizeBytes: 1024,
  sealDigestHex: digestOf('2'),
}

function offered(...names: string[]) {
  return done({
    files: names.map((name, index) => ({
      outcome: 'offered' as const,
      item: { intakeId: idOf(String(index)), name, sizeBytes: 3 },
    })),
  })
}

describe('sealing', () => {
  it('takes one file after the other', async () => {
    let running = 0
    let most = 0
    const { at } = sitDown({
      'exhibit.seal': async () => {
        running += 1
        most = Math.max(most, running)
        await settle()
        running -= 1
        return done(exhibit)
      },
    })
    await Promise.all([sealOffered(at, caseId, offered('a', 'b')), sealOffered(at, caseId, offered('c'))])
    expect(most).toBe(1)
    expect(at.store.getState().sealings.map(({ work }) => work.status)).toEqual(['done', 'done', 'done'])
  })

  it('shows a refused file with its reason and seals the others', async () => {
    const { at } = sitDown({ 'exhibit.seal': () => done(exhibit) })
    await sealOffered(
      at,
      caseId,
      done({
        files: [
          { outcome: 'refused', name: 'folder', failure: { code: 'intake/is-folder' } },
          { outcome: 'offered', item: { intakeId: idOf('1'), name: 'a.png', sizeBytes: 3 } },
        ],
      }),
    )
    expect(at.store.getState().sealings.map(({ name, work }) => [name, work.status])).toEqual([
      ['folder', 'refused'],
      ['a.png', 'done'],
    ])
  })

  it('is stopped by the person, running or waiting', async () => {
    const { at } = sitDown({
      'exhibit.seal': (_input, { signal }) =>
        new Promise((resolve) => signal?.addEventListener('abort', () => resolve({ outcome: 'cancelled' }))),
    })
    const sealed = sealOffered(at, caseId, offered('a', 'b'))
    await settle()
    const [first, second] = at.store.getState().sealings.map(({ key }) => key)
    stopSealing(at, second ?? 0)
    stopSealing(at, first ?? 0)
    await sealed
    expect(at.store.getState().sealings.map(({ work }) => work.status)).toEqual(['cancelled', 'cancelled'])
    clearEndedSealings(at, caseId)
    expect(at.store.getState().sealings).toEqual([])
  })

  it('of a file that vanished ends with that reason instead of waiting for ever', async () => {
    const { at } = sitDown(
      {
        'exhibit.seal': (_input, { signal }) =>
          new Promise((resolve) =>
            signal?.addEventListener('abort', () => resolve({ outcome: 'cancelled' })),
          ),
      },
      { sendFile: async () => 'not-readable' },
    )
    await sealOffered(at, caseId, offered('gone'))
    expect(at.store.getState().sealings[0]?.work).toEqual({
      status: 'refused',
      refusal: { kind: 'failure', failure: { code: 'intake/read-failed' } },
    })
  })

  it('says why when no file could be offered at all', async () => {
    const { at } = sitDown({})
    expect(await sealOffered(at, caseId, { outcome: 'bug', reference: 'carrier-no-answer' })).toMatchObject({
      kind: 'bug',
    })
    expect(await sealOffered(at, caseId, { outcome: 'cancelled' })).toBeNull()
    expect(at.store.getState().sealings).toEqual([])
  })
})

describe('extracting', () => {
  it('starts the download only once the engine sends', async () => {
    const order: string[] = []
    const { at } = sitDown(
      {
        'exhibit.extract': async () => {
          order.push('engine')
          await settle()
          return done({ ...exhibit })
        },
      },
      { openOutlet: async () => done({ outletId: idOf('7'), receive: () => void order.push('download') }) },
    )
    await extractExhibit(at, exhibit)
    expect(order).toEqual(['engine', 'download'])
    expect(at.store.getState().exhibitDesks[exhibit.exhibitId]?.extracting.status).toBe('done')
  })

  it('asks the engine for nothing when the person closes the dialog', async () => {
    const { desk, at } = sitDown({}, { openOutlet: async () => done(null) })
    await extractExhibit(at, exhibit)
    expect(desk.calls).toEqual([])
  })
})

const made: OutputOf<'report.make'> = {
  reportId: idOf('8'),
  fileName: 'report.pdf',
  pages: 2,
  sizeBytes: 4,
  digestHex: digestOf('3'),
  madeFrom: { seq: 3, hashHex: digestOf('e') },
}

const orderIn = (languages: 'km' | 'en') =>
  ({ name: 'report.make', input: { case: caseId, kind: 'case', languages } }) as const

describe('the report', () => {
  it('that was asked for last is the one on screen', async () => {
    const slow = makeDeferred<Envelope<OutputOf<'report.make'>>>()
    const { at } = sitDown({
      'report.make': ({ languages }) => (languages === 'km' ? slow.promise : done(made)),
    })
    const first = makeReport(at, 'case', orderIn('km'))
    await makeReport(at, 'case', orderIn('en'))
    slow.resolve({ outcome: 'cancelled' })
    await first
    const { report } = at.store.getState()
    expect(report).toMatchObject({ run: 2, making: { status: 'done' }, bytes: { status: 'ready' } })
  })

  it('is saved where the person says', async () => {
    const { desk, at } = sitDown({
      'report.make': () => done(made),
      'report.save': ({ outletId }) =>
        done({ fileName: `report to ${outletId}`, sizeBytes: 4, digestHex: digestOf('3') }),
    })
    await saveReport(at)
    expect(desk.calls).toEqual([])
    await makeReport(at, 'case', orderIn('km'))
    await saveReport(at)
    expect(at.store.getState().report?.saving).toMatchObject({ status: 'done' })
  })

  it('that is signed takes the place of the one that is not', async () => {
    const { at } = sitDown({
      'report.make': () => done(made),
      'report.sign': ({ reportId }) =>
        done({
          reportId,
          sizeBytes: 9,
          digestHex: digestOf('4'),
          signatures: 1,
          signedAs: 'Sok',
          publicKeyHex: '04',
          certificateDigestHex: digestOf('5'),
          certified: { by: 'owner', why: 'not-enrolled' },
        }),
    })
    expect(await signReport(at, 'author')).toEqual({ outcome: 'cancelled' })
    await makeReport(at, 'case', orderIn('km'))
    await signReport(at, 'author')
    expect(at.store.getState().report).toMatchObject({
      making: { value: { sizeBytes: 9, digestHex: digestOf('4'), pages: 2 } },
      signing: { status: 'done' },
      bytes: { status: 'ready' },
    })
  })
})

describe('verifying', () => {
  it('runs once at a time, tells how far it is, and can be stopped', async () => {
    const { desk, at } = sitDown({
      'vault.verify': (_input, { signal, onProgress }) => {
        onProgress?.({ stage: 'checking-events', done: 1, total: 2 })
        return new Promise((resolve) =>
          signal?.addEventListener('abort', () => resolve({ outcome: 'cancelled' })),
        )
      },
    })
    const first = verifyVault(at)
    await verifyVault(at)
    expect(at.store.getState().verification).toMatchObject({ status: 'running', progress: { done: 1 } })
    stopVerifying(at)
    expect(at.store.getState().verification).toMatchObject({ isStopping: true })
    await first
    expect(at.store.getState().verification).toEqual({ status: 'cancelled' })
    expect(desk.calls).toEqual(['vault.verify'])
  })
})
