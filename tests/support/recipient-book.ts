import type { BookRecipient, RecipientBook } from '#core/letters/recipient-book.ts'

/** A book of an invented bank, wallet and platform. */
export const RECIPIENT_BOOK = {
  format: 'samnum-recipients',
  v: 1,
  version: 2,
  title: { km: 'ធនាគារ និងអ្នកផ្ដល់សេវា', en: 'Banks and providers' },
  checkedOn: '2026-11-01',
  recipients: [
    {
      name: 'ធនាគារសាកល្បង',
      words: ['testb'],
      kinds: ['freeze', 'transmission'],
      department: 'នាយកដ្ឋានប្រតិបត្តិតាម',
      address: 'មហាវិថីព្រះមុនីវង្ស ភ្នំពេញ',
      contact: '023 000 000',
    },
    { name: 'Other Wallet', kinds: ['freeze'] },
    { name: 'Some Platform', kinds: ['disclosure', 'preservation'], contact: 'law@platform.example' },
  ],
} as const satisfies RecipientBook & { readonly recipients: readonly BookRecipient[] }
