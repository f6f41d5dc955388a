import { type CanonicalValue, canonicalText } from '../ledger/canonical-json.ts'
import type { EventKind } from '../ledger/event-body.ts'
import { showEscaped } from '../text-safety/show-escaped.ts'
import type { PackageVariant, WithholdingReason } from './withhold.ts'

/** Something that is not in a package: an event of the ledger, the bytes of an exhibit, a final record, a letter, or a report. */
export type WithheldThing =
  | {
      readonly what: 'event'
      readonly seq: number
      readonly kind: EventKind
      readonly reason: WithholdingReason
    }
  | {
      readonly what: 'exhibit' | 'record' | 'letter'
      readonly number: string
      readonly reason: WithholdingReason
    }
  | { readonly what: 'report'; readonly name: string; readonly reason: WithholdingReason }

type Words = { readonly km: string; readonly en: string }

/** Why something is withheld, as the rest of a sentence. */
export const WITHHOLDING_WORDS: { readonly [Reason in WithholdingReason]: Words } = {
  'names-victims': {
    km: 'វាបញ្ជាក់ថានរណាជាជនរងគ្រោះ ឬសាក្សី',
    en: 'it says who a victim or a witness is',
  },
  'names-somebody-outside': {
    km: 'វាហៅឈ្មោះបុគ្គលខាងក្រៅ ដែលអាចជាជនរងគ្រោះ ឬសាក្សី',
    en: 'it names somebody outside, who may be a victim or a witness',
  },
  'not-chosen': { km: 'មិនបានជ្រើសរើសសម្រាប់កញ្ចប់នេះទេ', en: 'it was not chosen for this package' },
  'about-exhibit-not-chosen': {
    km: 'វានិយាយអំពីវត្ថុតាងដែលមិនបានជ្រើសរើស',
    en: 'it is about an exhibit that was not chosen',
  },
  'covered-copy-goes': {
    km: 'ច្បាប់ចម្លងដែលបានបិទបាំងត្រូវបានដាក់ជំនួស',
    en: 'a copy in which things are covered goes in its place',
  },
  'kind-not-shown': {
    km: 'ព្រឹត្តិការណ៍ប្រភេទនេះមិនត្រូវបានបង្ហាញក្នុងកញ្ចប់ដែលបានលាក់ព័ត៌មានទេ',
    en: 'a redacted package does not show events of this kind',
  },
}

/** What is withheld, for programs: canonical JSON with a line feed. */
export function withheldJson(
  caseNumber: string,
  variant: PackageVariant,
  things: readonly WithheldThing[],
): string {
  const list = { format: 'samnum-withheld', v: 1, caseNumber, variant, withheld: things }
  return `${canonicalText(list as unknown as CanonicalValue)}\n`
}

/** What is withheld and why, for people, in Khmer and English. */
export function withheldText(
  caseNumber: string,
  variant: PackageVariant,
  things: readonly WithheldThing[],
): string {
  const number = showEscaped(caseNumber)
  const head = [
    `អ្វីដែលមិនមាននៅក្នុងកញ្ចប់នៃសំណុំរឿង ${number} និងមូលហេតុ`,
    `What is not in this package of case ${number}, and why`,
    '',
  ]
  const none = ['គ្មានអ្វីត្រូវបានលាក់ទុកទេ។', 'Nothing is withheld.']
  const redacted = [
    'បញ្ជីព្រឹត្តិការណ៍បង្ហាញលេខ និងតម្លៃហាសនៃព្រឹត្តិការណ៍ដែលបានលាក់ ដូច្នេះគ្មាននរណាអាចលុប ឬបន្ថែមអ្វីដោយមិនឱ្យគេដឹងបានទេ។ តុលាការអាចសុំច្បាប់ពេញលេញ។',
    'The ledger shows the number and the hash of what is withheld, so that nobody can take away or add anything unseen. The court can ask for the full package.',
    '',
  ]
  const lines = things.flatMap((thing) => {
    const { km, en } = WITHHOLDING_WORDS[thing.reason]
    const name = nameOf(thing)
    return [`- ${name.km}៖ ${km}។`, `  ${name.en}: ${en}.`]
  })
  const body = things.length === 0 ? none : [...(variant === 'redacted' ? redacted : []), ...lines]
  return `${[...head, ...body].join('\r\n')}\r\n`
}

function nameOf(thing: WithheldThing): Words {
  switch (thing.what) {
    case 'event':
      return { km: `ព្រឹត្តិការណ៍លេខ ${thing.seq} (${thing.kind})`, en: `Event ${thing.seq} (${thing.kind})` }
    case 'exhibit': {
      const number = showEscaped(thing.number)
      return { km: `វត្ថុតាង ${number}`, en: `Exhibit ${number}` }
    }
    case 'record': {
      const number = showEscaped(thing.number)
      return { km: `កំណត់ហេតុ ${number}`, en: `Record ${number}` }
    }
    case 'letter': {
      const number = showEscaped(thing.number)
      return { km: `លិខិត ${number}`, en: `Letter ${number}` }
    }
    case 'report':
      return { km: `របាយការណ៍ ${thing.name}`, en: `Report ${thing.name}` }
  }
}
