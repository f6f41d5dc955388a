import { LineSplitter } from '#core/export/line-splitter.ts'
import { PackageCheck } from '#core/export/package-check.ts'
import { PACKAGE_PATHS } from '#core/export/package-layout.ts'
import type { PackageReport } from '#core/export/package-report.ts'
import { DisclosureCheck } from '#core/ledger/disclosure-check.ts'
import { MAX_LINE_BYTES } from '#core/ledger/disclosure-format.ts'
import { SignatureDesk, verifyPaperSlowly, verifySlowly } from './check-signatures.ts'
import type { ChosenFile } from './chosen-files.ts'
import { hashFile } from './hash-file.ts'
import { makePortableCrypto } from './portable-crypto.ts'

/** How far a check has come, in bytes. */
export type OnProgress = (done: number, total: number) => void

const PIECE_BYTES = 4 * 1024 * 1024

/** Checks the files of a package with the same code as `samnum verify`. Nothing leaves the page. */
export async function checkPackage(
  files: readonly ChosenFile[],
  onProgress: OnProgress,
): Promise<PackageReport> {
  const byPath = new Map(files.map(({ path, file }) => [path, file]))
  const signatures = new SignatureDesk()
  const ledger = byPath.get(PACKAGE_PATHS.ledger)
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, ledger?.size ?? 0)
  let doneBytes = 0
  const rest = restFromTimeToTime()
  const count = (bytes: number) => {
    doneBytes += bytes
    onProgress(doneBytes, totalBytes)
  }
  if (ledger !== undefined) await readSignatures(ledger, signatures, count, rest)
  const crypto = makePortableCrypto((key, header, signature) => signatures.answer(key, header, signature))
  const check = new PackageCheck(
    files.map(({ path, file }) => ({ path, sizeBytes: file.size })),
    { ...crypto, verifyMessage: verifySlowly, verifyPaper: verifyPaperSlowly },
  )
  const tags = new Map<string, Uint8Array>()
  for (const path of check.tagPaths) {
    const file = byPath.get(path)
    if (file !== undefined) tags.set(path, new Uint8Array(await file.arrayBuffer()))
  }
  if (!check.takeTags(tags)) return check.finish()
  for (const { path, algorithms } of check.wanted()) {
    const file = byPath.get(path)
    if (file === undefined) continue
    const digests = await hashFile(file, algorithms, (chunk) => {
      check.takeChunk(path, chunk)
      count(chunk.length)
    })
    check.takeDigests(path, digests)
    await rest()
  }
  return check.finish()
}

// The extract is read twice: once to know which signatures there are, because browsers check them in their own time.
async function readSignatures(
  ledger: File,
  signatures: SignatureDesk,
  count: (bytes: number) => void,
  rest: () => Promise<void>,
): Promise<void> {
  const crypto = makePortableCrypto((key, header, signature) => signatures.ask(key, header, signature))
  const check = new DisclosureCheck(crypto, [], { onWithheld: () => {} })
  const lines = new LineSplitter(check, MAX_LINE_BYTES)
  for (let at = 0; at < ledger.size; at += PIECE_BYTES) {
    const piece = new Uint8Array(await ledger.slice(at, at + PIECE_BYTES).arrayBuffer())
    lines.take(piece)
    // Checked as they come, so that no more of them are held than a piece has.
    await signatures.settle()
    count(piece.length)
    await rest()
  }
}

/** How long the page may go without drawing or hearing anybody. */
const WORK_MS = 50

// Browsers let each pause take four milliseconds or more: one after each of ten thousand small files would take longer than all else.
function restFromTimeToTime(): () => Promise<void> {
  let sinceMs = performance.now()
  return async () => {
    if (performance.now() - sinceMs < WORK_MS) return
    await new Promise((go) => setTimeout(go, 0))
    sinceMs = performance.now()
  }
}
