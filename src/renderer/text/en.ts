import type { Catalogue } from './catalogue.ts'
import { backupText } from './en/backup.ts'
import { casesText } from './en/cases.ts'
import { complaintText } from './en/complaint.ts'
import { custodyText } from './en/custody.ts'
import { deskText } from './en/desk.ts'
import { entryText } from './en/entry.ts'
import { aboutText, exhibitsText, reportText, verifyText } from './en/exhibits.ts'
import { folkText } from './en/folk.ts'
import { headquartersText } from './en/headquarters.ts'
import { helpText } from './en/help.ts'
import { keysText, paperText } from './en/keys.ts'
import { papersText } from './en/papers.ts'
import { peopleText } from './en/people.ts'
import { raidText } from './en/raid.ts'
import { readingText } from './en/reading.ts'
import { recoveryText } from './en/recovery.ts'
import { searchText } from './en/search.ts'
import { sharingText } from './en/sharing.ts'
import { trainingText } from './en/training.ts'
import { viewerText } from './en/viewer.ts'
import { windowText } from './en/window.ts'
import { workText } from './en/work.ts'

/** Every text of the screens in English. */
export const en: Catalogue = {
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
