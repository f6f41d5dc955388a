import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Desk, offerPath } from './make-vault.ts'

/** Adds a case in which every table about things has rows: a raid, a phone in a bag, a folder, a place that was counted, a column map. */
export async function fillCustody(desk: Desk): Promise<void> {
  const { number } = await desk.ask('case.open', { title: 'ឆែកឆេរ' })
  await desk.ask('place.add', { code: 'S1', name: 'ទូ ១', room: 'បន្ទប់វត្ថុតាង' })
  const raid = await desk.ask('raid.open', {
    case: number,
    name: 'អគារ ៤',
    address: 'ភ្នំពេញ',
    authorisation: { form: 'verbal', authority: 'ព្រះរាជអាជ្ញារង', givenAtMs: Date.now() - 60_000 },
    // Also by night.
    exception: 'ករណីលើកលែង',
    witnesses: ['សាក្សីទីមួយ', 'សាក្សីទីពីរ'],
  })
  const named = { case: number, raid: raid.number }
  const room = await desk.ask('raid.addRoom', { ...named, name: 'បន្ទប់ ១០១' })
  await desk.ask('raid.addItem', {
    ...named,
    category: 'phone',
    name: 'ទូរស័ព្ទ',
    marks: { imeis: ['490154203237518'] },
    sealNumber: 'KH-0001',
    room: room.code,
  })
  const bag = await desk.ask('container.register', { case: number, form: 'bag' })
  await desk.ask('container.pack', { container: bag.number, exhibits: [`${number}-E001`] })
  await desk.ask('audit.record', { place: 'S1', codes: [bag.number] })
  await sealFolder(desk, number)
  await desk.ask('columnMap.save', {
    map: {
      v: 1,
      name: 'ធនាគារ',
      content: 'statement',
      headerRow: 1,
      columns: [
        { column: 0, role: 'date' },
        { column: 1, role: 'amount' },
      ],
      dateOrder: 'day-month-year',
      decimalSign: '.',
      currency: 'KHR',
      zone: '+07:00',
    },
  })
}

async function sealFolder(desk: Desk, caseName: string): Promise<void> {
  const parent = await mkdtemp(join(tmpdir(), 'samnum-evidence-'))
  try {
    const folder = join(parent, 'DCIM')
    await mkdir(folder)
    for (const name of ['one.txt', 'two.txt']) await writeFile(join(folder, name), name)
    await desk.ask('exhibit.seal', { case: caseName, intakeId: await offerPath(desk, folder) })
  } finally {
    await rm(parent, { recursive: true })
  }
}
