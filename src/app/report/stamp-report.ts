import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import type { ParsedInputOf } from '#contract/operations.ts'
import { MAX_ANSWER_BYTES } from '#contract/report-operations.ts'
import { fromBase64, toBase64 } from '#core/network/base64.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import { type Cancelled, type CancelSignal, CANCELLED as STOPPED } from '../ports/byte-source.ts'
import type { Intake } from '../ports/intake.ts'
import type { Outlets } from '../ports/outlets.ts'
import type { PaperStamper } from '../ports/paper-signer.ts'
import { lockedFailure, type SessionSource } from '../vault-session.ts'
import type { DrawnReports } from './drawn-reports.ts'
import { type AnnouncedFailure, readAnnounced } from './read-departed.ts'

/** `report.askTimeStamp`. Nothing is kept: the answer fits the same document whenever it comes. */
export function askTimeStamp(
  session: SessionSource,
  drawn: DrawnReports,
  stamper: PaperStamper,
): Handler<'report.askTimeStamp'> {
  return async ({ reportId }) => {
    if (session() === null) return lockedFailure()
    const report = drawn.find(reportId)
    if (report === null) return fail({ code: 'report/not-found' })
    const queryBase64 = stamper.ask(report.bytes)
    if (queryBase64 === null) return fail({ code: 'report/not-signable' })
    return succeed({ reportId, digestHex: report.digestHex, queryBase64 })
  }
}

/** `report.saveTimeStampRequest`. The digest in it says nothing of the case, so that no departure is recorded. */
export function saveTimeStampRequest(
  session: SessionSource,
  outlets: Outlets,
  drawn: DrawnReports,
  stamper: PaperStamper,
): Handler<'report.saveTimeStampRequest'> {
  return async ({ reportId, outletId }, { signal }) => {
    if (session() === null) return lockedFailure()
    const report = drawn.find(reportId)
    if (report === null) return fail({ code: 'report/not-found' })
    const query = stamper.ask(report.bytes)
    const bytes = query === null ? null : fromBase64(query)
    if (bytes === null) return fail({ code: 'report/not-signable' })
    const fileName = `${report.fileName.replace(/\.pdf$/i, '')}.tsq`
    const sizeBytes = bytes.length
    const chunks = [bytes]
    const nextChunk = async () => (signal.aborted ? fail(STOPPED) : succeed(chunks.shift() ?? null))
    const delivered = await outlets.deliver<Cancelled>(
      outletId,
      { fileName, sizeBytes, nextChunk },
      { signal, onProgress: () => {} },
    )
    if (!delivered.ok) return delivered.failure.code === 'cancelled' ? CANCELLED : fail(delivered.failure)
    return succeed({ fileName, sizeBytes })
  }
}

/** `report.addTimeStamp`. The stamped document takes the place of the one without. */
export function addTimeStampTo(
  session: SessionSource,
  intake: Intake,
  drawn: DrawnReports,
  stamper: PaperStamper,
): Handler<'report.addTimeStamp'> {
  return async (input, { signal }) => {
    if (session() === null) return lockedFailure()
    const answer = await readAnswer(intake, input, signal)
    if (!answer.ok) return answer.failure.code === 'cancelled' ? CANCELLED : fail(answer.failure)
    // Reading a file takes its time, and the vault may have been locked meanwhile.
    const vault = session()
    if (vault === null) return lockedFailure()
    const { reportId } = input
    const report = drawn.find(reportId)
    if (report === null) return fail({ code: 'report/not-found' })
    if (stamper.ask(report.bytes) === null) return fail({ code: 'report/not-signable' })
    const bytes = stamper.add(report.bytes, answer.value)
    if (bytes === null) return fail({ code: 'report/stamp-refused' })
    const digestHex = vault.crypto.digestHex(bytes)
    const { signatures = 0 } = report
    drawn.keep({ ...report, bytes, digestHex })
    return succeed({ reportId, sizeBytes: bytes.length, digestHex, signatures })
  }
}

async function readAnswer(
  intake: Intake,
  { answerBase64 = '', intakeId }: ParsedInputOf<'report.addTimeStamp'>,
  signal: CancelSignal,
): Promise<Result<string, AnnouncedFailure>> {
  if (intakeId === undefined) return succeed(answerBase64)
  const file = await readAnnounced(intake, intakeId, MAX_ANSWER_BYTES, signal)
  return file.ok ? succeed(toBase64(file.value.bytes)) : file
}
