import type { FailureTexts } from '../failure-text-form.ts'
import { ACCOUNT_KM } from './account.ts'
import { BACKUP_KM } from './backup.ts'
import { CALL_KM } from './call.ts'
import { CASE_WORK_KM } from './case-work.ts'
import { CUSTODY_KM } from './custody.ts'
import { EXHIBIT_KM } from './exhibit.ts'
import { EXPORT_KM } from './export.ts'
import { FILE_KM } from './file.ts'
import { HUB_KM } from './hub.ts'
import { LEDGER_KM } from './ledger.ts'
import { NETWORK_KM } from './network.ts'
import { PARSE_KM } from './parse.ts'
import { PARTY_KM } from './party.ts'
import { PEOPLE_KM } from './people.ts'
import { PREVIEW_KM } from './preview.ts'
import { RECORD_KM } from './record.ts'
import { SYNC_KM } from './sync.ts'
import { UPDATE_KM } from './update.ts'
import { VAULT_KM } from './vault.ts'

/** What each failure means and what to do about it, in Khmer. */
export const FAILURE_TEXT_KM: FailureTexts = {
  ...CALL_KM,
  ...VAULT_KM,
  ...LEDGER_KM,
  ...PEOPLE_KM,
  ...EXHIBIT_KM,
  ...PARSE_KM,
  ...PREVIEW_KM,
  ...CUSTODY_KM,
  ...RECORD_KM,
  ...PARTY_KM,
  ...CASE_WORK_KM,
  ...ACCOUNT_KM,
  ...BACKUP_KM,
  ...EXPORT_KM,
  ...SYNC_KM,
  ...FILE_KM,
  ...HUB_KM,
  ...NETWORK_KM,
  ...UPDATE_KM,
}
