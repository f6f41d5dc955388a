import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { InputOf, OutputOf } from '#contract/operations.ts'
import { type ExportRoom, exportTo, makeExportRoom } from '../../support/export-room.ts'
import { codeOf, whenFileEnds } from '../../support/make-vault.ts'

type Choice = Omit<InputOf<'case.planExport'>, 'case' | 'recipients'>
type Plan = OutputOf<'case.planExport'>

const atEnd = whenFileEnds()
let room: ExportRoom

beforeAll(async () => {
  room = await makeExportRoom(atEnd)
})

const plan = (choice: Choice) =>
  room.desk.ask('case.planExport', { case: room.first, recipients: [], ...choice })

const goes = (things: readonly { readonly reason: string | null }[]) =>
  things.filter(({ reason }) => reason === null).length

const eventsIn = ({ withheldEvents }: Plan) => withheldEvents.reduce((sum, { events }) => sum + events, 0)

describe('the plan of a package', () => {
  test.each<[string, Choice]>([
    ['whole', { variant: 'full', exhibits: 'all' }],
    ['with one exhibit and one report', { variant: 'full', exhibits: ['E002'], reports: ['case'] }],
    ['redacted', { variant: 'redacted', exhibits: ['E001'] }],
    ['redacted, without exhibits', { variant: 'redacted', exhibits: 'none', papers: 'none' }],
  ])('says what the package then has: %s', async (_name, choice) => {
    const planned = await plan(choice)
    const made = await exportTo(room.desk, room.first, { ...choice, atEnd })
    expect(made).toMatchObject({
      includedExhibits: goes(planned.exhibits),
      withheldExhibits: planned.exhibits.length - goes(planned.exhibits),
      papers: goes(planned.papers) + goes(planned.reports),
      withheldPapers:
        planned.papers.length + planned.reports.length - goes(planned.papers) - goes(planned.reports),
    })
    const listed: {
      withheld: readonly { readonly what: string; readonly kind?: string; readonly reason: string }[]
    } = JSON.parse(await readFile(join(made.path, 'data/withheld.json'), 'utf8'))
    const events = listed.withheld.filter(({ what }) => what === 'event')
    expect(eventsIn(planned)).toBe(events.length)
    for (const { kind, reason, events: counted } of planned.withheldEvents)
      expect(events.filter((event) => event.kind === kind && event.reason === reason)).toHaveLength(counted)
  })

  test('counts the bytes of what goes, and of nothing else', async () => {
    const all = await plan({ variant: 'full', exhibits: 'all' })
    expect(all.exhibitFiles).toBe(2)
    expect(all.exhibitBytes).toBe(all.exhibits.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0))
    const one = await plan({ variant: 'full', exhibits: ['E002'] })
    expect(one).toMatchObject({ exhibitFiles: 1, exhibitBytes: 'second evidence'.length })
    expect(one.exhibits.map(({ files, reason }) => [files, reason])).toEqual([
      [0, 'not-chosen'],
      [1, null],
    ])
    expect(await plan({ variant: 'full', exhibits: 'none' })).toMatchObject({
      exhibitFiles: 0,
      exhibitBytes: 0,
    })
  })

  test('records nothing', async () => {
    const before = await room.desk.ask('case.show', { case: room.first })
    await plan({ variant: 'redacted', exhibits: 'all' })
    expect((await room.desk.ask('case.show', { case: room.first })).head).toEqual(before.head)
  })

  test.each<[string, Partial<InputOf<'case.planExport'>>]>([
    ['export/recipient-malformed', { recipients: ['age1nonsense'] }],
    ['export/no-such-exhibit', { exhibits: ['E999'] }],
    ['export/no-such-paper', { papers: ['PV99'] }],
    ['export/report-names-victims', { variant: 'redacted', reports: ['examination'] }],
  ])('refuses what the package would refuse: %s', async (code, wrong) => {
    const input: InputOf<'case.planExport'> = {
      ...{ case: room.first, variant: 'full', exhibits: 'all', recipients: [] },
      ...wrong,
    }
    expect(codeOf(await room.desk.call('case.planExport', input))).toBe(code)
  })
})
