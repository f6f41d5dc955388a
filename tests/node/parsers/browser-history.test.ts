import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import { openPages } from '#node/parsers/browser-history/sqlite-pages.ts'
import { readRows } from '#node/parsers/browser-history/sqlite-rows.ts'
import { readColumns, readTables } from '#node/parsers/browser-history/sqlite-schema.ts'
import { readWal } from '#node/parsers/browser-history/wal.ts'
import { parseHere, readHere } from '../../support/parse-here.ts'
import { CHROMIUM_TABLES, FIREFOX_TABLES, makeDatabase } from '../../support/parser-samples/make-history.ts'
import { makeZip } from '../../support/parser-samples/make-zip.ts'

// 2026-03-05T07:05:06.789Z, in microseconds since 1601 and since 1970.
const AT_MS = Date.UTC(2026, 2, 5, 7, 5, 6, 789)
const WEBKIT = BigInt(AT_MS) * 1_000n + 11_644_473_600_000_000n
const PRTIME = BigInt(AT_MS) * 1_000n

const settled = `${CHROMIUM_TABLES} INSERT INTO urls VALUES (7, 'https://bad.example/', 'ទំព័រ', 3, 1, ${WEBKIT}, 0);`
const logged = `INSERT INTO visits VALUES (9, 7, ${WEBKIT}, 0, 1, 0); INSERT INTO keyword_search_terms VALUES (1, 7, 'ទិញទូរស័ព្ទ');
  UPDATE urls SET visit_count = 4;`

describe('the history of Chromium', () => {
  const files = makeDatabase(settled, logged)

  test('alone is read as the file has it, and the missing log is named', async () => {
    const found = await readHere('browser-history', files.database)
    expect(found.facts.filter((fact) => fact.name === 'history/page')).toMatchObject([
      {
        position: { kind: 'row', table: 'urls', rowId: '7' },
        value: 'https://bad.example/',
        label: 'ទំព័រ',
        raw: 'visit_count=3 typed_count=1',
        time: { raw: String(WEBKIT), atMs: AT_MS, certainty: 'stated' },
      },
    ])
    expect(found.warnings.map(({ code }) => code)).toEqual(['history/wal-missing'])
  })

  test('with its log beside it has what was written last', async () => {
    const zip = makeZip([
      { name: 'Default/History', bytes: files.database },
      { name: 'Default/History-wal', bytes: files.wal },
    ])
    const found = await readHere('browser-history', zip)
    const by = (name: string) => found.facts.filter((fact) => fact.name === name)
    expect(by('history/page')).toMatchObject([{ raw: 'visit_count=4 typed_count=1' }])
    expect(by('history/visit')).toMatchObject([
      {
        value: 'https://bad.example/',
        position: { table: 'Default/History#visits', rowId: '9' },
        time: { atMs: AT_MS },
      },
    ])
    expect(by('history/search')).toMatchObject([{ value: 'ទិញទូរស័ព្ទ' }])
    expect(found.warnings).toEqual([])
  })

  test('with a changed log keeps what was committed before the change', () => {
    const whole = readWal(files.wal)
    expect(whole?.framesLeftOut).toBe(0)
    const changed = Buffer.from(files.wal)
    changed[changed.length - 1] = (changed[changed.length - 1] ?? 0) ^ 1
    const read = readWal(changed)
    expect(read?.framesLeftOut).toBeGreaterThan(0)
    expect(read?.frames).toBeLessThan(whole?.frames ?? 0)
    expect(readWal(files.wal.subarray(0, 40))?.pages.size).toBe(0)
    expect(readWal(Buffer.from('no log at all, but long enough for one'))).toBeNull()
  })
})

describe('what is wrong with a history', () => {
  const files = makeDatabase(settled, logged)
  const codesOf = (found: Awaited<ReturnType<typeof readHere>>) =>
    found.warnings.map(({ code, count }) => (count === undefined ? code : `${code} ${count}`))
  const readLogged = (wal: Uint8Array, database: Uint8Array = files.database) =>
    readHere('browser-history', Buffer.concat([database, wal]), {
      options: { 'wal-bytes': String(wal.length) },
    })
  const valuesOf = (found: Awaited<ReturnType<typeof readHere>>, name: string) =>
    found.facts.filter((fact) => fact.name === name).map(({ value }) => value)
  /** The database with another root page for a table: what its schema says is one byte behind the table's two names. */
  const withRoot = (root: (page: number) => number, sql = settled + logged) => {
    const bytes = Buffer.from(makeDatabase(sql).database)
    const at = bytes.lastIndexOf('urlsurls') + 'urlsurls'.length
    bytes[at] = root(bytes[at] ?? 0)
    return bytes
  }
  const visitsRoot = () => {
    const pages = openPages(makeDatabase(settled + logged).database, null)
    const tables = readTables(pages as NonNullable<typeof pages>, { pages: 0, rows: 0 })
    return tables.find(({ name }) => name === 'visits')?.rootPage ?? 0
  }

  test('a list of pages that begins at the schema gives no false page, and visits say that they have no address', async () => {
    const found = await readHere(
      'browser-history',
      withRoot(() => 1),
    )
    expect(valuesOf(found, 'history/page')).toEqual([])
    expect(valuesOf(found, 'history/visit')).toEqual(['#7'])
    expect(codesOf(found)).toContain('history/address-missing 1')
    expect(codesOf(found)).toContain('history/table-odd')
  })

  test('a list of pages with as many columns as the schema gives no false page when it begins there', async () => {
    const found = await readHere(
      'browser-history',
      withRoot(() => 1, 'CREATE TABLE urls(a, url, c, d, e);'),
    )
    expect(valuesOf(found, 'history/page')).toEqual([])
    expect(codesOf(found)).toContain('history/table-odd')
  })

  test('a list of pages that begins where visits do gives the visits alone, named', async () => {
    const found = await readHere('browser-history', withRoot(visitsRoot))
    expect(valuesOf(found, 'history/page')).toEqual([])
    expect(valuesOf(found, 'history/visit')).toEqual(['#7'])
    expect(codesOf(found)).toContain('history/address-missing 1')
    expect(codesOf(found)).toContain('entry/unreadable 1')
  })

  test('a list of pages that begins past the end is named, and a sound one says nothing', async () => {
    const past = await readHere(
      'browser-history',
      withRoot(() => 120),
    )
    expect(codesOf(past)).toContain('history/address-missing 1')
    expect(codesOf(past)).toContain('entry/unreadable 1')
    expect(
      codesOf(
        await readHere(
          'browser-history',
          withRoot((page) => page),
        ),
      ),
    ).toEqual(['history/wal-missing'])
  })

  test('a log with wrong salts, a wrong check sum or an end within a frame keeps what holds and counts the rest', async () => {
    const frameBytes = 24 + 1_024
    const frames = (files.wal.length - 32) / frameBytes
    const whole = await readLogged(files.wal)
    expect(codesOf(whole)).toEqual([])
    const lastFrame = 32 + (frames - 1) * frameBytes
    const changedAt = (at: number) => {
      const bytes = Buffer.from(files.wal)
      bytes[at] = (bytes[at] ?? 0) ^ 0xff
      return bytes
    }
    for (const wal of [changedAt(lastFrame + 16), changedAt(lastFrame + 24), files.wal.subarray(0, -100)]) {
      const found = await readLogged(wal)
      expect(codesOf(found)).toEqual(['history/wal-damaged 1'])
      expect(valuesOf(found, 'history/log-frames')).toEqual([String(frames - 1)])
      expect(valuesOf(found, 'history/visit')).toEqual(['https://bad.example/'])
    }
    // In the middle: what follows it is not taken either.
    expect(codesOf(await readLogged(changedAt(32 + 8)))).toEqual([`history/wal-damaged ${frames}`])
    const otherSalts = Buffer.from(files.wal)
    for (let at = 32 + 8; at < otherSalts.length; at += frameBytes) otherSalts[at] = (otherSalts[at] ?? 0) ^ 1
    expect(codesOf(await readLogged(otherSalts))).toEqual([`history/wal-damaged ${frames}`])
    expect(codesOf(await readLogged(changedAt(16)))).toEqual(['history/wal-damaged'])
    const otherPages = makeDatabase(settled, logged, 'PRAGMA page_size=4096;').wal
    expect(codesOf(await readLogged(otherPages)).join()).toContain('history/wal-damaged')
  })

  test('frames of an older log behind those of the newer are counted and are no damage', async () => {
    const older = Buffer.from(files.wal.subarray(-(24 + 1_024)))
    older[8] = (older[8] ?? 0) ^ 1
    const found = await readLogged(Buffer.concat([files.wal, older, older.subarray(0, 500)]))
    expect(codesOf(found)).toEqual([])
    expect(valuesOf(found, 'history/log-older-frames')).toEqual(['1'])
  })
})

test('the history of Firefox is read with its own epoch', async () => {
  const { database } = makeDatabase(
    `${FIREFOX_TABLES} INSERT INTO moz_places VALUES (1, 'https://a.example/', 'A', 1, 0, 0, ${PRTIME});
     INSERT INTO moz_historyvisits VALUES (5, 0, 1, ${PRTIME}, 1); INSERT INTO moz_bookmarks VALUES (6, 1, 1, 0, 'B', ${PRTIME});`,
  )
  const found = await readHere('browser-history', database)
  for (const name of ['history/page', 'history/visit', 'history/bookmark'])
    expect(found.facts.find((fact) => fact.name === name)).toMatchObject({
      value: 'https://a.example/',
      time: { atMs: AT_MS },
    })
})

test.each([512, 1_024, 4_096, 65_536])(
  'rows of a database with pages of %i bytes are those that SQLite reads',
  (pageSize) => {
    const values = Array.from(
      { length: 300 },
      (_, index) =>
        `(${index * 3 - 5}, '${'ក'.repeat((index * 37) % 3_000)}', ${index % 7 === 0 ? 'NULL' : `-${index} * 1.5`}, x'${'ab'.repeat(index % 90)}')`,
    )
    const { database, wal } = makeDatabase(
      `CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b, c BLOB); INSERT INTO t VALUES ${values.join(',')};`,
      `DELETE FROM t WHERE id % 5 = 0; INSERT INTO t VALUES (9223372036854775807, 'last', -9223372036854775808, NULL);`,
      `PRAGMA page_size=${pageSize};`,
    )
    const pages = openPages(database, readWal(wal))
    if (pages === null) throw new Error('no database')
    const faults = { pages: 0, rows: 0 }
    const table = readTables(pages, faults).find(({ name }) => name === 't')
    const ours = [...readRows(pages, table?.rootPage ?? 0, faults)].map(({ rowId, values: [, a, b, c] }) => [
      String(rowId),
      a,
      String(b),
      c instanceof Uint8Array ? Buffer.from(c).toString('hex') : c,
    ])
    expect(faults).toEqual({ pages: 0, rows: 0 })
    const oracle = new DatabaseSync(':memory:')
    oracle.exec(`CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b, c BLOB); INSERT INTO t VALUES ${values.join(',')};
    DELETE FROM t WHERE id % 5 = 0; INSERT INTO t VALUES (9223372036854775807, 'last', -9223372036854775808, NULL);`)
    const select = oracle.prepare('SELECT id, a, b, hex(c) AS c, typeof(c) AS kind FROM t ORDER BY id')
    select.setReadBigInts(true)
    const theirs = select
      .all()
      .map((row) => [
        String(row.id),
        row.a,
        String(row.b),
        row.kind === 'null' ? null : String(row.c).toLowerCase(),
      ])
    oracle.close()
    expect(ours).toEqual(theirs)
  },
)

test('columns are found in what made a table, quoted, with constraints and defaults', () => {
  expect(
    readColumns(
      `CREATE TABLE "a,b"("x y" TEXT DEFAULT ('a,b)'), [z] INTEGER PRIMARY KEY, \`q\`, CHECK (1), UNIQUE("x y"))`,
    ),
  ).toEqual({ columns: ['x y', 'z', 'q'], rowIdColumn: 1 })
  expect(readColumns('CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID')).toBeNull()
  expect(readColumns('CREATE VIEW v AS SELECT 1')).toBeNull()
})

test('a tree that leads back into itself ends', () => {
  const { database } = makeDatabase(
    `${CHROMIUM_TABLES} ${Array.from({ length: 200 }, (_, index) => `INSERT INTO urls VALUES (${index}, '${'a'.repeat(200)}', '', 0, 0, 1, 0);`).join('')}`,
  )
  const pages = openPages(database, null)
  const faults = { pages: 0, rows: 0 }
  const root =
    readTables(pages as NonNullable<typeof pages>, faults).find(({ name }) => name === 'urls')?.rootPage ?? 0
  const looped = Buffer.from(database)
  // The right-most child of an interior page stands eight bytes behind its start.
  looped.writeUInt32BE(root, (root - 1) * 1_024 + 8)
  const again = openPages(looped, null)
  expect([...readRows(again as NonNullable<typeof again>, root, faults)].length).toBeGreaterThan(0)
  expect(faults.pages).toBe(1)
})

test('a database of another program is refused', async () => {
  const { database } = makeDatabase('CREATE TABLE other(a);')
  expect(await parseHere('browser-history', database)).toMatchObject({
    ok: false,
    failure: { code: 'parse/not-this-kind' },
  })
})
