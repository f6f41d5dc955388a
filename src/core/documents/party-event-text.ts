import type { PARTY_KINDS } from '../ledger/party-kinds.ts'
import type { Phrase } from './document-tree.ts'

/** What each kind of event about people and money is called. */
export const PARTY_EVENT_TEXT: { readonly [Kind in keyof typeof PARTY_KINDS]: Phrase } = {
  'party-added': { km: 'បន្ថែមភាគី', en: 'Party added' },
  'party-changed': { km: 'កែព័ត៌មានភាគី', en: 'Party changed' },
  'party-role-set': { km: 'កំណត់តួនាទីរបស់ភាគី', en: 'Role of a party set' },
  'party-merged': { km: 'បញ្ចូលភាគីដែលជាបុគ្គលតែមួយ', en: 'Parties merged' },
  'party-unmerged': { km: 'បំបែកភាគីដែលបានបញ្ចូល', en: 'Parties taken apart again' },
  'indicators-noted': { km: 'កត់ត្រាសញ្ញានៃភាពងាយរងគ្រោះ', en: 'Indicators noted' },
  'premises-added': { km: 'បន្ថែមទីតាំង', en: 'Premises added' },
  'premises-changed': { km: 'កែព័ត៌មានទីតាំង', en: 'Premises changed' },
  'identifier-noted': { km: 'កត់ត្រាព័ត៌មានសម្គាល់', en: 'Identifier noted' },
  'identifier-withdrawn': { km: 'ដកព័ត៌មានសម្គាល់', en: 'Identifier withdrawn' },
  'payment-added': { km: 'បន្ថែមការបង់ប្រាក់', en: 'Payment added' },
  'payment-changed': { km: 'កែព័ត៌មានការបង់ប្រាក់', en: 'Payment changed' },
  'payment-withdrawn': { km: 'ដកការបង់ប្រាក់', en: 'Payment withdrawn' },
  'complaint-duplicate-of': { km: 'កំណត់ពាក្យបណ្ដឹងស្ទួន', en: 'Complaint judged a duplicate' },
  'complaint-moved': { km: 'ផ្លាស់ទីពាក្យបណ្ដឹងពេលបំបែកសំណុំរឿង', en: 'Complaint moved when a case was split' },
  'complaint-detailed': { km: 'បំពេញព័ត៌មានពាក្យបណ្ដឹង', en: 'Details of a complaint noted' },
  'complaint-exhibits-linked': { km: 'ភ្ជាប់វត្ថុតាងទៅពាក្យបណ្ដឹង', en: 'Exhibits linked to a complaint' },
  'rate-noted': { km: 'កត់ត្រាអត្រាប្ដូរប្រាក់', en: 'Rate of exchange noted' },
}
