import { toKhmerDigits } from '../khmer/digits.ts'
import type { Phrase, SignerMark } from './document-tree.ts'

/** Name and motto of the state, as every official document of Cambodia is headed. */
export const KINGDOM: Phrase = { km: 'ព្រះរាជាណាចក្រកម្ពុជា', en: 'Kingdom of Cambodia' }

/** The motto beneath the name of the state. */
export const MOTTO: Phrase = { km: 'ជាតិ សាសនា ព្រះមហាក្សត្រ', en: 'Nation Religion King' }

/** Words that stand on every page. */
export const PAGE_TEXT = {
  caseNumber: { km: 'សំណុំរឿងលេខ', en: 'Case' },
  ledgerHead: { km: 'ក្បាលបញ្ជីព្រឹត្តិការណ៍', en: 'Ledger head' },
  checkCode: { km: 'កូដពិនិត្យ', en: 'Check code' },
  stateAsOf: { km: 'ស្ថានភាពត្រឹម', en: 'State as of' },
  electronicSignature: {
    km: 'ហត្ថលេខាឌីជីថលក្នុងឯកសារ PDF នេះ (ប្រសិនបើមាន) ត្រូវបានធ្វើដោយកូនសោផ្ទាល់ខ្លួនរបស់មន្ត្រី។ វិញ្ញាបនបត្រក្នុងហត្ថលេខាបញ្ជាក់ថា អគ្គស្នងការដ្ឋានជាអ្នកចេញ ឬមន្ត្រីចេញដោយខ្លួនឯង។',
    en: 'A digital signature in this PDF, where there is one, is made with the officer’s own key; the certificate in it says whether headquarters issued it or it is self-signed.',
  },
  date: { km: 'កាលបរិច្ឆេទ', en: 'Date' },
  draft: { km: 'សេចក្ដីព្រាង មិនទាន់ចុះហត្ថលេខា', en: 'Draft, not to be signed' },
  training: {
    km: 'ហាត់រៀន — អ្វីៗទាំងអស់ជារឿងប្រឌិត គ្មានតម្លៃជាភស្តុតាង',
    en: 'TRAINING — everything is invented, and proves nothing',
  },
} as const satisfies { readonly [name: string]: Phrase }

/** What a page of a training vault says in every language, so that nobody needs to read the other one. */
export const TRAINING_MARK = 'TRAINING / ហាត់រៀន'

/** What each kind of mark is called under the room left for it. */
export const SIGNER_MARKS: { readonly [mark in SignerMark]: Phrase } = {
  signature: { km: 'ហត្ថលេខា', en: 'Signature' },
  'thumb-print': { km: 'ស្នាមមេដៃស្ដាំ', en: 'Right thumb-print' },
  'signature-or-thumb-print': { km: 'ហត្ថលេខា ឬស្នាមមេដៃស្ដាំ', en: 'Signature or right thumb-print' },
  'signature-and-seal': { km: 'ហត្ថលេខា និងត្រា', en: 'Signature and seal' },
}

/** Says which page of how many this is. */
export function pageOfPages(page: number, pages: number): Phrase {
  return {
    km: `ទំព័រទី ${toKhmerDigits(`${page}/${pages}`)}`,
    en: `Page ${page} of ${pages}`,
  }
}
