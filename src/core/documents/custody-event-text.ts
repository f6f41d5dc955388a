import type { CUSTODY_KINDS } from '../ledger/custody-kinds.ts'
import type { EXHIBIT_KINDS } from '../ledger/exhibit-kinds.ts'
import type { RAID_KINDS } from '../ledger/raid-kinds.ts'
import type { Phrase } from './document-tree.ts'

type CustodyKind =
  | keyof typeof CUSTODY_KINDS
  | keyof typeof EXHIBIT_KINDS
  | keyof typeof RAID_KINDS
  | 'place-added'
  | 'place-changed'

/** What each kind of event about things is called. */
export const CUSTODY_EVENT_TEXT: { readonly [kind in CustodyKind]: Phrase } = {
  'place-added': { km: 'បន្ថែមកន្លែងរក្សាទុក', en: 'Storage place added' },
  'place-changed': { km: 'កែកន្លែងរក្សាទុក', en: 'Storage place changed' },
  'exhibit-parts-sealed': { km: 'បិទត្រាផ្នែកនៃវត្ថុតាង', en: 'Parts of an exhibit sealed' },
  'exhibit-collected': { km: 'បិទត្រាវត្ថុតាងច្រើនឯកសារ', en: 'Exhibit of several files sealed' },
  'exhibit-digests-taken': { km: 'គណនាកូដបន្ថែមនៃវត្ថុតាង', en: 'Further hashes taken' },
  'exhibit-copied': { km: 'ចុះបញ្ជីវត្ថុតាងដែលមានទិន្នន័យដូចគ្នា', en: 'Exhibit with the same bytes entered' },
  'examination-recorded': { km: 'កត់ត្រាការពិនិត្យ', en: 'Examination recorded' },
  'findings-confirmed': { km: 'បញ្ជាក់អ្វីដែលរកឃើញ', en: 'Findings confirmed' },
  'exhibit-registered': { km: 'ចុះបញ្ជីវត្ថុតាងរូបវន្ត', en: 'Physical exhibit registered' },
  'container-registered': { km: 'ចុះបញ្ជីកញ្ចប់', en: 'Container registered' },
  packed: { km: 'វេចខ្ចប់វត្ថុតាង', en: 'Exhibits packed' },
  unpacked: { km: 'យកវត្ថុតាងចេញពីកញ្ចប់', en: 'Exhibits unpacked' },
  'seal-changed': { km: 'ប្ដូរត្រាបិទ', en: 'Seal changed' },
  'custody-moved': { km: 'ប្រគល់-ទទួលវត្ថុតាង', en: 'Handed over' },
  'original-accessed': { km: 'ចូលប្រើវត្ថុតាងដើមផ្ទាល់', en: 'Original accessed' },
  'exhibits-counted': { km: 'រាប់វត្ថុតាងក្នុងកន្លែងរក្សាទុក', en: 'Storage place counted' },
  'photos-linked': { km: 'ភ្ជាប់រូបថត', en: 'Photographs linked' },
  'raid-opened': { km: 'បើកប្រតិបត្តិការបង្ក្រាប', en: 'Raid opened' },
  'raid-room-added': { km: 'បន្ថែមបន្ទប់', en: 'Room added' },
  'raid-person-found': { km: 'រកឃើញបុគ្គល', en: 'Person found' },
  'raid-person-changed': { km: 'កែឋានៈបុគ្គល', en: 'Person’s role changed' },
  'raid-item-linked': { km: 'ភ្ជាប់វត្ថុតាងនឹងបន្ទប់ ឬបុគ្គល', en: 'Exhibit linked to room or person' },
  'raid-inventory-signed': { km: 'ចុះហត្ថលេខាលើបញ្ជីសារពើភណ្ឌ', en: 'Inventory signed' },
}
