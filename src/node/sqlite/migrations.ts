/** One step of the schema. Frozen once released: a change is a new step. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string }

/** Every step in order, numbered in tens. Record tables are append-only; projection tables can be dropped and refilled. */
export const MIGRATIONS: readonly Migration[] = [
  {
    number: 10,
    name: 'ledger and first projections',
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

      CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
      CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
      CREATE TRIGGER event_follows_its_predecessor BEFORE INSERT ON event
        WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM event WHERE device = NEW.device)
          OR NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)
        BEGIN SELECT RAISE(ABORT, 'an event must follow the last one'); END;

      CREATE TABLE person (
        user_id TEXT PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL, key_id TEXT NOT NULL UNIQUE,
        signing_key_hex TEXT NOT NULL, agreement_key_hex TEXT NOT NULL, added_at_ms INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE case_key (
        case_id TEXT NOT NULL, user_id TEXT NOT NULL, number TEXT NOT NULL, sealed_key_hex TEXT NOT NULL,
        PRIMARY KEY (case_id, user_id)
      ) STRICT;
      CREATE INDEX case_key_by_number ON case_key (number);
      CREATE TABLE case_file (
        case_id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, opened_at_ms INTEGER NOT NULL,
        opened_by TEXT NOT NULL, changed_at_ms INTEGER NOT NULL, complaints INTEGER NOT NULL, exhibits INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX case_by_change ON case_file (changed_at_ms DESC, number DESC);
      CREATE TABLE identifier (
        case_id TEXT NOT NULL, seq INTEGER NOT NULL, line INTEGER NOT NULL, kind TEXT NOT NULL, raw TEXT NOT NULL,
        normalised TEXT NOT NULL, PRIMARY KEY (case_id, seq, line)
      ) STRICT;
      CREATE INDEX identifier_by_normalised ON identifier (kind, normalised);
      CREATE TABLE exhibit (
        exhibit_id TEXT PRIMARY KEY, case_id TEXT NOT NULL, number TEXT NOT NULL UNIQUE, object_id TEXT NOT NULL UNIQUE,
        size_bytes INTEGER NOT NULL, line TEXT NOT NULL
      ) STRICT;
      CREATE INDEX exhibit_by_case ON exhibit (case_id, number);
      CREATE VIRTUAL TABLE search USING fts5 (text, case_id UNINDEXED, tokenize = 'trigram');
    `,
  },
]

/** Tables that hold projections, with the columns by which their rows are ordered. */
export const PROJECTION_TABLES: readonly { readonly table: string; readonly order: string }[] = [
  { table: 'person', order: 'user_id' },
  { table: 'case_key', order: 'case_id, user_id' },
  { table: 'case_file', order: 'case_id' },
  { table: 'identifier', order: 'case_id, seq, line' },
  { table: 'exhibit', order: 'exhibit_id' },
  { table: 'search', order: 'rowid' },
]
