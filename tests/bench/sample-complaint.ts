import type { ComplaintRecord } from '#core/casework/complaint-record.ts'

const FAMILY = ['ចាន់', 'សុខ', 'គឹម', 'លី', 'ហេង', 'ស៊ឹម', 'អ៊ុក', 'ម៉ៅ', 'នួន', 'ឈឹម', 'ប៉ែន']
const GIVEN = [
  'សុភា',
  'ធី',
  'ដារ៉ា',
  'ស្រីមុំ',
  'វណ្ណា',
  'បូផា',
  'រតនា',
  'ពិសិដ្ឋ',
  'សុជាតា',
  'មករា',
  'វិបុល',
  'ចន្ទា',
  'កុសល',
]
const PLACES = ['ភ្នំពេញ', 'បាត់ដំបង', 'សៀមរាប', 'កំពង់ចាម', 'ព្រះសីហនុ', 'តាកែវ', 'Facebook', 'Telegram']
const PARTS = [
  'ជនរងគ្រោះបានឃើញការផ្សាយលក់ទូរសព្ទតាមបណ្ដាញសង្គម ហើយបានទាក់ទងទៅអ្នកលក់',
  'អ្នកលក់បានស្នើឱ្យផ្ទេរប្រាក់កក់ជាមុនតាមគណនីធនាគារ រួចបានបិទទំនាក់ទំនង',
  'The seller sent a picture of a delivery slip which the courier says it never issued.',
  'ជនរងគ្រោះបានផ្ទេរប្រាក់បន្ថែមពីរដងទៀត ដោយជឿថាជាថ្លៃពន្ធគយ',
  'គណនីនោះត្រូវបានលុបចោលនៅថ្ងៃបន្ទាប់ និងលេខទូរសព្ទលែងដំណើរការ',
  'He promised a profit of 30 % a month and showed a page that looked like a bank.',
]

/** A complaint as an officer takes one, different for every index and the same each time. */
export function sampleComplaint(index: number): ComplaintRecord {
  const pick = <T>(list: readonly T[], step: number): T => list[(index * step + step) % list.length] as T
  const digits = String(10_000_000 + ((index * 7_919) % 89_999_999))
  return {
    channel: 'walk-in',
    wish: 'complain',
    receivedOn: '2026-11-22',
    victim: {
      name: `${pick(FAMILY, 3)} ${pick(GIVEN, 5)}`,
      latinName: `Victim ${index}`,
      phone: `097 ${digits.slice(0, 3)} ${digits.slice(3, 7)}`,
      address: pick(PLACES, 7),
    },
    summary: `${pick(PARTS, 1).slice(0, 60)}`,
    narrative: [pick(PARTS, 1), pick(PARTS, 2), pick(PARTS, 3), `TRX-${digits}`].join('\n'),
    place: pick(PLACES, 2),
    typologies: ['online-shopping-scam'],
    identifiers: [
      { kind: 'phone', raw: `0${digits}`, normalised: `+855${digits}` },
      { kind: 'telegram', raw: `@seller_${index % 5000}`, normalised: `seller_${index % 5000}` },
    ],
    losses: [
      {
        state: 'paid',
        level: 'claimed',
        currency: 'USD',
        amount: `${(index % 900) + 20}.5`,
        reference: `TRX-${digits}`,
      },
    ],
  }
}
