import type { Failure } from '#contract/failures.ts'
import type { Finding } from '#contract/vault-operations.ts'
import { openDesk, PASSPHRASE } from '../../support/make-vault.ts'

/** What becomes of a vault that was tampered with: it does not open, or it opens and is verified. */
export type Judgement =
  | { readonly opens: false; readonly failure: Failure }
  | { readonly opens: true; readonly findings: readonly Finding[]; readonly notes: readonly Finding[] }

/** Unlocks and verifies a vault, by its founder or somebody else, and locks it again. */
export async function judgeVault(
  folder: string,
  { number: userNumber, passphrase } = { number: 1, passphrase: PASSPHRASE },
): Promise<Judgement> {
  const desk = openDesk(folder)
  try {
    const unlocked = await desk.call('vault.unlock', { userNumber, passphrase })
    if (unlocked.outcome === 'failed') return { opens: false, failure: unlocked.failure }
    const { isWhole, findings, notes } = await desk.ask('vault.verify', {})
    if (isWhole !== (findings.length === 0)) throw new Error('whole and yet with findings, or the reverse')
    return { opens: true, findings, notes }
  } finally {
    await desk.engine.close()
  }
}

/** A judgement in short: what keeps the vault shut, or each finding with its event. */
export function inShort(judgement: Judgement): readonly string[] {
  if (!judgement.opens) return [`shut: ${judgement.failure.code}`]
  return judgement.findings.map(({ code, seq }) => (seq === undefined ? code : `${code} ${seq}`))
}
