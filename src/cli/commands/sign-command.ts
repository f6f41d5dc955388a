import type { OutputOf } from '#contract/operations.ts'
import { MAX_ANSWER_BYTES } from '#contract/report-operations.ts'
import type { CommandContext } from '../command-context.ts'
import { type Desk, stopped, withVault } from '../open-vault.ts'
import type { Outcome } from '../outcome.ts'
import { readInputFile } from '../read-input-file.ts'
import { saveOpened, withCertificate } from './report-command.ts'

/** A saved document, and where what becomes of it goes. */
export type OpenedOrder = { readonly caseName: string; readonly path: string }

/** `samnum sign DIR CASE FILE.pdf --reason TEXT --out FILE.pdf`: signs a saved document beside those who signed before. */
export async function signSaved(
  context: CommandContext,
  folder: string,
  order: OpenedOrder & { readonly reason: string; readonly outPath: string },
): Promise<Outcome> {
  return await withOpened(context, folder, order, async (desk, { reportId, madeFromHeadHex }) => {
    const signed = await desk.call('report.sign', { reportId, reason: order.reason })
    if (signed.outcome !== 'done') return stopped(signed)
    const { signatures, signedAs, publicKeyHex, certificateDigestHex, certified } = signed.value
    const said = {
      signatures,
      signedAs,
      reason: order.reason,
      publicKeyHex,
      certificateDigestHex,
      certified,
      madeFromHeadHex,
    }
    const saved = await saveOpened(context, desk, reportId, order.outPath, said)
    return withCertificate(context, saved, certified)
  })
}

/** `samnum stamp DIR CASE FILE.pdf`: prints what a time-stamp authority is asked (RFC 3161), in base64. */
export async function askStamp(
  context: CommandContext,
  folder: string,
  order: OpenedOrder,
): Promise<Outcome> {
  return await withOpened(context, folder, order, async (desk, { reportId }) => {
    const asked = await desk.call('report.askTimeStamp', { reportId })
    if (asked.outcome !== 'done') return stopped(asked)
    const { digestHex, queryBase64 } = asked.value
    return { kind: 'done', value: { file: order.path, digestHex, queryBase64 }, lines: [queryBase64] }
  })
}

/** `samnum stamp DIR CASE FILE.pdf --reply FILE.tsr --out FILE.pdf`: puts the answer of the authority into the document. */
export async function addStamp(
  context: CommandContext,
  folder: string,
  order: OpenedOrder & { readonly replyPath: string; readonly outPath: string },
): Promise<Outcome> {
  const reply = await readInputFile(order.replyPath, { maxBytes: MAX_ANSWER_BYTES, mayBePipe: false })
  if (!reply.ok) return { kind: 'failed', failure: reply.failure }
  const answerBase64 = Buffer.from(reply.value).toString('base64')
  return await withOpened(context, folder, order, async (desk, { reportId, madeFromHeadHex }) => {
    const stamped = await desk.call('report.addTimeStamp', { reportId, answerBase64 })
    if (stamped.outcome !== 'done') return stopped(stamped)
    const { signatures } = stamped.value
    return await saveOpened(context, desk, reportId, order.outPath, { signatures, madeFromHeadHex })
  })
}

async function withOpened(
  context: CommandContext,
  folder: string,
  { caseName, path }: OpenedOrder,
  work: (desk: Desk, opened: OutputOf<'report.open'>) => Promise<Outcome>,
): Promise<Outcome> {
  return await withVault(context, folder, async (desk) => {
    const [offered] = await desk.engine.offerPaths([path])
    if (offered === undefined) throw new Error('offerPaths answers for each path')
    if (!offered.ok) return { kind: 'failed', failure: offered.failure }
    const opened = await desk.call('report.open', { case: caseName, intakeId: offered.value.intakeId })
    return opened.outcome === 'done' ? await work(desk, opened.value) : stopped(opened)
  })
}
