import { beforeAll } from 'vitest'
import type { DigestHex } from '#core/ids.ts'
import type { VaultDatabase } from '#node/sqlite/vault-database.ts'
import { asInsider, type Insider, type Row } from '../../support/insider.ts'
import { copyVault, makeClosedVault, whenFileEnds } from '../../support/make-vault.ts'
import { inShort, judgeVault } from './judge-vault.ts'

/** What the events of the vault that is edited are, by their numbers. */
export const EVENT = {
  vaultCreated: 1,
  firstKey: 2,
  firstCase: 3,
  firstComplaint: 4,
  secondKey: 5,
  secondCase: 6,
  secondComplaint: 7,
  firstExhibit: 8,
  secondExhibit: 9,
} as const

/** A closed vault in whose copies somebody with all its keys edits. */
export type EditedVault = {
  readonly folder: () => string
  readonly rowOf: (seq: number) => Row
  /** Edits a copy, and says in short how it is judged. */
  judgeEdit(
    work: (database: VaultDatabase, insider: Insider) => void,
    afterwards?: (insider: Insider) => Promise<void>,
  ): Promise<readonly string[]>
}

/** Makes one for a file of tests; call it outside of tests. */
export function shareEditedVault(): EditedVault {
  const atEnd = whenFileEnds()
  let original = ''
  let rows: readonly Row[] = []
  let known: Insider | undefined
  beforeAll(async () => {
    original = await makeClosedVault(atEnd)
    known = await asInsider(original)
    rows = known.rows()
    if (rows.length !== Object.keys(EVENT).length)
      throw new Error('the vault has other events than the tests name')
  })
  return {
    folder: () => original,
    rowOf: (seq) => rows[seq - 1] as Row,
    async judgeEdit(work, afterwards = async () => {}) {
      const folder = await copyVault(original)
      const insider = await asInsider(folder, known)
      insider.edit((database) => work(database, insider))
      await afterwards(insider)
      return inShort(await judgeVault(folder))
    },
  }
}

/** Changes columns of the event that has this number. */
export function setRow(database: VaultDatabase, seq: number, change: Partial<Row>): void {
  const columns = Object.keys(change).map((column) => `${column} = @${column}`)
  const { changes } = database
    .prepare(`UPDATE event SET ${columns.join(', ')} WHERE seq = @at`)
    .run({ ...change, at: seq })
  if (changes !== 1) throw new Error(`there is no event ${seq}`)
}

export function insertRow(database: VaultDatabase, row: Row): void {
  const columns = Object.keys(row)
  const values = columns.map((column) => `@${column}`)
  database.prepare(`INSERT INTO event (${columns.join(', ')}) VALUES (${values.join(', ')})`).run(row)
}

/** Makes the head file name the event that is stored with this number, as only an insider can. */
export async function setHeadTo(insider: Insider, seq: number): Promise<void> {
  const row = insider.rows().find((candidate) => candidate.seq === seq)
  if (row === undefined) throw new Error(`there is no event ${seq}`)
  await insider.setHead({ device: row.device as never, seq, hashHex: row.hash_hex as DigestHex })
}
