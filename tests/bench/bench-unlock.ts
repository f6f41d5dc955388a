import { deriveFromPassphrase } from '#node/crypto/key-derivation.ts'
import { withEngine } from './bench-engine.ts'
import { BENCH_KDF, BENCH_PASSPHRASE } from './open-bench-vault.ts'
import { measure, medianOf, note, say } from './side-by-side.ts'

const TURNS = 7

/** Unlocks a vault through the engine, beside stretching the passphrase alone. */
export async function benchUnlock(folder: string): Promise<void> {
  const extra: number[] = []
  const own: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const stretching = await measure(() =>
      deriveFromPassphrase(BENCH_PASSPHRASE, new Uint8Array(16), BENCH_KDF),
    )
    await withEngine(folder, async (ask) => {
      const before = process.threadCpuUsage()
      const { took } = await measure(() =>
        ask('vault.unlock', { passphrase: BENCH_PASSPHRASE, userNumber: 1 }),
      )
      const { user, system } = process.threadCpuUsage(before)
      extra.push(took.wallMs - stretching.took.wallMs)
      own.push((user + system) / 1000)
    })
  }
  say('unlock', `argon2id + ${medianOf(extra).toFixed(0)} ms`, 'argon2id + < 150 ms')
  note(`each of ${TURNS} turns: ${extra.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  note(`on its own thread, argon2id not counted: ${medianOf(own).toFixed(0)} ms`)
}
