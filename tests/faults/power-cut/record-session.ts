import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { patternOf } from '../../node/objects/object-room.ts'
import { type AtEnd, makeFolder, PASSPHRASE } from '../../support/make-vault.ts'
import { runSession } from './run-session.ts'
import { loggedInto, readWriteLog, type Step } from './write-log.ts'

/** A session with everything that it wrote. */
export type Recording = {
  /** The folder under which everything stands, and the vault's name in it. */
  readonly root: string
  readonly folder: string
  readonly steps: readonly Step[]
}

/** Folders that stand there before the session begins. */
export const MADE_BEFORE = ['tmp', 'state'] as const
/** Stands in every text of a session. */
export const SECRET = 'សម្ងាត់-7391-canary'
/** What a session changes its passphrase to. */
export const NEXT_PASSPHRASE = `${PASSPHRASE} from now on`

/** Runs a session under the log; `sources` holds the program, of this checkout unless a copy was changed. */
export async function recordSession(atEnd: AtEnd, sources?: string): Promise<Recording> {
  const outside = await makeFolder(atEnd)
  const root = join(await makeFolder(atEnd), 'room')
  await mkdir(root)
  for (const name of MADE_BEFORE) await mkdir(join(root, name))
  const source = join(outside, 'evidence.bin')
  await writeFile(source, patternOf(30_000))
  const folder = join(root, 'vault')
  const log = join(outside, 'log')
  const { said, errors } = await runSession(
    { root, folder, source, text: SECRET, passphrase: PASSPHRASE, next: NEXT_PASSPHRASE },
    loggedInto(log),
    sources,
  )
  const refused = said.filter(({ outcome }) => outcome !== 'done')
  if (refused.length > 0 || said.length === 0)
    throw new Error(`the session failed: ${JSON.stringify(refused)} ${errors}`)
  return { root, folder, steps: await readWriteLog(log) }
}
