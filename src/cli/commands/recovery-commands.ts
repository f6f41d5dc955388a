import { fillTemplate } from '#contract/fill-template.ts'
import type { SlotLine } from '#contract/key-operations.ts'
import { formatWholeNumber } from '#contract/number-text.ts'
import type { InputOf } from '#contract/operations.ts'
import { formatSortableDate } from '#core/dates/format-date.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, notRead, sayNotices, stopped, withLockedVault, withVault } from '../open-vault.ts'
import { isOutcome, type Outcome } from '../outcome.ts'
import { readEscrowIdentity, readNewPassphrase, readRecoveryCode } from '../read-secret.ts'
import { alignFields, alignRows } from '../text-columns.ts'
import { UsageError } from '../usage.ts'

type RecoveryKind = 'recovery-code' | 'escrow'

/** `samnum vault slots DIR` */
export async function listSlots(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('key.list', {})
    if (answer.outcome !== 'done') return stopped(answer)
    const { generation, slots } = answer.value
    const { language, text } = context
    const fields = alignFields([[text.label.headerGeneration, formatWholeNumber(generation, language)]])
    return { kind: 'done', value: answer.value, lines: [...slotRows(context, slots), ...fields] }
  })
}

/** `samnum vault recovery-code DIR [list]` and `samnum vault escrow DIR [list]` */
export async function listRecovery(
  context: CommandContext,
  folder: string,
  kind: RecoveryKind,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const found = await findSlots(desk, kind)
    if (isOutcome(found)) return found
    const { slots } = found
    const { done } = context.text
    const none = kind === 'escrow' ? done.noEscrow : done.noRecoveryCode
    return {
      kind: 'done',
      value: { slots },
      lines: slots.length === 0 ? [none] : slotRows(context, slots),
    }
  })
}

/** `samnum vault recovery-code DIR make --label TEXT`. The code is printed this once and kept nowhere. */
export async function makeRecoveryCode(
  context: CommandContext,
  folder: string,
  label: string,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('key.makeRecoveryCode', { label })
    if (answer.outcome !== 'done') return stopped(answer)
    const { done } = context.text
    const lines = [
      done.recoveryCodeMade,
      '',
      ...codeLines(answer.value.code).map((line) => `    ${line}`),
      '',
      ...done.recoveryCodeAdvice,
    ]
    return { kind: 'done', value: { ...answer.value, label }, lines }
  })
}

/** `samnum vault recovery-code DIR check`: the drill. */
export async function checkRecoveryCode(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const code = await readRecoveryCode(context)
    if (!code.ok) return notRead(code.failure)
    const answer = await desk.call('key.checkRecoveryCode', { code: code.value })
    if (answer.outcome !== 'done') return stopped(answer)
    return { kind: 'done', value: answer.value, lines: [context.text.done.recoveryCodeRight] }
  })
}

/** `samnum vault recovery-code DIR remove` */
export async function removeRecoveryCode(context: CommandContext, folder: string): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const found = await findSlots(desk, 'recovery-code')
    if (isOutcome(found)) return found
    return await removeHolder(context, desk, found.slots[0], context.text.done.recoveryCodeRemoved)
  })
}

/** `samnum vault escrow DIR add --recipient age1… --label TEXT` */
export async function addEscrow(
  context: CommandContext,
  folder: string,
  { recipient, label }: { readonly recipient: string; readonly label: string },
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const answer = await desk.call('key.addEscrow', { recipient, label })
    if (answer.outcome !== 'done') return stopped(answer)
    const { text } = context
    const fields = alignFields([
      [text.label.label, showEscaped(label)],
      [text.label.recipient, showEscaped(recipient)],
      [text.label.holderId, answer.value.holderId],
    ])
    return { kind: 'done', value: answer.value, lines: [text.done.escrowAdded, ...fields] }
  })
}

/** `samnum vault escrow DIR remove [HOLDER]`. `holder` is an id or a label; it may be left out where there is only one. */
export async function removeEscrow(
  context: CommandContext,
  folder: string,
  holder: string | null,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const found = await findSlots(desk, 'escrow')
    if (isOutcome(found)) return found
    const meant = found.slots.filter(
      ({ holderId, label }) => holder === null || holderId === holder || label === holder,
    )
    if (meant.length > 1) throw new UsageError('usage/missing-argument', { name: 'HOLDER' })
    return await removeHolder(context, desk, meant[0], context.text.done.escrowRemoved)
  })
}

/** `samnum vault recover DIR`: with the recovery code, or with headquarters' identity where its file is named. */
export async function recoverVault(context: CommandContext, folder: string): Promise<Outcome> {
  return await withLockedVault(context, folder, async (desk) => {
    const means = await readMeans(context)
    if (isOutcome(means)) return means
    const passphrase = await readNewPassphrase(context, null)
    if (!passphrase.ok) return notRead(passphrase.failure)
    const { userNumber, text, language } = context
    const answer = await desk.call('key.recover', {
      with: means.with,
      passphrase: passphrase.value,
      ...(userNumber !== null && { userNumber }),
    })
    if (answer.outcome !== 'done') return stopped(answer)
    sayNotices(context, answer.value)
    const { person } = answer.value
    const facts = { name: person.name, number: String(person.number) }
    return {
      kind: 'done',
      value: answer.value,
      lines: [
        fillTemplate(text.done.recovered, facts, language),
        ...(means.with.kind === 'recovery-code' ? [text.done.recoveredAdvice] : []),
      ],
    }
  })
}

/** Reads what opens the vault without a passphrase. */
async function readMeans(
  context: CommandContext,
): Promise<{ readonly with: InputOf<'key.recover'>['with'] } | Outcome> {
  const path = context.secretFiles.escrowIdentity
  if (path !== null) {
    const identity = await readEscrowIdentity(path)
    return identity.ok ? { with: { kind: 'escrow', identity: identity.value } } : notRead(identity.failure)
  }
  const code = await readRecoveryCode(context)
  return code.ok ? { with: { kind: 'recovery-code', code: code.value } } : notRead(code.failure)
}

async function findSlots(
  desk: Desk,
  kind: RecoveryKind,
): Promise<{ readonly slots: readonly SlotLine[] } | Outcome> {
  const answer = await desk.call('key.list', {})
  if (answer.outcome !== 'done') return stopped(answer)
  return { slots: answer.value.slots.filter((slot) => slot.kind === kind) }
}

async function removeHolder(
  context: CommandContext,
  desk: Desk,
  slot: SlotLine | undefined,
  sentence: string,
): Promise<Outcome> {
  if (slot === undefined) return { kind: 'failed', failure: { code: 'vault/recovery-not-found' } }
  // Of two kinds of ids, these slots have recovery holders'.
  const holderId = slot.holderId as InputOf<'key.removeRecovery'>['holderId']
  const answer = await desk.call('key.removeRecovery', { holderId })
  if (answer.outcome !== 'done') return stopped(answer)
  const lines = [fillTemplate(sentence, { label: slot.label }, context.language)]
  return { kind: 'done', value: { ...answer.value, holderId }, lines }
}

function slotRows({ language, text }: CommandContext, slots: readonly SlotLine[]): readonly string[] {
  const { label, slot, never, no, yes } = text
  const titles = [
    label.number,
    label.way,
    label.label,
    label.keyFile,
    label.machine,
    label.lastChecked,
    label.holderId,
  ]
  const rows = slots.map(
    ({ number, kind, label: name, hasKeyFile, isMachineBound, checkedAtMs, holderId }) => [
      number === null ? '' : formatWholeNumber(number, language),
      slot[kind],
      showEscaped(name),
      hasKeyFile ? yes : no,
      isMachineBound ? yes : no,
      checkedAtMs === null ? (kind === 'recovery-code' ? never : '') : formatSortableDate(checkedAtMs),
      holderId,
    ],
  )
  return alignRows([titles, ...rows], [0])
}

/** Groups of a code in rows of four, as people write them down. */
function codeLines(code: string): readonly string[] {
  const groups = code.match(/[0-9]{6}/g) ?? [code]
  const rows: string[] = []
  for (let at = 0; at < groups.length; at += 4) rows.push(groups.slice(at, at + 4).join('  '))
  return rows
}
