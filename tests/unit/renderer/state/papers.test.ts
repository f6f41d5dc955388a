import { describe, expect, it } from 'vitest'
import type { Envelope } from '#contract/envelope.ts'
import type { OutputOf } from '#contract/operations.ts'
import type { Desk } from '../../../../src/renderer/state/desk.ts'
import { exportCase, type PackageOrder, stopExport } from '../../../../src/renderer/state/package-actions.ts'
import { writePaperField } from '../../../../src/renderer/state/paper-edit.ts'
import {
  beginPaper,
  dropEdits,
  editPaper,
  issueLetter,
  resumeRecord,
  saveRecord,
} from '../../../../src/renderer/state/paper-form-actions.ts'
import { changePapers, loadRecord, loadWording } from '../../../../src/renderer/state/papers-actions.ts'
import {
  beginWording,
  saveWording,
  takeUpWording,
  writeWording,
} from '../../../../src/renderer/state/wording-actions.ts'
import { makeWorkplace, type Workplace } from '../../../../src/renderer/state/workplace.ts'
import {
  type Answers,
  digestOf,
  done,
  idOf,
  makeScriptedDesk,
  SESSION,
  settle,
} from '../../../support/scripted-desk.ts'

const caseId = idOf('1')
const recordId = idOf('2') as OutputOf<'record.draft'>['recordId']
const letterId = idOf('3') as OutputOf<'letter.issue'>['letterId']

/** A desk whose engine keeps drafts in a map. */
function sitDown(answers: Answers, ways: Partial<Desk> = {}) {
  const drafts = new Map<string, string>()
  const desk = makeScriptedDesk(
    {
      'draft.load': ({ name }) => {
        const text = drafts.get(name)
        return done({ draft: text === undefined ? null : { revision: 1, savedAtMs: 0, text } })
      },
      'draft.save': ({ name, text }) => {
        drafts.set(name, text)
        return done({ revision: 1, savedAtMs: 0 })
      },
      'draft.forget': ({ name }) => {
        drafts.delete(name)
        return done({})
      },
      ...answers,
    },
    ways,
  )
  return { drafts, at: makeWorkplace(desk, SESSION, () => 0) }
}

function deskOf(at: Workplace) {
  return at.store.getState().papers.formDesk
}

const REFUSED: Envelope<never> = {
  outcome: 'failed',
  failure: {
    code: 'input/invalid',
    problems: [{ field: 'content.data.startedAt', code: 'date/malformed' }],
  },
}

describe('a record that is begun', () => {
  const begun = { caseId, form: 'search' } as const

  it('is kept while it is typed, comes back, and is kept no longer once the ledger has it', async () => {
    const { drafts, at } = sitDown({ 'record.draft': () => done({ recordId, unmet: [] }) })
    await beginPaper(at, begun)
    editPaper(at, (edit) => writePaperField(edit, 'place', 'Phnom Penh'))
    await settle()
    expect([...drafts.keys()]).toEqual([`paper/new/${caseId}/search`])

    const again = makeWorkplace(at.desk, SESSION, () => 0)
    await beginPaper(again, begun)
    expect(deskOf(again)).toMatchObject({ wasRestored: true, edit: { texts: { place: 'Phnom Penh' } } })

    expect(await saveRecord(again)).toBe(recordId)
    expect(drafts.size).toBe(0)
    expect(deskOf(again)).toBeNull()
  })

  it('that is refused stays as it is, with what is wrong at its field', async () => {
    const { at } = sitDown({ 'record.draft': () => REFUSED })
    await beginPaper(at, begun)
    editPaper(at, (edit) => writePaperField(edit, 'startedAt', 'yesterday'))
    expect(await saveRecord(at)).toBeNull()
    expect(deskOf(at)).toMatchObject({
      edit: { texts: { startedAt: 'yesterday' } },
      problems: { startedAt: { code: 'date/malformed' } },
    })
  })

  it('can be thrown away as far as it is not saved', async () => {
    const { drafts, at } = sitDown({})
    await beginPaper(at, begun)
    editPaper(at, (edit) => writePaperField(edit, 'place', 'Phnom Penh'))
    await settle()
    await dropEdits(at)
    expect(drafts.size).toBe(0)
    expect(deskOf(at)).toMatchObject({ isChanged: false, wasRestored: false })
    expect(deskOf(at)?.edit.texts.place).toBeUndefined()
  })
})

describe('a record of the ledger', () => {
  const shown = (place: string, changedAtMs: number, state: 'draft' | 'final'): OutputOf<'record.show'> => ({
    record: { recordId, kind: 'seizure', state, about: place, changedAtMs, by: 'Sok', signatures: [] },
    content: {
      kind: 'seizure',
      data: {
        place,
        seizedAt: '2026-11-22T07:00',
        occupant: { isPresent: true },
        witnesses: [],
        officers: [],
        seized: [],
      },
    },
    unmet: [],
    unchecked: [],
    lawPacks: [],
  })

  it('that was saved elsewhere takes nothing away that is typed here, says so, and is read anew when that is wanted', async () => {
    let now = shown('Phnom Penh', 1, 'draft')
    const { at } = sitDown({ 'record.show': () => done(now) })
    await loadRecord(at, caseId, recordId)
    await resumeRecord(at, caseId)
    editPaper(at, (edit) => writePaperField(edit, 'place', 'Kandal'))
    await settle()
    now = shown('Takeo', 2, 'draft')
    await loadRecord(at, caseId, recordId)
    await resumeRecord(at, caseId)
    expect(deskOf(at)).toMatchObject({ isOutdated: true, edit: { texts: { place: 'Kandal' } } })
    // The same after the machine stopped: what was typed comes back, and what it was begun from has changed.
    changePapers(at, () => ({ formDesk: null }))
    await resumeRecord(at, caseId)
    expect(deskOf(at)).toMatchObject({
      isOutdated: true,
      wasRestored: true,
      edit: { texts: { place: 'Kandal' } },
    })
    await dropEdits(at)
    expect(deskOf(at)).toMatchObject({ isOutdated: false, edit: { texts: { place: 'Takeo' } } })
  })

  it('is written on from what the ledger has where nothing was typed', async () => {
    let now = shown('Phnom Penh', 1, 'draft')
    const { at } = sitDown({ 'record.show': () => done(now) })
    await loadRecord(at, caseId, recordId)
    await resumeRecord(at, caseId)
    now = shown('Takeo', 2, 'draft')
    await loadRecord(at, caseId, recordId)
    await resumeRecord(at, caseId)
    expect(deskOf(at)).toMatchObject({ isOutdated: false, edit: { texts: { place: 'Takeo' } } })
  })

  it('that is final cannot be written on', async () => {
    const { at } = sitDown({ 'record.show': () => done(shown('Phnom Penh', 1, 'final')) })
    await loadRecord(at, caseId, recordId)
    await resumeRecord(at, caseId)
    expect(deskOf(at)).toBeNull()
  })
})

describe('a letter', () => {
  it('is issued once, and a record is not issued as one', async () => {
    const { at } = sitDown({ 'letter.issue': () => done({ letterId, number: '2026-0001-L01' }) })
    await beginPaper(at, { caseId, form: 'search' })
    expect(await issueLetter(at)).toBeNull()
    await beginPaper(at, { caseId, form: 'transmission' })
    expect(await saveRecord(at)).toBeNull()
    expect(await issueLetter(at)).toEqual({ letterId, number: '2026-0001-L01' })
    expect(await issueLetter(at)).toBeNull()
  })
})

describe('a wording', () => {
  const shipped = { km: 'ព្រះរាជាណាចក្រកម្ពុជា', en: 'Kingdom of Cambodia' }
  const shown: OutputOf<'template.show'> = {
    template: 'letterhead',
    version: 0,
    texts: [{ key: 'kingdom', placeholders: [], shipped }],
    versions: [],
  }

  it('is saved with what differs from what ships, and with nothing else', async () => {
    const sent: unknown[] = []
    const { at } = sitDown({
      'template.show': () => done(shown),
      'template.list': () => done({ templates: [] }),
      'template.save': (input) => {
        sent.push(input)
        return done({ version: 1 })
      },
    })
    await loadWording(at, 'letterhead')
    beginWording(at, 'letterhead')
    const [line] = shown.texts
    if (line === undefined) throw new Error('no line')
    writeWording(at, line, { km: shipped.km, en: 'Kingdom' })
    await saveWording(at)
    writeWording(at, line, { km: shipped.km, en: 'Kingdom' })
    writeWording(at, line, shipped)
    await saveWording(at)
    expect(sent).toEqual([
      { template: 'letterhead', basedOn: 0, phrases: { kingdom: { km: shipped.km, en: 'Kingdom' } } },
      { template: 'letterhead', basedOn: 0, phrases: {} },
    ])
  })

  it('is taken up as an earlier version said it, over what was written, and saved as the newest', async () => {
    const sent: unknown[] = []
    const said = { km: 'មុន', en: 'Before' }
    const { at } = sitDown({
      'template.show': ({ version = 2 }) =>
        done({
          ...shown,
          version,
          texts: shown.texts.map((text) => (version === 1 ? { ...text, changed: said } : text)),
        }),
      'template.list': () => done({ templates: [] }),
      'template.save': (input) => {
        sent.push(input)
        return done({ version: 3 })
      },
    })
    await loadWording(at, 'letterhead')
    beginWording(at, 'letterhead')
    const [line] = shown.texts
    if (line !== undefined) writeWording(at, line, { km: 'ក', en: 'K' })
    await takeUpWording(at, 'letterhead', 1)
    expect(await saveWording(at)).toBe(3)
    expect(sent).toEqual([{ template: 'letterhead', basedOn: 2, phrases: { kingdom: said } }])
  })

  it('that is refused keeps what was written', async () => {
    const { at } = sitDown({
      'template.show': () => done(shown),
      'template.save': () => ({
        outcome: 'failed',
        failure: { code: 'template/changed-meanwhile', facts: { version: 3 } },
      }),
    })
    await loadWording(at, 'letterhead')
    beginWording(at, 'letterhead')
    const [line] = shown.texts
    if (line !== undefined) writeWording(at, line, { km: 'ក', en: 'K' })
    expect(await saveWording(at)).toBeNull()
    expect(at.store.getState().papers.wordingEdit).toMatchObject({
      phrases: { kingdom: { en: 'K' } },
      saving: { kind: 'failure', failure: { code: 'template/changed-meanwhile' } },
    })
  })
})

describe('a package', () => {
  const order: PackageOrder = {
    ...{ variant: 'redacted', exhibits: 'all', languages: 'km', recipients: ['age1x'] },
    signed: [],
  }

  it('is named for what it is, tells how far it is, and can be stopped', async () => {
    const names: string[] = []
    const { at } = sitDown(
      {
        'case.export': ({ form }, { signal, onProgress }) => {
          expect(form).toBe('file')
          onProgress?.({ stage: 'exporting', done: 1, total: 2 })
          return new Promise((resolve) =>
            signal?.addEventListener('abort', () => resolve({ outcome: 'cancelled' })),
          )
        },
      },
      {
        openOutlet: async (name) => {
          names.push(name)
          return done({ outletId: idOf('7'), receive: () => {} })
        },
      },
    )
    const running = exportCase(at, { caseId, number: '2026-0001' }, order)
    await settle()
    expect(names).toEqual(['samnum-2026-0001-redacted.tar.age'])
    expect(at.store.getState().papers.exporting?.work).toMatchObject({
      status: 'running',
      progress: { done: 1 },
    })
    stopExport(at)
    await running
    expect(at.store.getState().papers.exporting?.work).toEqual({ status: 'cancelled' })
  })

  it('that is made says what is in it; nothing happens when no place is chosen', async () => {
    const made: OutputOf<'case.export'> = {
      exportId: idOf('9'),
      files: 3,
      sizeBytes: 9,
      contentDigestHex: digestOf('4'),
      includedExhibits: 1,
      withheldExhibits: 0,
      papers: 4,
      signedPapers: 0,
      withheldPapers: 0,
      withheldEvents: 0,
      seq: 4,
      isSealed: false,
    }
    const nowhere = sitDown({}, { openOutlet: async () => done(null) })
    await exportCase(nowhere.at, { caseId, number: '2026-0001' }, order)
    expect(nowhere.at.store.getState().papers.exporting).toBeNull()
    const { at } = sitDown({ 'case.export': () => done(made) })
    await exportCase(at, { caseId, number: '2026-0001' }, order)
    expect(at.store.getState().papers.exporting?.work).toEqual({ status: 'done', value: made })
  })
})
