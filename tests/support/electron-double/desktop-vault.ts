import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { PROTOCOL_VERSION } from '#contract/operations.ts'
import { composeEngine } from '#node/engine/compose-engine.ts'
import { type OpenDesktop, openDesktop, type StartOptions } from './run-desktop.ts'

export const PASSPHRASE = 'rain on the tin roof 7'

/** The files of one vault whose passphrase is stretched as little as the format allows, made once for each test file. */
let made: Promise<ReadonlyMap<string, Buffer>> | null = null

async function makeVault(): Promise<ReadonlyMap<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'samnum-desktop-vault-'))
  try {
    const engine = composeEngine({
      folder,
      software: 'samnum 0.1.0',
      keyDerivation: { name: 'argon2id', memoryKiB: 65_536, passes: 1, lanes: 1 },
    })
    const input = { userName: 'Sok Dara', passphrase: PASSPHRASE }
    const message = { protocol: PROTOCOL_VERSION, callId: 'make', name: 'vault.create', input }
    const answer = await engine.call(message, 'in-process')
    if (answer.outcome !== 'done') throw new Error(JSON.stringify(answer))
    await engine.close()
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    return new Map(
      files.map(({ parentPath, name }) => {
        const path = join(parentPath, name)
        return [relative(folder, path), readFileSync(path)] as const
      }),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Opens a desktop over a vault that exists and is unlocked; what was pushed so far is forgotten. */
export async function openUnlockedDesktop(options: StartOptions = {}): Promise<OpenDesktop> {
  made ??= makeVault()
  const files = await made
  const desktop = await openDesktop({
    ...options,
    prepare: async (folder) => {
      for (const [path, bytes] of files) {
        const file = join(folder, 'userData/vault', path)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, bytes)
      }
      await options.prepare?.(folder)
    },
  })
  const answer = await desktop.call('vault.unlock', { passphrase: PASSPHRASE })
  if (answer.outcome !== 'done') {
    await desktop.stop()
    throw new Error(`${JSON.stringify(answer)} ${desktop.logged().join('; ')}`)
  }
  desktop.pushes.length = 0
  return desktop
}
