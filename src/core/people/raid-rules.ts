import type { EventData } from '../ledger/event-body.ts'
import type { RAID_KINDS } from '../ledger/raid-kinds.ts'
import { holding, isPartOfRaid } from './custody-rules.ts'
import { inOpenCase } from './open-case.ts'
import type { Standing, StandingFailure } from './standing.ts'

type RaidKind = keyof typeof RAID_KINDS

/** Who may say what of a raid, and what must hold before it. */
export const RAID_RULES: {
  readonly [Kind in RaidKind]: (standing: Standing, data: EventData<Kind>) => StandingFailure | null
} = {
  'raid-opened': (standing, { raidId, number, openedBy }) =>
    inOpenCase(standing, openedBy.userId, 'handler') ??
    holding(standing, ({ raidNumbers }, { usedIds }) => !usedIds.has(raidId) && !raidNumbers.has(number)),
  'raid-room-added': (standing, { raidId, roomId, code, addedBy }) =>
    inOpenCase(standing, addedBy.userId, 'handler') ??
    holding(
      standing,
      ({ raids }, { usedIds }) => !usedIds.has(roomId) && raids.get(raidId)?.codes.has(code) === false,
    ),
  'raid-person-found': (standing, { raidId, personId, code, roomId, foundBy }) =>
    inOpenCase(standing, foundBy.userId, 'handler') ??
    holding(
      standing,
      ({ raids }, { usedIds }) =>
        !usedIds.has(personId) &&
        isPartOfRaid(raids, { raidId, roomId }) &&
        raids.get(raidId)?.codes.has(code) === false,
    ),
  'raid-person-changed': (standing, { raidId, personId, changedBy }) =>
    inOpenCase(standing, changedBy.userId, 'handler') ??
    holding(standing, ({ raids }) => isPartOfRaid(raids, { raidId, personId })),
  'raid-item-linked': (standing, data) =>
    inOpenCase(standing, data.linkedBy.userId, 'handler') ??
    holding(
      standing,
      ({ raids, book }) => book.item(data.exhibitId)?.kind === 'physical' && isPartOfRaid(raids, data),
    ),
  'raid-inventory-signed': (standing, { raidId, signedBy }) =>
    inOpenCase(standing, signedBy.userId, 'handler') ?? holding(standing, ({ raids }) => raids.has(raidId)),
}
