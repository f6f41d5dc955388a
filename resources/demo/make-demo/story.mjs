/**
 * The invented case that all demonstration files tell: one online shopping scam, 10 to 16 November 2026.
 *
 * Nobody here exists. Names are marked ឈ្មោះប្រឌិត (invented name), domains end in `.example` (RFC 2606), IP addresses come from
 * 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 (RFC 5737), phone numbers begin with 000 after their operator code, account
 * numbers with 9999, the bank and the Bakong participant are called DEMO.
 */

export const MARK = { km: 'ឧទាហរណ៍', en: 'DEMONSTRATION' }
export const INVENTED_NAME = 'ឈ្មោះប្រឌិត'

export const victim = {
  name: `សុខ ចាន់ធីតា (${INVENTED_NAME})`,
  latinName: 'SOK CHANTHIDA (DEMO)',
  phone: '012 000 101',
  email: 'chanthida@mail.example',
  account: '9999 0000 0101',
}

export const seller = {
  name: `លីន ដារ៉ា (${INVENTED_NAME})`,
  latinName: 'LIN DARA (DEMO)',
  shop: 'ហាងទូរស័ព្ទ មាសប្រាក់',
  telegramName: 'measprak_demo',
  telegramId: 5000000202,
  phone: '+855 12 000 202',
  account: '9999 0000 0202',
  bakong: 'measprak_demo@demo',
  facebook: 'https://www.facebook.com/measprak.demo',
  email: 'orders@measprak-phone.example',
  domain: 'measprak-phone.example',
  offerUrl: 'https://measprak-phone.example/offer',
  payUrl: 'https://measprak-phone.example/pay?order=MP-20261110-07',
  ip: '203.0.113.45',
}

export const order = 'MP-20261110-07'

/** What was paid, in the order in which it was; times on the clock of Cambodia (UTC+7). */
export const payments = {
  deposit: { currency: 'KHR', amount: '800000', on: '2026-11-11', reference: 'DEMO-KHQR-261111-0920' },
  rest: { currency: 'KHR', amount: '1050000', on: '2026-11-12', reference: 'DEMO-FT-261112-1405' },
  customs: { currency: 'USD', amount: '120', on: '2026-11-13', reference: 'DEMO-CA-261113-1510' },
  guarantee: { currency: 'USD', amount: '300', on: '2026-11-14' },
}

/** The payment code of the deposit: made at 09:12, expires thirty minutes later. */
export const depositCode = {
  createdAtMs: Date.parse('2026-11-11T09:12:00+07:00'),
  expiresAtMs: Date.parse('2026-11-11T09:42:00+07:00'),
  merchantName: 'MEAS PRAK SHOP DEMO',
  merchantCity: 'PHNOM PENH',
  acquiringBank: 'DEMO BANK',
}

/** @typedef {'victim' | 'seller'} Speaker */
/** @typedef {{ type: 'plain' | 'link' | 'phone' | 'bold', text: string }} Piece */
/** @typedef {{ at: string, by: Speaker, pieces: readonly Piece[], photo?: { width: number, height: number, sizeBytes: number } }} Message */

/** @param {string} at @param {Speaker} by @param {...(string | Piece)} pieces @returns {Message} */
function said(at, by, ...pieces) {
  return { at, by, pieces: pieces.map((piece) => (typeof piece === 'string' ? { type: 'plain', text: piece } : piece)) }
}

/** The chat on Telegram, whole. */
export const messages = [
  said('2026-11-10T08:15:22', 'victim', 'សួស្តី! ខ្ញុំឃើញហាងបងផ្សាយលក់ទូរស័ព្ទនៅហ្វេសប៊ុក តម្លៃ ១.៨៥០.០០០ រៀល។ នៅមានទេ?'),
  said('2026-11-10T08:17:05', 'seller', 'សួស្តីបាទ! នៅសល់តែ ២ គ្រឿងទេ។ បើបងចង់បាន សូមកក់ទុកមុន ព្រោះមានភ្ញៀវសួរច្រើន។'),
  said('2026-11-10T08:19:40', 'victim', 'ហាងនៅឯណា? ខ្ញុំនៅបាត់ដំបង។ បង់ប្រាក់ពេលទទួលទំនិញបានទេ?'),
  said(
    '2026-11-10T08:21:13',
    'seller',
    'បានបាទ។ ហាងនៅភ្នំពេញ តែយើងដឹកជញ្ជូនទូទាំង ២៥ រាជធានី-ខេត្ត។ ព័ត៌មានលម្អិត៖ ',
    { type: 'link', text: seller.offerUrl },
  ),
  said('2026-11-10T08:30:51', 'victim', 'ចាស ខ្ញុំយកមួយគ្រឿង។'),
  said('2026-11-11T09:10:12', 'seller', 'អរុណសួស្តី! ការបញ្ជាទិញលេខ ', { type: 'bold', text: order }, ' របស់បងរួចរាល់ហើយ។ សូមបង់ប្រាក់កក់ ៨០០.០០០ រៀល ដើម្បីទុកទំនិញ។'),
  {
    ...said('2026-11-11T09:12:31', 'seller', 'សូមស្កេន KHQR នេះ៖ ៨០០.០០០ រៀល'),
    photo: { width: 720, height: 960, sizeBytes: 61_440 },
  },
  said('2026-11-11T09:20:48', 'victim', `ខ្ញុំបានបង់រួចហើយ។ លេខប្រតិបត្តិការ ${payments.deposit.reference}`),
  said('2026-11-11T09:22:03', 'seller', 'បានទទួលហើយ អរគុណច្រើន! ថ្ងៃស្អែកយើងផ្ញើជូន។'),
  said('2026-11-12T13:31:09', 'seller', `ទំនិញវេចខ្ចប់រួចហើយ ប៉ុន្តែក្រុមហ៊ុនដឹកជញ្ជូនសុំឱ្យបង់មុន។ សូមផ្ទេរប្រាក់នៅសល់ ១.០៥០.០០០ រៀល មកគណនី ${seller.account} ឈ្មោះ ${seller.latinName}។`),
  said('2026-11-12T13:40:35', 'victim', 'ហេតុអ្វីត្រូវបង់មុន? កាលដំបូងបងថាបង់ពេលទទួលទំនិញ។'),
  said('2026-11-12T13:44:58', 'seller', 'សូមបងទុកចិត្ត។ នេះជាគោលការណ៍របស់ក្រុមហ៊ុនដឹកជញ្ជូន។'),
  said('2026-11-12T14:06:27', 'victim', `ខ្ញុំបានផ្ទេររួចហើយ។ លេខប្រតិបត្តិការ ${payments.rest.reference}`),
  said(
    '2026-11-13T10:50:02',
    'seller',
    'ទំនិញជាប់នៅគយ។ យើងបានផ្ញើអ៊ីមែលទៅបងហើយ។ សូមផ្ញើ ១២០ ដុល្លារតាមភ្នាក់ងារផ្ទេរប្រាក់ ទៅលេខ ',
    { type: 'phone', text: seller.phone },
    '។ យើងនឹងសងវិញពេលបងទទួលទំនិញ។',
  ),
  said('2026-11-13T15:18:44', 'victim', `ខ្ញុំបានផ្ញើ ១២០ ដុល្លារហើយ លេខបង្កាន់ដៃ ${payments.customs.reference}។ ពេលណាខ្ញុំទទួលបានទំនិញ?`),
  said('2026-11-14T09:02:17', 'seller', 'គយត្រូវការប្រាក់ធានា ៣០០ ដុល្លារទៀត។ បើមិនបង់ទេ ទំនិញនឹងត្រូវរឹបអូស។'),
  said('2026-11-14T09:15:39', 'victim', 'ខ្ញុំមិនបង់ទៀតទេ។ សូមសងប្រាក់ខ្ញុំវិញ!'),
  said('2026-11-14T09:17:20', 'seller', 'បើបងប្តឹង ខ្ញុំនឹងយករូបអត្តសញ្ញាណប័ណ្ណរបស់បងទៅបង្ហោះ។'),
  said('2026-11-15T08:05:11', 'victim', 'សូមឆ្លើយតបខ្ញុំផង។'),
]

/** @param {Message} message */
export function plainText(message) {
  return message.pieces.map((piece) => piece.text).join('')
}
