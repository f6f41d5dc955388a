import type { LedgerStoreFailure } from '#app/ports/ledger-store.ts'
import type {
  ExerciseRow,
  GrantRow,
  HolderRow,
  PersonRow,
  PlaceRow,
  RegisterStore,
  SignerRow,
  StationTextRow,
} from '#app/ports/register-store.ts'
import type { CaseId } from '#core/ids.ts'
import { columnMap } from '#core/parsing/column-map.ts'
import type { Role } from '#core/people/roles.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { sqliteFailureOf } from './sqlite-failure.ts'
import type { VaultDatabase } from './vault-database.ts'

const KEY_COLUMNS = 'key_id AS keyId, signing_key_hex AS signingKeyHex, agreement_key_hex AS agreementKeyHex'
const GRANT_COLUMNS =
  'case_id AS caseId, recipient_id AS recipientId, sealed_key_hex AS sealedKeyHex, granted_seq AS grantedSeq'

type StoredPerson = Omit<PersonRow, 'roles'> & { readonly roles: string }

/** Reads the register's tables of a vault's database. */
export function makeSqliteRegisterStore(database: VaultDatabase): RegisterStore {
  const selectPeople = database.prepare(
    `SELECT user_id AS userId, number, name, roles, state, ${KEY_COLUMNS}, added_at_ms AS addedAtMs,
       keys_since_seq AS keysSinceSeq FROM person ORDER BY number`,
  )
  const selectHolders = database.prepare(
    `SELECT holder_id AS holderId, kind, label, ${KEY_COLUMNS}, added_seq AS addedSeq, checked_at_ms AS checkedAtMs
     FROM holder LEFT JOIN recovery_check USING (holder_id) ORDER BY added_seq, holder_id`,
  )
  const selectSigners = database.prepare(
    `SELECT key_id AS keyId, signing_key_hex AS signingKeyHex, owner_id AS ownerId, from_seq AS fromSeq,
       until_seq AS untilSeq FROM signer ORDER BY from_seq, key_id`,
  )
  // Numbers are of one length of year and hyphen, so those that begin alike stand together in the index.
  const selectLastNumber = database
    .prepare(
      `SELECT coalesce(max(CAST(substr(number, length(@prefix) + 1) AS INTEGER)), 0) FROM case_number
       WHERE number >= @prefix AND number < @prefix || char(1114111)`,
    )
    .pluck()
  const selectCase = database.prepare(
    'SELECT case_id AS caseId, number FROM case_number WHERE case_id = @name OR number = @name',
  )
  const selectKey = database
    .prepare('SELECT sealed_key_hex FROM case_key WHERE case_id = ? AND recipient_id = ?')
    .pluck()
  const selectGrants = database.prepare(
    `SELECT ${GRANT_COLUMNS} FROM case_key WHERE case_id = ? ORDER BY granted_seq, recipient_id`,
  )
  const selectCases = database.prepare(
    `SELECT ${GRANT_COLUMNS} FROM case_key WHERE recipient_id = ? ORDER BY granted_seq, case_id`,
  )
  const grantedBefore = (join: string, condition: string) =>
    database.prepare(
      `SELECT own.case_id AS caseId, theirs.granted_seq AS grantedSeq FROM case_key AS own
       ${join} case_key AS theirs ON theirs.recipient_id = @recipientId AND theirs.case_id = own.case_id
       WHERE own.recipient_id = @giverId AND ${condition} ORDER BY own.granted_seq, own.case_id`,
    )
  const selectBefore = grantedBefore('JOIN', 'theirs.granted_seq < @sinceSeq')
  const selectBeforeOrNever = grantedBefore(
    'LEFT JOIN',
    '(theirs.granted_seq IS NULL OR theirs.granted_seq < @sinceSeq)',
  )
  const selectPlaces = database.prepare(
    `SELECT place_id AS placeId, code, name, room, is_in_use AS isInUse, added_at_ms AS addedAtMs FROM place
     ORDER BY code, place_id`,
  )
  const selectColumnMaps = database.prepare(
    'SELECT map_json AS mapJson, saved_at_ms AS savedAtMs FROM column_map ORDER BY name',
  )
  const countCases = database.prepare('SELECT count(*) FROM case_number').pluck()
  const selectStationTexts = database.prepare(
    'SELECT name, version, seq, at_ms AS atMs, by_name AS by, text FROM station_text WHERE kind = ? ORDER BY seq',
  )
  const selectPlaybooks = database.prepare(
    'SELECT name, version, seq, at_ms AS atMs, by_name AS by, text FROM playbook ORDER BY seq',
  )
  const selectExercises = database.prepare(
    `SELECT case_id AS caseId, exercise_id AS exerciseId, version, at_ms AS atMs, by_name AS by FROM exercise
     ORDER BY seq`,
  )
  const selectNote = database.prepare('SELECT value FROM note WHERE fact = ?').pluck()

  return {
    people: () =>
      attempt(() =>
        (selectPeople.all() as StoredPerson[]).map(
          (row): PersonRow => ({ ...row, roles: JSON.parse(row.roles) as Role[] }),
        ),
      ),
    holders: () => attempt(() => selectHolders.all() as HolderRow[]),
    signers: () => attempt(() => selectSigners.all() as SignerRow[]),
    lastCaseNumber: (prefix) => attempt(() => selectLastNumber.get({ prefix }) as number),
    findCase: (name) =>
      attempt(() => (selectCase.get({ name }) as { caseId: CaseId; number: string } | undefined) ?? null),
    sealedCaseKey: (caseId, recipientId) =>
      attempt(() => (selectKey.get(caseId, recipientId) as string | undefined) ?? null),
    grantsOf: (caseId) => attempt(() => selectGrants.all(caseId) as GrantRow[]),
    casesOf: (recipientId) => attempt(() => selectCases.all(recipientId) as GrantRow[]),
    grantsBefore: (giverId, recipientId, sinceSeq, includesNever) =>
      attempt(() => {
        const select = includesNever ? selectBeforeOrNever : selectBefore
        return select.all({ giverId, recipientId, sinceSeq }) as {
          caseId: CaseId
          grantedSeq: number | null
        }[]
      }),
    places: () =>
      attempt(() =>
        (selectPlaces.all() as (Omit<PlaceRow, 'isInUse'> & { readonly isInUse: number })[]).map(
          (row): PlaceRow => ({ ...row, isInUse: row.isInUse === 1 }),
        ),
      ),
    columnMaps: () =>
      attempt(() =>
        (selectColumnMaps.all() as { readonly mapJson: string; readonly savedAtMs: number }[]).map(
          ({ mapJson, savedAtMs }) => ({ map: columnMap.parse(JSON.parse(mapJson)), savedAtMs }),
        ),
      ),
    caseCount: () => attempt(() => countCases.get() as number),
    stationTexts: (kind) => attempt(() => selectStationTexts.all(kind) as StationTextRow[]),
    playbooks: () => attempt(() => selectPlaybooks.all() as StationTextRow[]),
    exercises: () => attempt(() => selectExercises.all() as ExerciseRow[]),
    note: (fact) => attempt(() => (selectNote.get(fact) as number | undefined) ?? null),
  }
}

function attempt<T>(work: () => T): Result<T, LedgerStoreFailure> {
  try {
    return succeed(work())
  } catch (error) {
    return fail(sqliteFailureOf(error))
  }
}
