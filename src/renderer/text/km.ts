import { backupText } from './km/backup.ts'
import { casesText } from './km/cases.ts'
import { complaintText } from './km/complaint.ts'
import { custodyText } from './km/custody.ts'
import { deskText } from './km/desk.ts'
import { entryText } from './km/entry.ts'
import { aboutText, exhibitsText, reportText, verifyText } from './km/exhibits.ts'
import { folkText } from './km/folk.ts'
import { headquartersText } from './km/headquarters.ts'
import { helpText } from './km/help.ts'
import { keysText, paperText } from './km/keys.ts'
import { papersText } from './km/papers.ts'
import { peopleText } from './km/people.ts'
import { raidText } from './km/raid.ts'
import { readingText } from './km/reading.ts'
import { recoveryText } from './km/recovery.ts'
import { searchText } from './km/search.ts'
import { sharingText } from './km/sharing.ts'
import { trainingText } from './km/training.ts'
import { viewerText } from './km/viewer.ts'
import { windowText } from './km/window.ts'
import { workText } from './km/work.ts'

/** Every text of the screens in Khmer, the first language; its shape is the shape of every catalogue. */
export const km = {
  window: windowText,
  entry: entryText,
  cases: casesText,
  complaint: complaintText,
  exhibits: exhibitsText,
  custody: custodyText,
  papers: papersText,
  folk: folkText,
  work: workText,
  training: trainingText,
  raid: raidText,
  viewer: viewerText,
  reading: readingText,
  report: reportText,
  verify: verifyText,
  people: peopleText,
  keys: keysText,
  headquarters: headquartersText,
  desk: deskText,
  backup: backupText,
  paper: paperText,
  recovery: recoveryText,
  sharing: sharingText,
  search: searchText,
  help: helpText,
  about: aboutText,
}
