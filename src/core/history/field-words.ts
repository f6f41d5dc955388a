import type { Phrase } from '../documents/document-tree.ts'

/** What members of events are called, for people who read what changed. */
const FIELD_WORDS: { readonly [member: string]: Phrase } = {
  place: { km: 'ទីកន្លែង', en: 'Place' },
  name: { km: 'ឈ្មោះ', en: 'Name' },
  fullName: { km: 'ឈ្មោះ', en: 'Name' },
  latinName: { km: 'ឈ្មោះឡាតាំង', en: 'Latin name' },
  role: { km: 'តួនាទី', en: 'Role' },
  title: { km: 'ចំណងជើង', en: 'Title' },
  detail: { km: 'ព័ត៌មានលម្អិត', en: 'Detail' },
  dueAtMs: { km: 'ថ្ងៃផុតកំណត់', en: 'Deadline' },
  assignee: { km: 'អ្នកទទួលបន្ទុក', en: 'Assigned to' },
  court: { km: 'តុលាការ', en: 'Court' },
  subject: { km: 'កម្មវត្ថុ', en: 'Subject' },
  state: { km: 'ស្ថានភាព', en: 'State' },
  atMs: { km: 'ពេលវេលា', en: 'Time' },
  startedAt: { km: 'ម៉ោងចាប់ផ្ដើម', en: 'Began' },
  endedAt: { km: 'ម៉ោងបញ្ចប់', en: 'Ended' },
  seizedAt: { km: 'ម៉ោងរឹបអូស', en: 'Seized' },
  givenAt: { km: 'ម៉ោងអនុញ្ញាត', en: 'Given' },
  organisation: { km: 'ស្ថាប័ន', en: 'Organisation' },
  contact: { km: 'ទំនាក់ទំនង', en: 'Contact' },
  represents: { km: 'តំណាងឱ្យ', en: 'Represents' },
  isActing: { km: 'នៅបំពេញតួនាទី', en: 'Still acting' },
  note: { km: 'កំណត់ចំណាំ', en: 'Note' },
  witnesses: { km: 'សាក្សី', en: 'Witnesses' },
  officers: { km: 'មន្ត្រី', en: 'Officers' },
  rank: { km: 'ឋានន្តរស័ក្តិ', en: 'Rank' },
  occupant: { km: 'អ្នករស់នៅទីនោះ', en: 'Occupant' },
  authorisation: { km: 'ការអនុញ្ញាត', en: 'Authorisation' },
  phone: { km: 'ទូរស័ព្ទ', en: 'Phone' },
  address: { km: 'អាសយដ្ឋាន', en: 'Address' },
  nationality: { km: 'សញ្ជាតិ', en: 'Nationality' },
  idDocument: { km: 'ឯកសារអត្តសញ្ញាណ', en: 'Identity document' },
  birth: { km: 'ថ្ងៃកំណើត', en: 'Birth' },
  amount: { km: 'ចំនួនប្រាក់', en: 'Amount' },
  currency: { km: 'រូបិយប័ណ្ណ', en: 'Currency' },
  level: { km: 'កម្រិតភស្តុតាង', en: 'Level of proof' },
  rail: { km: 'មធ្យោបាយ', en: 'Means' },
  reference: { km: 'លេខយោង', en: 'Reference' },
  questions: { km: 'សំណួរ', en: 'Questions' },
  answer: { km: 'ចម្លើយ', en: 'Answer' },
  question: { km: 'សំណួរ', en: 'Question' },
  code: { km: 'កូដ', en: 'Code' },
  room: { km: 'បន្ទប់', en: 'Room' },
}

/** Names a path of members as far as its members have names: the innermost that has one, or the member itself. */
export function fieldWords(path: string): Phrase {
  const members = path.split('.').filter((member) => !/^[0-9]+$/.test(member))
  for (const member of members.toReversed()) {
    const words = Object.hasOwn(FIELD_WORDS, member) ? FIELD_WORDS[member] : undefined
    if (words !== undefined) return words
  }
  const last = members.at(-1) ?? path
  return { km: last, en: last }
}
