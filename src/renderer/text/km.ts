import { casesText } from './km/cases.ts'
import { complaintText } from './km/complaint.ts'
import { entryText } from './km/entry.ts'
import { aboutText, exhibitsText, reportText, verifyText } from './km/exhibits.ts'
import { windowText } from './km/window.ts'

/** Every text of the screens in Khmer, the first language; its shape is the shape of every catalogue. */
export const km = {
  window: windowText,
  entry: entryText,
  cases: casesText,
  complaint: complaintText,
  exhibits: exhibitsText,
  report: reportText,
  verify: verifyText,
  about: aboutText,
}
