import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')

/** The people of a station, in English. */
export const peopleText: Catalogue['people'] = {
  title: 'People',
  intro:
    'Who can unlock this vault. Each has a passphrase and a signing key of their own, and reads only the case files whose keys they hold.',
  readOnly: 'Only an administrator can add or change people.',
  add: 'Add a person',
  count: (count: number) => (count === 1 ? 'One person' : `${n(count)} people`),
  columns: {
    number: 'Number',
    name: 'Name',
    roles: 'Roles',
    state: 'State',
    cases: 'Case files to read',
    acts: 'Acts',
  },
  numbered: (number: number) => `Number ${n(number)}`,
  numberAndName: (number: number, name: string) => `Number ${n(number)} · ${name}`,
  you: 'you',
  states: { active: 'Active', suspended: 'Suspended' },
  noSlot: 'No way in',
  noSlotWords: 'Adding this person was broken off. Set a new passphrase for them to finish it.',
  changeRoles: 'Roles',
  changeRolesOf: (name: string) => `Roles of ${name}`,
  suspend: 'Suspend',
  suspendOf: (name: string) => `Suspend ${name}`,
  reinstate: 'Let in again',
  reinstateOf: (name: string) => `Let in again: ${name}`,
  reset: 'New passphrase',
  resetOf: (name: string) => `New passphrase for ${name}`,
  addTitle: 'Add a person',
  addIntro: 'Let them type their passphrase at this machine themselves, while nobody looks.',
  name: 'Full name',
  nameHint: 'It appears in the ledger and in reports and cannot be changed.',
  roles: 'Roles',
  rolesHint: 'One person may hold several. A commander can read every case file.',
  rolesMissing: 'Choose at least one role.',
  rolesTitle: (name: string) => `Roles of ${name}`,
  rolesIntro:
    'If they become commander, they receive the keys of every case file when somebody who holds them next unlocks.',
  changeRolesNow: 'Change the roles',
  suspendTitle: (name: string) => `Suspend ${name}`,
  suspendIntro:
    'They can no longer unlock the vault, and the vault key is exchanged. What they have signed stays valid.',
  suspendNow: 'Suspend',
  reason: 'Reason',
  reasonHint: 'It is recorded in the ledger.',
  reasonMissing: 'Enter the reason.',
  reinstateTitle: (name: string) => `Let ${name} in again`,
  reinstateIntro:
    'They receive new keys. Let them type a new passphrase themselves. Cases must be shared with them again.',
  reinstateNow: 'Let in again',
  resetTitle: (name: string) => `New passphrase for ${name}`,
  resetIntro: 'Their old passphrase and their old keys end. Let them type the new one themselves.',
  resetNow: 'Set the new passphrase',
  second: {
    title: 'Second person',
    intro: 'Somebody else must agree with their own passphrase. You stay the one who unlocked.',
    who: 'Second person',
    choose: 'Choose',
    missing: 'Choose the second person.',
    passphrase: 'Passphrase of the second person',
    passphraseMissing: 'The second person must type their passphrase.',
    nobody: 'There is nobody else who could agree. Add another person first.',
  },
}
