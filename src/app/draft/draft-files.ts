import { CANCELLED, type Handler } from '#contract/dispatcher.ts'
import { MAX_DRAFT_FILE_BYTES } from '#contract/draft-operations.ts'
import { readCodePayload } from '#core/parsing/code-payload.ts'
import { fail, succeed } from '#core/result.ts'
import { readWhole } from '../exhibit/read-whole.ts'
import type { EvidenceParser, RandomAccess } from '../ports/evidence-parser.ts'
import type { Intake } from '../ports/intake.ts'
import { isSourceTree } from '../ports/source-tree.ts'
import { findCase, lockedFailure, type SessionSource } from '../vault-session.ts'
import { sweep } from './drafts.ts'

/** Facts under which the reader of pictures says what codes a picture shows. */
const PAYLOAD_FACT = 'code/payload'

/** `draft.keepFile`. Small files only: they are read into memory whole and kept beside the draft, encrypted as it is. */
export function keepDraftFile(session: SessionSource, intake: Intake): Handler<'draft.keepFile'> {
  return async ({ name, intakeId, case: caseName }, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const found = caseName === undefined ? null : findCase(vault, caseName)
    if (found !== null && !found.ok) return found
    const source = intake.take(intakeId)
    if (source === null) return fail({ code: 'intake/unknown' })
    if (isSourceTree(source)) {
      source.release?.()
      return fail({ code: 'intake/is-folder' })
    }
    const { sizeBytes, modifiedAtMs } = source
    if (sizeBytes > MAX_DRAFT_FILE_BYTES)
      return fail({ code: 'draft/file-too-large', facts: { sizeBytes, maxBytes: MAX_DRAFT_FILE_BYTES } })
    const read = await readWhole(source, signal, (done) =>
      onProgress({ stage: 'copying', done, total: sizeBytes }),
    )
    if (!read.ok) {
      const { failure } = read
      return failure.code === 'cancelled' ? CANCELLED : fail(failure)
    }
    if (session() !== vault) return lockedFailure()
    const file = { fileId: vault.crypto.newId(), name: source.name, sizeBytes, modifiedAtMs }
    const caseId = found === null ? null : found.value.caseId
    const kept = vault.drafts.keepFile(name, { ...file, bytes: read.value, caseId })
    return kept.ok ? succeed(file) : kept
  }
}

/** `draft.files`. */
export function listDraftFiles(session: SessionSource): Handler<'draft.files'> {
  return async ({ name }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const swept = sweep(vault)
    if (!swept.ok) return swept
    const files = vault.drafts.files(name)
    return files.ok ? succeed({ files: [...files.value] }) : files
  }
}

/** `draft.dropFile`. */
export function dropDraftFile(session: SessionSource): Handler<'draft.dropFile'> {
  return async ({ name, fileId }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const dropped = vault.drafts.dropFile(name, fileId)
    return dropped.ok ? succeed({}) : dropped
  }
}

/** `draft.readCodes`. */
export function readDraftCodes(
  session: SessionSource,
  evidenceParser: EvidenceParser,
): Handler<'draft.readCodes'> {
  return async ({ name, fileId }, { signal, onProgress }) => {
    const vault = session()
    if (vault === null) return lockedFailure()
    const read = vault.drafts.readFile(name, fileId)
    if (!read.ok) return read
    if (read.value === null) return fail({ code: 'draft/no-such-file' })
    const bytes = bytesInMemory(read.value)
    const answer = await evidenceParser.parse({
      parser: 'image',
      options: {},
      // The name says nothing that the codes need.
      fileName: 'picture',
      bytes,
      signal,
      onProgress: (done) => onProgress({ stage: 'parsing', done, total: bytes.sizeBytes }),
    })
    if (signal.aborted) return CANCELLED
    if (!answer.ok) {
      const { failure } = answer
      if (failure.code === 'cancelled') return CANCELLED
      return failure.code === 'parse/not-this-kind' ? succeed({ codes: [] }) : fail(failure)
    }
    if (answer.value.kind === 'asks') return succeed({ codes: [] })
    const payloads = answer.value.evidence.facts.filter((fact) => fact.name === PAYLOAD_FACT)
    const codes = payloads.flatMap(({ value }) => {
      const payload = String(value)
      const { kind } = readCodePayload(payload)
      // The seed of somebody's one-time passwords goes no further than the picture.
      return kind === 'secret' ? [] : [{ kind, payload }]
    })
    return succeed({ codes })
  }
}

/** Bytes that are in memory already, read at any place. */
function bytesInMemory(bytes: Uint8Array): RandomAccess<never> {
  return {
    sizeBytes: bytes.length,
    read: async (offsetBytes, lengthBytes) =>
      succeed(bytes.slice(offsetBytes, Math.min(offsetBytes + lengthBytes, bytes.length))),
  }
}
