import { fillTemplate } from '#contract/fill-template.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Credentials, type Desk, notRead, stopped, withVault } from '../open-vault.ts'
import { isOutcome, type Outcome } from '../outcome.ts'
import { readNewPassphrase } from '../read-secret.ts'
import { alignFields } from '../text-columns.ts'
import { UsageError } from '../usage.ts'

/** `samnum vault passphrase DIR` */
export async function changePassphrase(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk, { passphrase: current, keyFile }) => {
    const next = await readNewPassphrase(context, null)
    if (!next.ok) return notRead(next.failure)
    const answer = await desk.call('key.changePassphrase', {
      current,
      next: next.value,
      ...(keyFile !== undefined && { keyFile }),
    })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: [context.text.done.passphraseChanged] }
  })
}

/** `samnum vault rotate DIR` */
export async function rotateKey(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('key.rotate', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { label, done } = context.text
    const generation = formatWholeNumber(answer.value.generation, context.language)
    const lines = [done.keyRotated, ...alignFields([[label.headerGeneration, generation]])]
    return { kind: 'done', value: answer.value, lines }
  })
}

/** `samnum vault key-file DIR [list]`: whether the caller's passphrase needs a key file beside it. */
export async function showKeyFile(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const own = await findOwnNumber(desk)
    if (isOutcome(own)) return own
    const listed = await desk.call('key.list', {})
    if (listed.outcome !== 'done') return stopped(listed)
    const slot = listed.value.slots.find(
      (known) => known.kind === 'passphrase' && known.number === own.number,
    )
    const hasKeyFile = slot?.hasKeyFile === true
    const { done } = context.text
    const facts = { number: String(own.number) }
    const sentence = hasKeyFile ? done.keyFileNeeded : done.keyFileNotNeeded
    return {
      kind: 'done',
      value: { number: own.number, hasKeyFile },
      lines: [fillTemplate(sentence, facts, context.language)],
    }
  })
}

/** `samnum vault key-file DIR make --out FILE` */
export async function makeKeyFile(
  context: CommandContext,
  folder: string,
  outPath: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk, credentials) => {
    const outletId = await desk.engine.offerOutletPath(outPath)
    const answer = await desk.call('key.makeKeyFile', { ...credentials, outletId })
    if (answer.outcome !== 'done') return stopped(answer)
    const { label, done } = context.text
    const lines = [done.keyFileMade, ...alignFields([[label.file, showEscaped(outPath)]]), done.keyFileAdvice]
    return { kind: 'done', value: { ...answer.value, file: outPath }, lines }
  })
}

/** `samnum vault key-file DIR drop --key-file FILE` */
export async function dropKeyFile(context: CommandContext, folder: string): Promise<Outcome> {
  if (context.secretFiles.keyFile === null)
    throw new UsageError('usage/missing-option', { name: '--key-file <file>' })
  return await withVault(context, folder, async (desk, { passphrase, keyFile = '' }: Credentials) => {
    const answer = await desk.call('key.dropKeyFile', { passphrase, keyFile })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: [context.text.done.keyFileDropped] }
  })
}

async function findOwnNumber(desk: Desk): Promise<{ readonly number: number } | Outcome> {
  const status = await desk.call('vault.status', {})
  if (status.outcome !== 'done') return stopped(status)
  if (status.value.state !== 'unlocked') return { kind: 'failed', failure: { code: 'vault/locked' } }
  return { number: status.value.session.person.number }
}
