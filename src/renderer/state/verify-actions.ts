import { change, runLong, stopRunning, type Workplace } from './workplace.ts'

const STOP = 'vault.verify'

/** Has every byte of the vault checked. */
export async function verifyVault(at: Workplace): Promise<void> {
  if (at.store.getState().verification.status === 'running') return
  await runLong(at, STOP, { name: 'vault.verify', input: {} }, (move) =>
    change(at, ({ verification }) => ({ verification: move(verification) })),
  )
}

/** Stops the checking. */
export function stopVerifying(at: Workplace): void {
  stopRunning(at, STOP)
}
