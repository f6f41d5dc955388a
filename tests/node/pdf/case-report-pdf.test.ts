import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CaseView } from '#core/case-file/case-view.ts'
import { emptyWorkBook } from '#core/case-file/case-work.ts'
import type { ExhibitView } from '#core/case-file/exhibit-view.ts'
import { buildCaseReport } from '#core/documents/case-report.ts'
import type { CaseId, DigestHex, ExhibitId, ObjectId } from '#core/ids.ts'
import { foldPartyLines } from '#core/parties/party-line.ts'
import { naughtyStrings } from '../../support/naughty-strings.ts'
import { ask, CREATED_AT_MS, draw, extractPages, findSyntaxFaults, makeFolder } from './pdf-desk.ts'

const ID = 'ab'.repeat(16)

function digestOf(content: string): DigestHex {
  return createHash('sha256').update(content).digest('hex') as DigestHex
}

function exhibitOf(order: number, name: string, content = `content ${order}`): ExhibitView {
  return {
    exhibitId: ID as ExhibitId,
    number: `2026-0001-E${String(order).padStart(3, '0')}`,
    name,
    sealedAtMs: CREATED_AT_MS,
    sealedBy: 'សុខ ចាន់ថា',
    sizeBytes: content.length,
    digestHex: digestOf(content),
    objectId: ID as ObjectId,
    segmentSizeBytes: 1_048_576,
    sealDigestHex: digestOf('seal'),
  }
}

function caseOf(rest: Partial<CaseView> = {}): CaseView {
  const hashHex = digestOf('event')
  return {
    caseId: ID as CaseId,
    number: '2026-0001',
    title: 'ឆបោកតាមអនឡាញ',
    openedAtMs: CREATED_AT_MS,
    openedBy: 'សុខ ចាន់ថា',
    complaints: [],
    exhibits: [],
    items: [],
    containers: [],
    things: [],
    moves: [],
    examinations: [],
    counts: [],
    records: [],
    letters: [],
    work: emptyWorkBook(),
    folk: foldPartyLines([]),
    totals: [],
    events: [{ seq: 3, hashHex, kind: 'case-opened', atMs: CREATED_AT_MS, by: 'x' }],
    departures: [],
    head: { seq: 3, hashHex, atMs: CREATED_AT_MS },
    ...rest,
  }
}

describe('the case report on paper', () => {
  it('is drawn for an empty case in every language, with title, head and signatures', async () => {
    const words = { km: ['របាយការណ៍សំណុំរឿង', 'ប្រធានអង្គភាព'], en: ['Case report', 'Head of unit'] }
    for (const languages of ['km', 'en', 'km+en'] as const) {
      const { bytes, pages } = await draw(buildCaseReport(caseOf(), { languages, software: 'Samnum 0.1.0' }))
      const text = extractPages(bytes).join('\n')
      const expected = languages === 'km+en' ? [...words.km, ...words.en] : words[languages]
      for (const word of expected) expect(text).toContain(word)
      expect(text).toContain(digestOf('event'))
      expect(findSyntaxFaults(bytes)).toBe('')
      expect(pages).toBeLessThan(8)
    }
  })

  it('holds 500 exhibits, each with its number and whole digest on one line', async () => {
    const exhibits = Array.from({ length: 500 }, (_, order) => exhibitOf(order, `រូបភាព-${order}.png`))
    const { bytes } = await draw(
      buildCaseReport(caseOf({ exhibits }), { languages: 'km', software: 'Samnum 0.1.0' }),
    )
    const text = extractPages(bytes).join('\n')
    for (const { number, digestHex, name } of exhibits) {
      expect(text).toContain(number)
      expect(text).toContain(digestHex)
      expect(text).toContain(name)
    }
  })

  it('is drawn for a case whose every text is hostile', async () => {
    const texts = naughtyStrings().filter((text) => text !== '')
    const exhibits = texts.map((text, order) => ({
      ...exhibitOf(order, text),
      description: text,
      sealedBy: text,
    }))
    const complaints = texts.slice(0, 8).map((text) => ({
      complaintId: ID,
      takenAtMs: CREATED_AT_MS,
      takenBy: text,
      details: {
        language: text,
        wishReason: text,
        interpreter: { name: text, isSworn: true, isIndependent: false, relation: text },
      },
      exhibitIds: [],
      complaint: {
        channel: 'walk-in',
        wish: 'complain',
        receivedOn: text,
        victim: { name: text, address: text },
        summary: text,
        narrative: texts.join('\n'),
        typologies: [],
        identifiers: [{ kind: 'other', raw: text, normalised: text }],
        // The ledger refuses an amount that cannot be added up; everything else about it is free text.
        losses: [
          {
            ...{ state: 'paid', level: 'claimed', currency: 'USD', amount: '250.5' },
            ...{ on: text, reference: text, payer: text, payee: text, note: text },
          },
        ],
      },
    })) satisfies CaseView['complaints'] as CaseView['complaints']
    const view = caseOf({
      number: texts.join(''),
      title: texts.join(' '),
      openedBy: texts.join('\n'),
      exhibits,
      complaints,
    })
    const { bytes } = await draw(buildCaseReport(view, { languages: 'km+en', software: 'Samnum 0.1.0' }))
    expect(findSyntaxFaults(bytes)).toBe('')
    expect(ask('pdfinfo', bytes, [])).toContain('JavaScript:      no')
  })

  it('carries a list with which sha256sum finds the exhibits whole, and one that was changed', async () => {
    const names = ['ឯកសារ ទី១.txt', 'back\\slash.txt', 'plain.txt']
    const exhibits = names.map((name, order) => exhibitOf(order, name))
    const { bytes } = await draw(
      buildCaseReport(caseOf({ exhibits }), { languages: 'en', software: 'Samnum 0.1.0' }),
    )
    const folder = makeFolder()
    ask('pdfdetach', bytes, ['-saveall', '-o', folder])
    names.forEach((name, order) => {
      writeFileSync(join(folder, name), `content ${order}`)
    })
    const check = () =>
      execFileSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    expect(check().match(/: OK$/gm)?.length).toBe(3)
    writeFileSync(join(folder, 'plain.txt'), 'changed')
    expect(check).toThrow(/did NOT match/)
  })
})
