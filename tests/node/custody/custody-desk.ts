import type { InputOf, OutputOf } from '#contract/operations.ts'
import type { Desk } from '../../support/make-vault.ts'
import { addColleague, type Colleague, createStation } from '../../support/station.ts'

/** A station with a case, a commander who founded it and is logged in, an officer, a custodian and a place. */
export type CustodyStation = {
  readonly desk: Desk
  readonly officer: Colleague
  readonly custodian: Colleague
  readonly number: string
}

/** Makes one. */
export async function createCustodyStation(
  options: Parameters<typeof createStation>[0] = {},
): Promise<CustodyStation> {
  const { desk, officer } = await createStation(options)
  const custodian = await addColleague(desk, 'custodian', 'custodian')
  const { number } = await desk.ask('case.open', { title: 'x' })
  await desk.ask('place.add', { code: 'S1', name: 'Shelf 1', room: 'Exhibit room' })
  return { desk, officer, custodian, number }
}

/** Registers a phone that the person of the session seized. */
export async function registerPhone(
  { desk, number }: Pick<CustodyStation, 'desk' | 'number'>,
  more: Partial<InputOf<'exhibit.register'>> = {},
): Promise<OutputOf<'exhibit.register'>> {
  return await desk.ask('exhibit.register', {
    case: number,
    category: 'phone',
    name: 'Phone',
    seized: { place: 'Building 4', atMs: Date.now() - 3_600_000 },
    ...more,
  })
}

/** What most hand-overs say. */
export function moveOf(
  items: readonly string[],
  to: InputOf<'custody.move'>['to'],
  more: Partial<InputOf<'custody.move'>> = {},
): InputOf<'custody.move'> {
  return {
    items: [...items],
    purpose: 'transfer',
    to,
    where: 'Station',
    reason: 'Storage',
    sealState: 'none',
    ...more,
  }
}
