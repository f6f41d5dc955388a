import { type BackupState, chosenPlace, placesToWrite } from './backup-state.ts'
import { askAgain, receive, shownOf } from './remote.ts'
import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

const WRITE = 'backup.write'

/** Reads when this vault was last backed up, and which sticks are plugged in. */
export async function loadBackup(at: Workplace): Promise<void> {
  changeBackup(at, ({ last, media }) => ({ last: askAgain(last), media: askAgain(media) }))
  const last = await at.desk.client.call('backup.last', {})
  changeBackup(at, (state) => ({ last: receive(state.last, last) }))
  const media = await at.desk.client.call('backup.media', {})
  changeBackup(at, (state) => {
    const received = receive(state.media, media)
    return { media: received, folderId: chosenPlace(state.folderId, placesToWrite(shownOf(received))) }
  })
}

/** Chooses the stick that the backup goes to. */
export function chooseBackupPlace(at: Workplace, folderId: string): void {
  changeBackup(at, () => ({ folderId: folderId === '' ? null : folderId }))
}

/** Writes a backup to the chosen stick and reads it back. */
export async function writeBackup(at: Workplace, folderId: string, readsAll: boolean): Promise<void> {
  await runLong(at, WRITE, { name: WRITE, input: { folderId, readsAll } }, (move) =>
    changeBackup(at, ({ writing }) => ({ writing: move(writing) })),
  )
  await loadBackup(at)
}

/** Stops the writing; the backups of before stay whole. */
export function stopBackup(at: Workplace): void {
  stopRunning(at, WRITE)
}

function changeBackup(at: Workplace, transition: (backup: BackupState) => Partial<BackupState>): void {
  change(at, ({ backup }) => ({ backup: { ...backup, ...transition(backup) } }))
}
