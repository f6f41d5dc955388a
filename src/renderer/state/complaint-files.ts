import { readCodePayload } from '#core/parsing/code-payload.ts'
import { paymentOfKhqr } from '#core/parties/fill-from.ts'
import {
  addRow,
  type ComplaintEdit,
  isBlankIdentifier,
  isBlankLoss,
  writeRowField,
} from './complaint-edit.ts'
import type { Offering } from './desk.ts'
import { changeDraft, keptName } from './draft-change.ts'
import { type Refusal, refusalOf } from './remote.ts'
import type { DraftFile, ShownCodes } from './session-state.ts'
import type { Workplace } from './workplace.ts'

/** Takes files into a draft, one after the other, and looks at each for codes. Answers why none came. */
export async function addDraftFiles(
  at: Workplace,
  target: string,
  offering: Offering,
): Promise<Refusal | null> {
  if (offering.outcome !== 'done') return refusalOf(offering)
  const begun = offering.value.files.map((file) => {
    const key = nextKey(at, target)
    const refusal =
      file.outcome === 'offered' ? null : refusalOf({ outcome: 'failed', failure: file.failure })
    const { name, sizeBytes } = file.outcome === 'offered' ? file.item : { name: file.name, sizeBytes: null }
    const state: DraftFile['state'] =
      refusal === null ? { status: 'keeping' } : { status: 'refused', refusal }
    showFiles(at, target, (files) => [...files, { key, name, sizeBytes, state }])
    return { key, intakeId: file.outcome === 'offered' ? file.item.intakeId : null }
  })
  for (const { key, intakeId } of begun) if (intakeId !== null) await keepFile(at, target, key, intakeId)
  return null
}

/** Takes a file off a draft. */
export async function dropDraftFile(at: Workplace, target: string, file: DraftFile): Promise<void> {
  showFiles(at, target, (files) => files.filter(({ key }) => key !== file.key))
  if (file.state.status !== 'kept') return
  await at.desk.client.call('draft.dropFile', { name: keptName(target), fileId: file.state.fileId })
}

/** Reads the files that were kept with a draft before, and looks at each for codes. */
export async function loadDraftFiles(at: Workplace, target: string): Promise<void> {
  const answer = await at.desk.client.call('draft.files', { name: keptName(target) })
  if (answer.outcome !== 'done') return
  const known = answer.value.files.map(({ fileId, name, sizeBytes }, index) => {
    const state = { status: 'kept', fileId, codes: { status: 'reading' } } as const
    return { key: index + 1, name, sizeBytes, state }
  })
  showFiles(at, target, () => known)
  for (const { key, state } of known) await readCodes(at, target, key, state.fileId)
}

/**
 * Takes over what a code in a picture proposes: a payment of a KHQR code with whom to pay, or an identifier. Nothing of a code whose
 * check digits are wrong.
 */
export function fillFromCode(edit: ComplaintEdit, payload: string): ComplaintEdit {
  const payment = paymentOfKhqr(payload)
  if (payment.ok) {
    const { payee, money, reference, on } = payment.value
    const named = [payee?.name, payee?.institution].filter((each) => each !== undefined).join(' · ')
    const fields = {
      rail: 'khqr',
      level: 'documented',
      payee: named,
      reference: reference ?? '',
      on: on ?? '',
      ...(money !== undefined && { currency: money.currency, amount: money.amount }),
    }
    const filled = fillRow(edit, 'losses', fields)
    return fillIdentifiers(filled, payee?.identifiers ?? [])
  }
  const { identifiers } = readCodePayload(payload)
  return fillIdentifiers(
    edit,
    identifiers.map(({ kind, raw }) => ({ kind, value: raw })),
  )
}

function fillIdentifiers(
  edit: ComplaintEdit,
  found: readonly { readonly kind: string; readonly value: string }[],
): ComplaintEdit {
  return found.reduce((now, { kind, value }) => {
    const isThere = now.identifiers.some(({ texts }) => texts.kind === kind && texts.value === value)
    return isThere ? now : fillRow(now, 'identifiers', { kind, value })
  }, edit)
}

/** Writes into the last line of a list where that is empty, into a new one where it is not. */
function fillRow(
  edit: ComplaintEdit,
  list: 'identifiers' | 'losses',
  fields: { readonly [field: string]: string },
): ComplaintEdit {
  const [last] = edit[list].slice(-1)
  const isFree =
    list === 'identifiers'
      ? edit.identifiers.slice(-1).some(isBlankIdentifier)
      : edit.losses.slice(-1).some(isBlankLoss)
  const open = isFree && last !== undefined ? edit : addRow(edit, list)
  const key = open[list].at(-1)?.key ?? 0
  return Object.entries(fields).reduce(
    (now, [field, text]) => writeRowField(now, list, key, field as 'value', text),
    open,
  )
}

async function keepFile(at: Workplace, target: string, key: number, intakeId: string): Promise<void> {
  const caseId = target === 'new' ? undefined : target
  const input = { name: keptName(target), intakeId, ...(caseId !== undefined && { case: caseId }) }
  const stop = new AbortController()
  const keeping = at.desk.client.call('draft.keepFile', input, { signal: stop.signal })
  // The engine would wait for bytes that can no longer be read.
  const sending = at.desk.sendFile(intakeId).then((sent) => {
    if (sent === 'not-readable') stop.abort()
    return sent
  })
  const answer = await keeping
  if (answer.outcome === 'done') {
    const { fileId, sizeBytes } = answer.value
    showFile(at, target, key, (file) => ({
      ...file,
      sizeBytes,
      state: { status: 'kept', fileId, codes: { status: 'reading' } },
    }))
    await readCodes(at, target, key, fileId)
    return
  }
  const isGone = answer.outcome === 'cancelled' && (await sending) === 'not-readable'
  const refusal = isGone
    ? refusalOf({ outcome: 'failed', failure: { code: 'intake/read-failed' } })
    : refusalOf(answer)
  if (refusal !== null)
    showFile(at, target, key, (file) => ({ ...file, state: { status: 'refused', refusal } }))
}

async function readCodes(at: Workplace, target: string, key: number, fileId: string): Promise<void> {
  const answer = await at.desk.client.call('draft.readCodes', { name: keptName(target), fileId })
  const refusal = refusalOf(answer)
  const found = answer.outcome === 'done' ? answer.value.codes : []
  const codes: ShownCodes =
    refusal === null ? { status: 'read', codes: found } : { status: 'refused', refusal }
  showFile(at, target, key, (file) => ({ ...file, state: { status: 'kept', fileId, codes } }))
}

function nextKey(at: Workplace, target: string): number {
  const files = at.store.getState().drafts[target]?.files ?? []
  return (files.at(-1)?.key ?? 0) + 1
}

function showFile(at: Workplace, target: string, key: number, move: (file: DraftFile) => DraftFile): void {
  showFiles(at, target, (files) => files.map((file) => (file.key === key ? move(file) : file)))
}

function showFiles(
  at: Workplace,
  target: string,
  move: (files: readonly DraftFile[]) => readonly DraftFile[],
): void {
  changeDraft(at, target, (draft) => ({ ...draft, files: move(draft.files) }))
}
