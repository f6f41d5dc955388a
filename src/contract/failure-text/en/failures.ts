import type { FailureTexts } from '../failure-text-form.ts'
import { ACCOUNT_EN } from './account.ts'
import { BACKUP_EN } from './backup.ts'
import { CALL_EN } from './call.ts'
import { CASE_WORK_EN } from './case-work.ts'
import { CUSTODY_EN } from './custody.ts'
import { EXHIBIT_EN } from './exhibit.ts'
import { EXPORT_EN } from './export.ts'
import { FILE_EN } from './file.ts'
import { HUB_EN } from './hub.ts'
import { LEDGER_EN } from './ledger.ts'
import { NETWORK_EN } from './network.ts'
import { PARSE_EN } from './parse.ts'
import { PARTY_EN } from './party.ts'
import { PEOPLE_EN } from './people.ts'
import { PREVIEW_EN } from './preview.ts'
import { RECORD_EN } from './record.ts'
import { SYNC_EN } from './sync.ts'
import { UPDATE_EN } from './update.ts'
import { VAULT_EN } from './vault.ts'

/** What each failure means and what to do about it, in English. */
export const FAILURE_TEXT_EN: FailureTexts = {
  ...CALL_EN,
  ...VAULT_EN,
  ...LEDGER_EN,
  ...PEOPLE_EN,
  ...EXHIBIT_EN,
  ...PARSE_EN,
  ...PREVIEW_EN,
  ...CUSTODY_EN,
  ...RECORD_EN,
  ...PARTY_EN,
  ...CASE_WORK_EN,
  ...ACCOUNT_EN,
  ...BACKUP_EN,
  ...EXPORT_EN,
  ...SYNC_EN,
  ...FILE_EN,
  ...HUB_EN,
  ...NETWORK_EN,
  ...UPDATE_EN,
}
