import { canonicalText } from '#core/ledger/canonical-json.ts'
import type { RegisterChange } from '#core/projections/projection-changes.ts'
import type { VaultDatabase } from './vault-database.ts'

/**
 * Makes the function that applies changes to the register's tables of one `ledger.db`. It runs inside the caller's transaction.
 */
export function makeRegisterProjector(database: VaultDatabase): (change: RegisterChange) => void {
  const addPerson = database.prepare(
    `INSERT INTO person (user_id, number, name, roles, state, key_id, signing_key_hex, agreement_key_hex, added_at_ms,
       keys_since_seq)
     VALUES (@userId, (SELECT coalesce(max(number), 0) + 1 FROM person), @name, @roles, 'active', @keyId, @signingKeyHex,
       @agreementKeyHex, @addedAtMs, @seq)`,
  )
  const introduceSalvager = database.prepare(
    `INSERT INTO person (user_id, number, name, roles, state, key_id, signing_key_hex, agreement_key_hex, added_at_ms,
       keys_since_seq)
     VALUES (@userId, (SELECT coalesce(max(number), 0) + 1 FROM person), @name, @roles, 'active', @keyId, @signingKeyHex,
       @agreementKeyHex, @addedAtMs, 1)
     ON CONFLICT (user_id) DO UPDATE SET key_id = excluded.key_id, signing_key_hex = excluded.signing_key_hex,
       agreement_key_hex = excluded.agreement_key_hex`,
  )
  const changeRoles = database.prepare('UPDATE person SET roles = @roles WHERE user_id = @userId')
  const suspendPerson = database.prepare("UPDATE person SET state = 'suspended' WHERE user_id = @userId")
  const replaceKeys = database.prepare(
    `UPDATE person SET state = 'active', key_id = @keyId, signing_key_hex = @signingKeyHex,
       agreement_key_hex = @agreementKeyHex, keys_since_seq = @seq WHERE user_id = @ownerId`,
  )
  const addHolder = database.prepare(
    `INSERT INTO holder (holder_id, kind, label, key_id, signing_key_hex, agreement_key_hex, added_seq)
     VALUES (@holderId, @kind, @label, @keyId, @signingKeyHex, @agreementKeyHex, @seq)`,
  )
  const removeHolder = database.prepare('DELETE FROM holder WHERE holder_id = @holderId')
  const noteRecoveryCheck = database.prepare(
    `INSERT INTO recovery_check (holder_id, checked_seq, checked_at_ms) VALUES (@holderId, @seq, @atMs)
     ON CONFLICT (holder_id) DO UPDATE SET checked_seq = excluded.checked_seq, checked_at_ms = excluded.checked_at_ms`,
  )
  const addSigner = database.prepare(
    `INSERT INTO signer (key_id, signing_key_hex, owner_id, from_seq, until_seq)
     VALUES (@keyId, @signingKeyHex, @ownerId, @seq, NULL)`,
  )
  const endSigner = database.prepare(
    'UPDATE signer SET until_seq = @seq WHERE owner_id = @ownerId AND until_seq IS NULL',
  )
  const nameCase = database.prepare(
    'INSERT INTO case_number (case_id, number) VALUES (@caseId, @number) ON CONFLICT (case_id) DO NOTHING',
  )
  const grantCaseKey = database.prepare(
    `INSERT INTO case_key (case_id, recipient_id, sealed_key_hex, granted_seq)
     VALUES (@caseId, @recipientId, @sealedKeyHex, @seq)
     ON CONFLICT (case_id, recipient_id)
     DO UPDATE SET sealed_key_hex = excluded.sealed_key_hex, granted_seq = excluded.granted_seq`,
  )
  const endGrants = database.prepare('DELETE FROM case_key WHERE recipient_id = @userId')
  const forgetGrants = database.prepare('DELETE FROM case_key WHERE case_id = @caseId')
  const note = database.prepare(
    `INSERT INTO note (fact, value) VALUES (@fact, @value)
     ON CONFLICT (fact) DO UPDATE SET value = excluded.value`,
  )
  const putPlace = database.prepare(
    `INSERT INTO place (place_id, code, name, room, is_in_use, added_at_ms)
     VALUES (@placeId, @code, @name, @room, @isInUse, @atMs)
     ON CONFLICT (place_id) DO UPDATE SET code = excluded.code, name = excluded.name, room = excluded.room,
       is_in_use = excluded.is_in_use`,
  )
  const putColumnMap = database.prepare(
    `INSERT INTO column_map (name, map_json, saved_at_ms) VALUES (@name, @mapJson, @savedAtMs)
     ON CONFLICT (name) DO UPDATE SET map_json = excluded.map_json, saved_at_ms = excluded.saved_at_ms`,
  )
  const addStationText = database.prepare(
    `INSERT INTO station_text (kind, name, version, seq, at_ms, by_name, text)
     VALUES (@kind, @name, @version, @seq, @atMs, @by, @text)`,
  )
  const addPlaybook = database.prepare(
    `INSERT INTO playbook (name, version, seq, at_ms, by_name, text) VALUES (@name, @version, @seq, @atMs, @by, @text)`,
  )
  const addExercise = database.prepare(
    `INSERT INTO exercise (case_id, exercise_id, version, seq, at_ms, by_name)
     VALUES (@caseId, @exerciseId, @version, @seq, @atMs, @by)`,
  )
  // A salvage writes its gaps before the events that need them, and the event that names them comes last.
  const noteGap = database.prepare(
    `INSERT INTO salvaged_gap (device, from_seq, to_seq) VALUES (@device, @fromSeq, @toSeq)
     ON CONFLICT (device, from_seq) DO UPDATE SET to_seq = excluded.to_seq`,
  )

  return (change) => {
    switch (change.change) {
      case 'add-person': {
        const { person, addedAtMs, seq } = change
        addPerson.run({ ...person, roles: JSON.stringify(person.roles), addedAtMs, seq })
        addSigner.run({ ...person, ownerId: person.userId, seq })
        return
      }
      case 'introduce-salvager': {
        const { person, addedAtMs } = change
        introduceSalvager.run({ ...person, roles: JSON.stringify(person.roles), addedAtMs })
        addSigner.run({ ...person, ownerId: person.userId, seq: 1 })
        return
      }
      case 'change-roles':
        changeRoles.run({ ...change, roles: JSON.stringify(change.roles) })
        return
      case 'suspend-person':
        suspendPerson.run(change)
        endGrants.run(change)
        endSigner.run({ ownerId: change.userId, seq: change.seq })
        return
      case 'replace-keys': {
        const { userId: ownerId, keys, seq } = change
        endSigner.run({ ownerId, seq })
        replaceKeys.run({ ...keys, ownerId, seq })
        addSigner.run({ ...keys, ownerId, seq })
        return
      }
      case 'add-holder': {
        const { holder, seq } = change
        addHolder.run({ ...holder, seq })
        addSigner.run({ ...holder, ownerId: holder.holderId, seq })
        return
      }
      case 'remove-holder':
        removeHolder.run(change)
        endSigner.run({ ownerId: change.holderId, seq: change.seq })
        return
      case 'note-recovery-check':
        noteRecoveryCheck.run(change)
        return
      case 'grant-case-key':
        nameCase.run(change)
        grantCaseKey.run(change)
        return
      case 'expunge-case':
        nameCase.run(change)
        forgetGrants.run(change)
        return
      case 'add-exercise':
        addExercise.run(change)
        return
      case 'put-place':
        putPlace.run({ ...change, isInUse: change.isInUse ? 1 : 0 })
        return
      case 'put-column-map': {
        const { map, savedAtMs } = change
        putColumnMap.run({ name: map.name, mapJson: canonicalText(map), savedAtMs })
        return
      }
      case 'add-station-text':
        addStationText.run(change)
        return
      case 'add-playbook':
        addPlaybook.run(change)
        return
      case 'note':
        note.run(change)
        return
      case 'note-gap':
        noteGap.run(change)
        return
    }
  }
}
