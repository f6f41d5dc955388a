import {
  addItemToRaid,
  addPersonToRaid,
  addRoom,
  changePersonOfRaid,
  linkItemOfRaid,
} from '#app/raid/add-to-raid.ts'
import { listRaids, openRaid } from '#app/raid/open-raid.ts'
import { showRaid } from '#app/raid/show-raid.ts'
import { signInventory } from '#app/raid/sign-inventory.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { raidOperations } from '#contract/raid-operations.ts'
import type { EngineParts } from '../engine-parts.ts'

/** What operations of a raid do. */
export function raidHandlers({ current, slots }: EngineParts): Pick<Handlers, keyof typeof raidOperations> {
  return {
    'raid.open': openRaid(current),
    'raid.list': listRaids(current),
    'raid.addRoom': addRoom(current),
    'raid.addPerson': addPersonToRaid(current),
    'raid.changePerson': changePersonOfRaid(current),
    'raid.addItem': addItemToRaid(current),
    'raid.linkItem': linkItemOfRaid(current),
    'raid.show': showRaid(current),
    'raid.sign': signInventory(current, slots),
  }
}
