import type { Migration } from '../sqlite/migrations.ts'

/**
 * Every step of the schema of `people/<userId>.db`. A database with another history than this is dropped and filled anew, so a
 * change may replace what is here.
 *
 * `applied` says up to which event the rest is filled; `held_case` whose keys the person had by then; `skipped` which events were
 * left out because they do not hold; `settled` how far the person's grants are settled; `countable_case` what cases come to when they are counted, once somebody
 * counted them, and `counted` up to which event that holds. `search_word` holds the words of the rows of
 * `search` up to the row `done` of `search_words`, as the segmenter of that version cuts them.
 *
 * What grows with every event is kept in the order of cases: events of one case come one after another, so that few pages change.
 */
export const VIEW_MIGRATIONS: readonly Migration[] = [
  {
    number: 10,
    name: 'cases of one person, with the clocks of playbooks and what they count for',
    sql: `
      CREATE TABLE applied (
        one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, hash_hex TEXT NOT NULL
      ) STRICT;
      CREATE TABLE held_case (case_id TEXT PRIMARY KEY) STRICT;
      CREATE TABLE skipped (position INTEGER PRIMARY KEY, code TEXT NOT NULL) STRICT;
      CREATE TABLE countable_case (
        case_id TEXT PRIMARY KEY, version INTEGER NOT NULL, countable TEXT NOT NULL, events INTEGER NOT NULL,
        at_ms INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE counted (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT;
      CREATE TABLE settled (one INTEGER PRIMARY KEY CHECK (one = 1), mark TEXT NOT NULL) STRICT;

      CREATE TABLE case_file (
        case_id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, title TEXT NOT NULL, opened_at_ms INTEGER NOT NULL,
        opened_by TEXT NOT NULL, changed_at_ms INTEGER NOT NULL, complaints INTEGER NOT NULL, exhibits INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX case_by_change ON case_file (changed_at_ms DESC, number DESC);
      CREATE TABLE identifier (
        case_id TEXT NOT NULL, seq INTEGER NOT NULL, line INTEGER NOT NULL, kind TEXT NOT NULL, raw TEXT NOT NULL,
        normalised TEXT NOT NULL, PRIMARY KEY (case_id, seq, line)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX identifier_by_normalised ON identifier (kind, normalised);
      CREATE TABLE exhibit (
        exhibit_id TEXT PRIMARY KEY, case_id TEXT NOT NULL, number TEXT NOT NULL UNIQUE, object_id TEXT UNIQUE,
        size_bytes INTEGER NOT NULL, line TEXT NOT NULL
      ) STRICT;
      CREATE INDEX exhibit_by_case ON exhibit (case_id, number);
      CREATE INDEX exhibit_by_size ON exhibit (size_bytes);
      CREATE TABLE part (
        exhibit_id TEXT NOT NULL, part_index INTEGER NOT NULL, case_id TEXT NOT NULL, object_id TEXT NOT NULL UNIQUE,
        size_bytes INTEGER NOT NULL, line TEXT NOT NULL, PRIMARY KEY (exhibit_id, part_index)
      ) STRICT;
      CREATE TABLE custody_item (
        item_id TEXT PRIMARY KEY, case_id TEXT NOT NULL, number TEXT NOT NULL UNIQUE, letter TEXT, run INTEGER,
        kind TEXT NOT NULL, state TEXT NOT NULL, holder_kind TEXT NOT NULL, holder_id TEXT NOT NULL, container_id TEXT,
        awaited_seq INTEGER, receiver_id TEXT, giver_id TEXT, raid_id TEXT, room_id TEXT, person_id TEXT, line TEXT NOT NULL
      ) STRICT;
      CREATE INDEX custody_item_by_run ON custody_item (case_id, letter, run);
      CREATE INDEX custody_item_by_holder ON custody_item (holder_id, holder_kind);
      CREATE INDEX custody_item_by_container ON custody_item (container_id) WHERE container_id IS NOT NULL;
      CREATE INDEX custody_item_by_receipt ON custody_item (awaited_seq) WHERE awaited_seq IS NOT NULL;
      CREATE INDEX custody_item_by_raid ON custody_item (raid_id, run) WHERE raid_id IS NOT NULL;
      CREATE TABLE item_event (
        item_id TEXT NOT NULL, seq INTEGER NOT NULL, case_id TEXT NOT NULL, findings TEXT NOT NULL,
        PRIMARY KEY (case_id, item_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE scan_code (
        code TEXT NOT NULL, kind TEXT NOT NULL, item_id TEXT NOT NULL, seq INTEGER NOT NULL, case_id TEXT NOT NULL,
        PRIMARY KEY (code, kind, item_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE raid_line (
        raid_id TEXT NOT NULL, seq INTEGER NOT NULL, case_id TEXT NOT NULL, kind TEXT NOT NULL, line TEXT NOT NULL,
        PRIMARY KEY (raid_id, seq)
      ) STRICT;
      CREATE INDEX raid_line_by_case ON raid_line (case_id, kind, seq);
      CREATE TABLE place_count (
        place_id TEXT NOT NULL, audit_id TEXT NOT NULL, seq INTEGER NOT NULL, case_id TEXT NOT NULL, at_ms INTEGER NOT NULL,
        line TEXT NOT NULL, PRIMARY KEY (case_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX place_count_by_place ON place_count (place_id, audit_id, at_ms);
      CREATE TABLE party_line (
        case_id TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, subject_id TEXT NOT NULL, line TEXT NOT NULL,
        PRIMARY KEY (case_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX party_line_by_subject ON party_line (subject_id, kind);
      CREATE TABLE work_line (
        about_id TEXT NOT NULL, seq INTEGER NOT NULL, case_id TEXT NOT NULL, kind TEXT NOT NULL, is_open INTEGER NOT NULL,
        at_ms INTEGER, assignee_id TEXT, text TEXT NOT NULL, PRIMARY KEY (case_id, kind, about_id, seq)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX work_line_open ON work_line (is_open, at_ms) WHERE is_open = 1;
      CREATE VIRTUAL TABLE search USING fts5 (
        text, case_id UNINDEXED, kind UNINDEXED, target_id UNINDEXED, seq UNINDEXED, at_ms UNINDEXED, label UNINDEXED,
        tokenize = 'trigram'
      );
      INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
      CREATE VIRTUAL TABLE search_word USING fts5 (
        words, sounds, content = '', prefix = '3', tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
      );
      INSERT INTO search_word (search_word, rank) VALUES ('secure-delete', 1);
      CREATE TABLE search_words (
        one INTEGER PRIMARY KEY CHECK (one = 1), version TEXT NOT NULL, done INTEGER NOT NULL
      ) STRICT;
    `,
  },
]

/** Tables that hold what the events say, with their columns. What is in the others is about the filling. */
export const VIEW_TABLES = {
  case_file: [
    'case_id',
    'number',
    'title',
    'opened_at_ms',
    'opened_by',
    'changed_at_ms',
    'complaints',
    'exhibits',
  ],
  identifier: ['case_id', 'seq', 'line', 'kind', 'raw', 'normalised'],
  exhibit: ['exhibit_id', 'case_id', 'number', 'object_id', 'size_bytes', 'line'],
  part: ['exhibit_id', 'part_index', 'case_id', 'object_id', 'size_bytes', 'line'],
  custody_item: [
    'item_id',
    'case_id',
    'number',
    'letter',
    'run',
    'kind',
    'state',
    'holder_kind',
    'holder_id',
    'container_id',
    'awaited_seq',
    'receiver_id',
    'giver_id',
    'raid_id',
    'room_id',
    'person_id',
    'line',
  ],
  item_event: ['item_id', 'seq', 'case_id', 'findings'],
  scan_code: ['code', 'kind', 'item_id', 'seq', 'case_id'],
  work_line: ['about_id', 'seq', 'case_id', 'kind', 'is_open', 'at_ms', 'assignee_id', 'text'],
  raid_line: ['raid_id', 'seq', 'case_id', 'kind', 'line'],
  place_count: ['place_id', 'audit_id', 'seq', 'case_id', 'at_ms', 'line'],
  party_line: ['case_id', 'seq', 'kind', 'subject_id', 'line'],
  search: ['text', 'case_id', 'kind', 'target_id', 'seq', 'at_ms', 'label'],
} as const

/** One of {@link VIEW_TABLES}. */
export type ViewTable = keyof typeof VIEW_TABLES
