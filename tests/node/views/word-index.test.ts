import { expect, test } from 'vitest'
import { migrate } from '#node/sqlite/migrate.ts'
import { openMemoryDatabase, VIEW_APPLICATION_ID } from '#node/sqlite/vault-database.ts'
import { VIEW_MIGRATIONS } from '#node/views/view-schema.ts'
import { makeWordIndex, NEXT_TEXTS } from '#node/views/word-index.ts'
import { expectOk } from '../../support/results.ts'

function openView() {
  const database = openMemoryDatabase()
  expectOk(migrate(database, VIEW_MIGRATIONS, VIEW_APPLICATION_ID))
  const insert = database.prepare('INSERT INTO search (rowid, text) VALUES (?, ?)')
  return { database, add: (rowid: number, text: string) => void insert.run(rowid, text) }
}

test('each text is taken in once, also where rows are missing between them', () => {
  const { database, add } = openView()
  for (let row = 1; row <= 450; row += 1) if (row % 7 !== 0) add(row, `word${row} ពាក្យ`)
  const index = makeWordIndex(database)
  while (index.takeIn() > 0);
  add(451, 'word451')
  expect(index.takeIn()).toBe(0)
  const found = database
    .prepare(
      "SELECT count(*) FROM search_word WHERE search_word MATCH 'word450 OR word451 OR word1 OR word7'",
    )
    .pluck()
  expect(found.get()).toBe(3)
  expect(database.prepare('SELECT count(*) FROM search_word').pluck().get()).toBe(450 - 64 + 1)
})

test('the next texts are sought, not read from the first', () => {
  const { database } = openView()
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${NEXT_TEXTS}`).all(0, 1) as readonly {
    readonly detail: string
  }[]
  expect(plan.map(({ detail }) => detail)).toEqual([
    'SEARCH search_content USING INTEGER PRIMARY KEY (rowid>?)',
  ])
})
