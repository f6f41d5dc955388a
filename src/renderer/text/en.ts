import type { Catalogue } from './catalogue.ts'
import { casesText } from './en/cases.ts'
import { complaintText } from './en/complaint.ts'
import { entryText } from './en/entry.ts'
import { aboutText, exhibitsText, reportText, verifyText } from './en/exhibits.ts'
import { windowText } from './en/window.ts'

/** Every text of the screens in English. */
export const en: Catalogue = {
  window: windowText,
  entry: entryText,
  cases: casesText,
  complaint: complaintText,
  exhibits: exhibitsText,
  report: reportText,
  verify: verifyText,
  about: aboutText,
}
