import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import type { InputOf } from '#contract/operations.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { openDesk, PASSPHRASE } from '../support/make-vault.ts'

const PYTHON = '/usr/bin/python3'
const VERIFIER = fileURLToPath(new URL('independent-verifier/verify_vault.py', import.meta.url))

/** Whether the independent verifier can run here. */
export const hasPython = spawnSync(PYTHON, ['-c', 'import argon2, cryptography']).status === 0

/** What a verifier says about a vault. */
export type Verdict = {
  readonly isWhole: boolean
  readonly findings: readonly Pick<Finding, 'code' | 'file'>[]
  readonly checked?: { readonly eventsUnreadable?: number; readonly sealedEvents?: number }
}

/** What the verifier that was written from the specification says. */
export function judge(folder: string, ...options: readonly string[]): Verdict {
  const run = spawnSync(PYTHON, [VERIFIER, folder, ...options, '--json'], { encoding: 'utf8' })
  expect(run.stderr).toBe('')
  const verdict = JSON.parse(run.stdout) as Verdict
  expect(run.status).toBe(verdict.isWhole ? 0 : 1)
  return verdict
}

/** The same, with the passphrase in a file. */
export function judgeAsStranger(
  folder: string,
  passphraseFile: string,
  ...options: readonly string[]
): Verdict {
  return judge(folder, '--passphrase-file', passphraseFile, ...options)
}

/** What Samnum says to somebody who unlocks the vault, or that it refuses to. */
export async function judgeAsSamnum(
  folder: string,
  who: InputOf<'vault.unlock'> = { passphrase: PASSPHRASE },
): Promise<Verdict> {
  const desk = openDesk(folder)
  const unlocked = await desk.call('vault.unlock', who)
  if (unlocked.outcome === 'failed') {
    return { isWhole: false, findings: [{ code: unlocked.failure.code }] }
  }
  const verdict = await desk.ask('vault.verify', {})
  await desk.engine.close()
  return verdict
}

/** The codes of all findings, in their order. */
export function codesOf({ findings }: Verdict): string[] {
  return findings.map(({ code }) => code)
}

/** The files that findings name. */
export function filesOf({ findings }: Verdict): string[] {
  return findings.flatMap(({ file }) => (file === undefined ? [] : [file]))
}
