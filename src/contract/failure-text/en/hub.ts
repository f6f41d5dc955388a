import type { HUB_FAILURES } from '../../failures/hub-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures of headquarters' own folder, store and decisions mean and what to do about them, in English. */
export const HUB_EN: TextsOf<typeof HUB_FAILURES> = {
  'hub/not-found': {
    wrong: 'There is no hub at this place.',
    act: 'Check the folder’s name, or make a hub there with `samnum hub start DIR`.',
  },
  'hub/not-a-hub': {
    wrong: 'This folder holds something else than a hub.',
    act: 'Name the folder of the hub; nothing was changed here.',
  },
  'hub/folder-not-empty': {
    wrong: 'This folder holds something else, so that no hub can be made in it.',
    act: 'Name an empty folder or one that does not exist yet; nothing was changed here.',
  },
  'hub/header-damaged': {
    wrong: 'Both copies of the hub’s header are damaged.',
    act: 'Put hub.json back from the newest backup of this hub. Without it nobody can open the hub’s keys.',
  },
  'hub/from-the-future': {
    wrong: 'This hub was made by a newer version of Samnum.',
    act: 'Use that version or a later one; nothing was changed.',
  },
  'hub/wrong-passphrase': {
    wrong: 'This passphrase does not open the hub.',
    act: 'Check the keyboard’s language and type it again.',
  },
  'hub/store-busy': {
    wrong: 'Another process is changing the hub’s store.',
    act: 'Try again in a moment; nothing was changed.',
  },
  'hub/store-unreachable': {
    wrong: 'The hub’s database does not answer[ ({causeCode})].',
    act: 'Check that PostgreSQL runs and what DATABASE_URL says; nothing was changed.',
  },
  'hub/store-from-the-future': {
    wrong: 'The hub’s store was changed by a newer version of Samnum.',
    act: 'Use that version or a later one; nothing was changed.',
  },
  'hub/store-of-another-hub': {
    wrong: 'This database belongs to another hub.',
    act: 'Name the database of this hub in DATABASE_URL, or an empty one for a new hub; nothing was changed.',
  },
  'hub/ledger-damaged': {
    wrong:
      'The hub’s own record does not hold[ from event {seq:number} on]: something in it is missing or was changed.',
    act: 'Take no packages in. Keep the store as it is and restore the newest backup of this hub to another place.',
  },
  'hub/code-expired': {
    wrong: 'This enrolment code has run out.',
    act: 'Make a new one with `samnum hub enrol DIR --station NAME`.',
  },
  'hub/enrolled-as-another': {
    wrong: 'This code is for one station, and the vault that used it is enrolled as another.',
    act: 'Find out at headquarters who has the code. To enrol the vault again, make a code for the name under which `samnum hub stations DIR` lists it.',
  },
  'hub/no-such-station': {
    wrong: 'No station of this id is enrolled here.',
    act: 'See which are enrolled with `samnum hub stations DIR`.',
  },
  'hub/no-such-package': {
    wrong: 'The hub holds no package of this id whose parts are there.',
    act: 'See what waits with `samnum hub queue DIR`.',
  },
  'hub/package-decided': {
    wrong: 'This package was accepted already, and what was acknowledged stays.',
    act: 'Nothing needs to be done.',
  },
  'hub/moved-meanwhile': {
    wrong: 'More of this station’s ledger came in while the package was being read.',
    act: 'Try again; nothing was changed.',
  },
  'hub/no-such-officer': {
    wrong: 'No certificate of this key is in force at this station.',
    act: 'See whom the hub vouches for with `samnum hub stations DIR`.',
  },
  'hub/object-unnamed': {
    wrong: 'The package brings an object that no event names which the hub can read.',
    act: 'Ask the station whether the case was shared with headquarters; the package stays in quarantine.',
  },
  'hub/quarantined': {
    wrong: 'Headquarters put this package into quarantine.',
    act: 'Ask headquarters why; the station keeps everything.',
  },
  'hub/station-behind': {
    wrong:
      'By the clock of the station this package is newer than what headquarters holds, and yet it ends before it. Either that clock was set back, or an older copy of the vault was put back there.',
    act: 'Ask the station. Nothing that headquarters holds was changed.',
  },
  'hub/officer-revoked': {
    wrong: 'The package has new events signed by an officer whose key headquarters has revoked.',
    act: 'Ask the station’s commander whether they were made before; if not, the officer is to be suspended there. The events are kept as they are.',
  },
  'hub/nothing-yet': {
    wrong: 'The hub has not accepted anything yet, so that there is nothing to send back.',
    act: 'Try again after a package was accepted.',
  },
  'hub/tree-damaged': {
    wrong: 'The tree of receipts does not match what the hub holds[ (leaf {leafIndex:number})].',
    act: 'Take no packages in. Keep the store as it is and restore the newest backup of this hub to another place.',
  },
  'hub/not-whole': {
    wrong: 'The hub’s store does not hold. Findings: {count:number}.',
    act: 'Keep the store as it is and restore the newest backup of this hub to another place; stations bring what is missing.',
  },
  'hub/backup-elsewhere': {
    wrong: 'The store of this hub is PostgreSQL, which is backed up by its own tools.',
    act: 'Use pg_dump or the server’s own backup, and keep hub.json and the folder of objects with it.',
  },
  'hub/station-ambiguous': {
    wrong: 'Several stations have this name.',
    act: 'Name the station by the id of its vault: `samnum hub stations DIR`.',
  },
  'hub/station-revoked': {
    wrong: 'This station was revoked; nothing is said to it any more.',
    act: 'If its people work on, make a new enrolment code with `samnum hub enrol DIR --station NAME`.',
  },
  'hub/no-such-case': {
    wrong: 'The hub knows no case of this number at this station.',
    act: 'Check the number. A case that was opened after the station’s last package is not known here yet.',
  },
  'hub/case-not-shared': {
    wrong:
      'The station has not shared this case with headquarters, so that nothing can be sealed for whoever holds it.',
    act: 'Ask the station to share the case, or write to the station without naming the case.',
  },
  'hub/message-malformed': {
    wrong: 'A station could not read this message: a line in it is empty or too long, or the text is.',
    act: 'Lines have 1 to 500 characters, a text 1 to 1,000,000. Nothing was sent.',
  },
  'hub/recipient-unusable': {
    wrong: 'Nothing can be sealed to the key that this station gave when it enrolled.',
    act: 'Enrol the station again with a new code.',
  },
  'hub/audit-damaged': {
    wrong:
      'The record of who read what does not hold from row {seq:number} on: somebody changed it or left a row out.',
    act: 'Keep the store as it is, and compare it with the newest backup before anything else is done.',
  },
}
