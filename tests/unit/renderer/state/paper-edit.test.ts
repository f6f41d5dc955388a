import { describe, expect, it } from 'vitest'
import { letterInput } from '#core/letters/letter.ts'
import { recordContent, recordInput } from '#core/records/record.ts'
import {
  editOfContent,
  editPathOf,
  formOfRecord,
  letterContentOf,
  recordContentOf,
} from '../../../../src/renderer/state/paper-content.ts'
import {
  addPaperRow,
  emptyEdit,
  type PaperEdit,
  paperDraft,
  readPaperDraft,
  removePaperRow,
  rowsOf,
  togglePick,
  writePaperField,
  writePaperRow,
} from '../../../../src/renderer/state/paper-edit.ts'
import type { FieldPath } from '../../../../src/renderer/state/paper-fields.ts'
import { fieldsOf, type PaperForm, RECORD_FORMS } from '../../../../src/renderer/state/paper-forms.ts'

const OFFICER = 'សុខ ដារា'
const TEXTS: { readonly [As in ReturnType<typeof fieldsOf>[number]['as']]: string } = {
  line: 'words',
  story: 'words\nand more',
  day: '22/11/2026',
  time: '22/11/2026 14:30',
  flag: 'yes',
  choice: '',
}

function filled(form: PaperForm): PaperEdit {
  let edit = emptyEdit(form, OFFICER)
  for (const field of fieldsOf(form))
    if (field.as !== 'choice') edit = writePaperField(edit, field.path, TEXTS[field.as])
  return edit
}

function write(edit: PaperEdit, texts: { readonly [Path in FieldPath]?: string }): PaperEdit {
  return { ...edit, texts: { ...edit.texts, ...texts } }
}

describe('a record that is written', () => {
  it.each(RECORD_FORMS)('%s, with every field filled in, is one that the contract takes', (form) => {
    const parsed = recordInput.safeParse(recordContentOf(form, filled(form)))
    expect(parsed.error?.issues).toBeUndefined()
  })

  it.each(RECORD_FORMS)('%s comes back out of the ledger as it went in', (form) => {
    const content = recordContent.parse(recordInput.parse(recordContentOf(form, filled(form))))
    expect(formOfRecord(content)).toBe(form)
    expect(recordContentOf(form, editOfContent(form, content.data))).toEqual(content)
  })

  it('leaves out parts nobody wrote in, and says no where no is an answer', () => {
    const edit = write(emptyEdit('search', OFFICER), { place: 'Phnom Penh', startedAt: '22/11/2026 07:00' })
    const { data } = recordContentOf('search', edit)
    expect(data).toEqual({
      place: 'Phnom Penh',
      startedAt: '2026-11-22T07:00',
      occupant: { isPresent: false },
      officers: [{ name: OFFICER }],
      witnesses: [],
      seized: [],
    })
  })

  it('that was saved without an authorisation can be given one', () => {
    const begun = write(emptyEdit('search', OFFICER), { place: 'Phnom Penh', startedAt: '22/11/2026 07:00' })
    const { data } = recordContent.parse(recordInput.parse(recordContentOf('search', begun)))
    const edit = write(editOfContent('search', data), {
      'authorisation.by': 'Prosecutor',
      'authorisation.givenAt': '22/11/2026 06:00',
    })
    expect(recordInput.parse(recordContentOf('search', edit)).data).toMatchObject({
      authorisation: { form: 'written' },
    })
  })

  it('takes no interpreter where none is needed, whatever was typed', () => {
    const edit = write(filled('interview-victim'), { needsInterpreter: '' })
    expect(recordContentOf('interview-victim', edit).data).not.toHaveProperty('interpreter')
  })

  it('names the field of a row that the engine found wrong, past rows that are empty', () => {
    let edit = addPaperRow(emptyEdit('search', OFFICER), 'officers')
    edit = addPaperRow(edit, 'officers')
    const last = rowsOf(edit, 'officers').at(-1)?.key ?? 0
    edit = writePaperRow(edit, 'officers', { key: last, field: 'rank', text: 'captain' })
    expect(recordInput.safeParse(recordContentOf('search', edit)).success).toBe(false)
    expect(editPathOf('search', edit, 'content.data.officers.1.name')).toBe(`officers.${last}.name`)
    expect(editPathOf('search', edit, 'content.data.authorisation.by')).toBe('authorisation.by')
    expect(editPathOf('search', edit, 'content.data.officers.7.name')).toBe('officers.7.name')
  })
})

describe('a letter that is written', () => {
  it('names accounts, data and payments as the contract takes them', () => {
    let edit = addPaperRow(filled('preservation'), 'accounts', {
      service: 'Telegram',
      kind: 'telegram',
      value: '@phone_sale_kh',
    })
    edit = togglePick(edit, 'categories', 'subscriber')
    const parsed = letterInput.safeParse(letterContentOf('preservation', edit))
    expect(parsed.error?.issues).toBeUndefined()
    expect(parsed.data).toMatchObject({
      kind: 'preservation',
      urgency: 'immediate',
      accounts: [{ service: 'Telegram', kind: 'telegram', value: '@phone_sale_kh' }],
      categories: ['subscriber'],
      period: { from: '2026-11-22T14:30', to: '2026-11-22T14:30' },
    })
    expect(editPathOf('preservation', edit, 'content.accounts')).toBe('accounts')
  })

  it('of a freeze names the payments that were picked, and no longer one that was taken back', () => {
    const complaint = 'a'.repeat(32)
    let edit = togglePick(filled('freeze'), 'payments', `${complaint}:1`)
    edit = togglePick(togglePick(edit, 'payments', `${complaint}:0`), 'payments', `${complaint}:0`)
    const content = letterContentOf('freeze', edit)
    expect(content.payments).toEqual([{ complaintId: complaint, lossIndex: 1 }])
    expect(content.categories).toEqual(['payments'])
    expect(editOfContent('freeze', letterInput.parse(content)).picks.payments).toEqual([`${complaint}:1`])
  })

  it('that lacks what it must say is sent as it is, for the engine to name it', () => {
    const { data } = letterInput.safeParse(
      letterContentOf('transmission', emptyEdit('transmission', OFFICER)),
    )
    expect(data).toBeUndefined()
  })
})

describe('rows and drafts', () => {
  it('a known row takes the place of an empty one; a row can be taken away', () => {
    const edit = addPaperRow(emptyEdit('disclosure', OFFICER), 'accounts', { value: '012345678' })
    expect(rowsOf(edit, 'accounts')).toHaveLength(1)
    const key = rowsOf(edit, 'accounts')[0]?.key ?? 0
    expect(rowsOf(removePaperRow(edit, 'accounts', key), 'accounts')).toEqual([])
  })

  it('a draft is read again with what it was begun from, and not one of another make', () => {
    const edit = filled('seizure')
    const kept = paperDraft(edit, 'new')
    expect(readPaperDraft(kept)).toEqual({ edit, basedOn: 'new' })
    expect(readPaperDraft('{"v":1,"basedOn":"new","edit":{"texts":{}}}')).toBeNull()
    expect(readPaperDraft('not a draft')).toBeNull()
  })
})
