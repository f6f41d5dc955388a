import type { Phrase, SignerMark } from './document-tree.ts'
import { HEAD_BLANKS } from './head-blanks.ts'

/** Everything receipts say in words of the house; a text that lacks a language does not compile. */
export const RECEIPT_TEXT = {
  seizureTitle: { km: 'បង្កាន់ដៃដកហូតវត្ថុតាង', en: 'Seizure receipt' },
  handOverTitle: { km: 'បង្កាន់ដៃប្រគល់-ទទួលវត្ថុតាង', en: 'Hand-over receipt' },
  number: { km: 'បង្កាន់ដៃលេខ', en: 'Receipt No.' },
  ...HEAD_BLANKS,
  case: { km: 'សំណុំរឿង', en: 'Case' },
  takenFrom: { km: 'ដកហូតពី', en: 'Taken from' },
  takenBy: { km: 'ដកហូតដោយ', en: 'Taken by' },
  givenBy: { km: 'អ្នកប្រគល់', en: 'Given by' },
  receivedBy: { km: 'អ្នកទទួល', en: 'Received by' },
  when: { km: 'ពេលវេលា', en: 'When' },
  where: { km: 'ទីកន្លែង', en: 'Where' },
  reason: { km: 'មូលហេតុ', en: 'Reason' },
  authority: { km: 'មូលដ្ឋានច្បាប់ ឬអាជ្ញាធរ', en: 'Authority' },
  order: { km: 'ដីកា ឬបទបញ្ជា', en: 'Order' },
  condition: { km: 'ស្ថានភាពវត្ថុតាង', en: 'Condition' },
  explanation: { km: 'ការពន្យល់', en: 'Explanation' },
  finding: { km: 'ចំណុចត្រូវកត់សម្គាល់ក្នុងខ្សែសង្វាក់នៃការថែរក្សា', en: 'To be noted in the chain of custody' },

  items: { km: 'បញ្ជីវត្ថុតាង', en: 'Items' },
  colon: { km: '៖', en: ':' },
  stop: { km: '។', en: '.' },
  noItems: { km: 'គ្មានវត្ថុតាងទេ។', en: 'No items.' },
  row: { km: 'ល.រ', en: 'No.' },
  itemNumber: { km: 'លេខវត្ថុតាង', en: 'Exhibit' },
  itemName: { km: 'ប្រភេទ និងឈ្មោះ', en: 'Kind and name' },
  seal: { km: 'ត្រា', en: 'Seal' },
  description: { km: 'ការពិពណ៌នា', en: 'Description' },
  digest: { km: 'SHA-256', en: 'SHA-256' },
  size: { km: 'ទំហំ', en: 'Size' },
  total: { km: 'សរុប', en: 'Total' },

  ledger: { km: 'ការកត់ត្រាក្នុងបញ្ជីព្រឹត្តិការណ៍', en: 'Record in the ledger' },
  event: { km: 'ព្រឹត្តិការណ៍', en: 'Event' },
  eventHash: { km: 'តម្លៃហាស', en: 'Hash' },
  confirmationAwaited: {
    km: 'មិនទាន់បានបញ្ជាក់ក្នុងបញ្ជីនៅឡើយ',
    en: 'Not yet confirmed in the ledger',
  },
  confirmationOnPaper: {
    km: 'ដោយហត្ថលេខា ឬស្នាមមេដៃលើបង្កាន់ដៃនេះ',
    en: 'By signature or thumb-print on this receipt',
  },

  seizureIntro: {
    km: 'បង្កាន់ដៃនេះត្រូវបានអានឱ្យស្ដាប់ ហើយធ្វើឡើងជាពីរច្បាប់ មួយច្បាប់ប្រគល់ជូនម្ចាស់ ឬអ្នកកាន់កាប់វត្ថុ។ អ្នកមិនព្រមចុះហត្ថលេខា ត្រូវកត់សម្គាល់មូលហេតុ។',
    en: 'This receipt was read aloud and made in two copies, one of which is given to the owner or holder. If anyone refuses to sign, the reason is noted.',
  },
  handOverIntro: {
    km: 'អ្នកប្រគល់ និងអ្នកទទួលបានរាប់ និងពិនិត្យវត្ថុតាង ព្រមទាំងត្រារួមគ្នា។',
    en: 'Giver and receiver counted the items and looked at their seals together.',
  },
} as const satisfies { readonly [name: string]: Phrase }

/** One who signs a receipt; `side` tells whose name stands under the line. */
export type ReceiptSigner = {
  readonly role: Phrase
  readonly side?: 'from' | 'to'
  readonly mark: SignerMark
}

/**
 * Who signs. Of a seizure: whoever had the things, two witnesses who are not of the police (Code of Criminal Procedure
 * 2007, article 91), the officer who takes them, and the head of the unit.
 */
export const RECEIPT_SIGNERS: { readonly [kind in 'seizure' | 'hand-over']: readonly ReceiptSigner[] } = {
  seizure: [
    {
      role: { km: 'ម្ចាស់ ឬអ្នកកាន់កាប់វត្ថុ', en: 'Owner or holder' },
      side: 'from',
      mark: 'signature-or-thumb-print',
    },
    { role: { km: 'សាក្សីទី១', en: 'First witness' }, mark: 'signature-or-thumb-print' },
    { role: { km: 'សាក្សីទី២', en: 'Second witness' }, mark: 'signature-or-thumb-print' },
    { role: { km: 'មន្ត្រីដកហូត', en: 'Seizing officer' }, side: 'to', mark: 'signature' },
    { role: { km: 'ប្រធានអង្គភាព', en: 'Head of unit' }, mark: 'signature-and-seal' },
  ],
  'hand-over': [
    { role: { km: 'អ្នកប្រគល់', en: 'Giver' }, side: 'from', mark: 'signature-or-thumb-print' },
    { role: { km: 'អ្នកទទួល', en: 'Receiver' }, side: 'to', mark: 'signature-or-thumb-print' },
    { role: { km: 'ប្រធានអង្គភាព', en: 'Head of unit' }, mark: 'signature-and-seal' },
  ],
}

/** Says how many items a receipt lists, from a number already written in both scripts. */
export function sayItemCount(number: Phrase, isOne: boolean): Phrase {
  return { km: `${number.km} មុខ`, en: `${number.en} ${isOne ? 'item' : 'items'}` }
}
