/** One step of the schema. Frozen once released: a change is a new step. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

/**
 * Every step of `ledger.db` in order, numbered in tens. The record is append-only; projection tables can be dropped and refilled.
 * What a case says is in no table of it but, sealed, in `event`.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 10,
    name: 'ledger and register',
    sql: `
      CREATE TABLE event (
        position    INTEGER PRIMARY KEY,
        device      TEXT NOT NULL,
        seq         INTEGER NOT NULL CHECK (seq >= 1),
        header      BLOB NOT NULL,
        hash_hex    TEXT NOT NULL UNIQUE,
        signature   BLOB NOT NULL CHECK (length(signature) = 64),
        sealed_body BLOB NOT NULL,
        scope       TEXT NOT NULL,
        UNIQUE (device, seq)
      ) STRICT;
      CREATE INDEX event_by_scope ON event (scope, position);

      CREATE TABLE salvaged_gap (
        device TEXT NOT NULL, from_seq INTEGER NOT NULL CHECK (from_seq >= 1),
        to_seq INTEGER NOT NULL CHECK (to_seq >= from_seq), PRIMARY KEY (device, from_seq)
      ) STRICT;

      CREATE TRIGGER event_is_only_emptied BEFORE UPDATE ON event
        WHEN NEW.sealed_body IS NOT x''
          OR NEW.position IS NOT OLD.position OR NEW.device IS NOT OLD.device OR NEW.seq IS NOT OLD.seq
          OR NEW.header IS NOT OLD.header OR NEW.hash_hex IS NOT OLD.hash_hex
          OR NEW.signature IS NOT OLD.signature OR NEW.scope IS NOT OLD.scope
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
      CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
      CREATE TRIGGER event_follows_its_predecessor BEFORE INSERT ON event
        WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)
          OR (NEW.seq IS NOT coalesce((SELECT seq FROM event ORDER BY position DESC LIMIT 1), 0) + 1
            AND NOT EXISTS (SELECT 1 FROM salvaged_gap WHERE to_seq = NEW.seq - 1
              AND from_seq = coalesce((SELECT seq FROM event ORDER BY position DESC LIMIT 1), 0) + 1))
        BEGIN SELECT RAISE(ABORT, 'an event must follow the last one'); END;

      CREATE TABLE person (
        user_id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, name TEXT NOT NULL, roles TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('active', 'suspended')), key_id TEXT NOT NULL UNIQUE,
        signing_key_hex TEXT NOT NULL, agreement_key_hex TEXT NOT NULL, added_at_ms INTEGER NOT NULL,
        keys_since_seq INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE holder (
        holder_id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, key_id TEXT NOT NULL UNIQUE,
        signing_key_hex TEXT NOT NULL, agreement_key_hex TEXT NOT NULL, added_seq INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE signer (
        key_id TEXT PRIMARY KEY, signing_key_hex TEXT NOT NULL, owner_id TEXT NOT NULL, from_seq INTEGER NOT NULL,
        until_seq INTEGER
      ) STRICT;
      CREATE INDEX signer_by_owner ON signer (owner_id);
      CREATE TABLE case_number (case_id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE case_key (
        case_id TEXT NOT NULL, recipient_id TEXT NOT NULL, sealed_key_hex TEXT NOT NULL, granted_seq INTEGER NOT NULL,
        PRIMARY KEY (case_id, recipient_id)
      ) STRICT;
      CREATE INDEX case_key_by_recipient ON case_key (recipient_id, case_id, granted_seq);
      CREATE TABLE note (fact TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
    `,
  },
  {
    number: 20,
    name: 'storage places',
    sql: `
      CREATE TABLE place (
        place_id TEXT PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, room TEXT NOT NULL,
        is_in_use INTEGER NOT NULL CHECK (is_in_use IN (0, 1)), added_at_ms INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    number: 30,
    name: 'column maps',
    sql: `
      CREATE TABLE column_map (
        name TEXT PRIMARY KEY, map_json TEXT NOT NULL, saved_at_ms INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    number: 40,
    name: 'checks of recovery',
    sql: `
      CREATE TABLE recovery_check (
        holder_id TEXT PRIMARY KEY, checked_seq INTEGER NOT NULL, checked_at_ms INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    number: 50,
    name: 'wordings and law packs',
    sql: `
      CREATE TABLE station_text (
        kind TEXT NOT NULL CHECK (kind IN ('template', 'law-pack')), name TEXT NOT NULL, version INTEGER NOT NULL,
        seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, by_name TEXT NOT NULL, text TEXT NOT NULL,
        PRIMARY KEY (kind, name, version)
      ) STRICT;
    `,
  },
  {
    number: 60,
    name: 'playbooks',
    sql: `
      CREATE TABLE playbook (
        name TEXT NOT NULL, version INTEGER NOT NULL, seq INTEGER NOT NULL, at_ms INTEGER NOT NULL, by_name TEXT NOT NULL,
        text TEXT NOT NULL, PRIMARY KEY (name, version)
      ) STRICT;
    `,
  },
  {
    number: 70,
    name: 'exercises of a training vault',
    sql: `
      CREATE TABLE exercise (
        case_id TEXT PRIMARY KEY, exercise_id TEXT NOT NULL, version INTEGER NOT NULL, seq INTEGER NOT NULL,
        at_ms INTEGER NOT NULL, by_name TEXT NOT NULL
      ) STRICT;
    `,
  },
]

/** Tables of `ledger.db` that hold projections of the register, with the columns by which their rows are ordered. */
export const REGISTER_TABLES: readonly { readonly table: string; readonly order: string }[] = [
  { table: 'person', order: 'user_id' },
  { table: 'holder', order: 'holder_id' },
  { table: 'recovery_check', order: 'holder_id' },
  { table: 'signer', order: 'key_id' },
  { table: 'case_number', order: 'case_id' },
  { table: 'case_key', order: 'case_id, recipient_id' },
  { table: 'note', order: 'fact' },
  { table: 'place', order: 'place_id' },
  { table: 'column_map', order: 'name' },
  { table: 'station_text', order: 'kind, name, version' },
  { table: 'playbook', order: 'name, version' },
  { table: 'exercise', order: 'case_id' },
  { table: 'salvaged_gap', order: 'device, from_seq' },
]
