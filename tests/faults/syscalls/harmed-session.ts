import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { patternOf } from '../../node/objects/object-room.ts'
import { makeFolder, PASSPHRASE } from '../../support/make-vault.ts'
import { findOut } from '../power-cut/judge-state.ts'
import { MADE_BEFORE, NEXT_PASSPHRASE, SECRET } from '../power-cut/record-session.ts'
import { runSession, type Said } from '../power-cut/run-session.ts'

/** What the system does to a session: to one kind of call, at its `when`th in a thread or from it on (`3+`). */
export type Harm = {
  readonly call: string
  readonly does: `error=${string}` | 'signal=KILL'
  readonly when: string
  /** Whether only calls on the vault's own paths are meant; calls that Node makes for itself must not be harmed. */
  readonly isOnPaths?: boolean
}

/** How a harmed session went. */
export type Harmed = {
  readonly said: readonly Said[]
  readonly isKilled: boolean
  /** Whether the harm was met: the session has so many calls. */
  readonly isHarmed: boolean
  /** What it said of failures, each once, as `code causeCode`. */
  readonly failures: readonly string[]
  /** Everything that is not as it must be. */
  readonly wrongs: readonly string[]
}

const NAMES = [
  'vault.json',
  'vault.copy.json',
  'head',
  'ledger.db',
  'ledger.db-wal',
  'objects',
  'objects/incoming',
  'people',
  'attempts',
]

/** Lets the system harm a session, and looks whether anything that it acknowledged is lost. */
export async function harmSession({ call, does, when, isOnPaths = false }: Harm): Promise<Harmed> {
  const root = join(await makeFolder(), 'room')
  await mkdir(root)
  for (const name of MADE_BEFORE) await mkdir(join(root, name))
  const source = join(root, 'tmp', 'evidence.bin')
  await writeFile(source, patternOf(30_000))
  const folder = join(root, 'vault')
  const folders = [folder, `${folder}.unfinished`]
  const paths = [
    root,
    ...folders,
    ...folders.flatMap((place) => NAMES.flatMap((name) => [join(place, name), join(place, `${name}.new`)])),
  ]
  const log = join(root, 'tmp', 'calls')
  // strace 6.1 sends no signal when it filters calls in the kernel.
  const filter = does === 'signal=KILL' ? [] : ['--seccomp-bpf']
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:${does}:when=${when}`]
  const wrapper = ['strace', '-f', ...filter, '-qq', '-s', '0', '-o', log, ...inject]
  const limits = isOnPaths ? paths.flatMap((path) => ['-P', path]) : []
  const texts = { text: SECRET, passphrase: PASSPHRASE, next: NEXT_PASSPHRASE }
  const { said, exit, signal, errors } = await runSession({ root, folder, source, ...texts }, [
    ...wrapper,
    ...limits,
  ])
  const isKilled = signal === 'SIGKILL'
  const wrongs: string[] = []
  if (!isKilled && exit !== 0) wrongs.push(`the process ended with ${exit ?? signal}: ${errors}`)
  for (const { bug, cause } of said) if (bug !== undefined) wrongs.push(`a bug in ${bug}: ${cause}`)
  const acknowledgedSeq = Math.max(0, ...said.map(({ seq }) => seq ?? 0))
  const found = await findOut(root, said)
  if (found.opens) {
    wrongs.push(...found.wrongs)
    if (found.events.length < acknowledgedSeq)
      wrongs.push(`holds ${found.events.length} of ${acknowledgedSeq} events`)
  } else if (found.code !== 'vault/not-found' || acknowledgedSeq > 0)
    wrongs.push(`does not open: ${found.code}`)
  const isHarmed = isKilled || (await readFile(log, 'latin1')).includes('(INJECTED)')
  return { said, isKilled, isHarmed, failures: failuresIn(said), wrongs }
}

function failuresIn(said: readonly Said[]): readonly string[] {
  const named = said.flatMap(({ failure }) =>
    failure === undefined ? [] : [[failure.code, Object(failure.facts).causeCode].filter(Boolean).join(' ')],
  )
  return [...new Set(named)]
}
