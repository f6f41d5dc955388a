import type { CaseId, DigestHex } from '#core/ids.ts'

/** A document that was drawn and not thrown away yet. */
export type DrawnReport = {
  readonly reportId: string
  /** `null` for a paper that says nothing of any case. */
  readonly caseId: CaseId | null
  readonly kind: string
  readonly languages: string
  readonly fileName: string
  readonly bytes: Uint8Array
  readonly digestHex: DigestHex
  readonly madeFromHeadHex: DigestHex
  /** How many signatures are in the file; left out, none. */
  readonly signatures?: number
}

/** Most documents kept at once; the oldest makes room. */
const MAX_KEPT = 4

/** Keeps the latest drawn documents in memory, and only there. Emptied at lock. */
export class DrawnReports {
  readonly #reports = new Map<string, DrawnReport>()

  keep(report: DrawnReport): void {
    this.#reports.set(report.reportId, report)
    for (const oldest of this.#reports.keys()) {
      if (this.#reports.size <= MAX_KEPT) break
      this.#reports.delete(oldest)
    }
  }

  find(reportId: string): DrawnReport | null {
    return this.#reports.get(reportId) ?? null
  }

  /** Throws away what was drawn of a case that was expunged. */
  forgetCase(caseId: CaseId): void {
    for (const [reportId, report] of this.#reports) {
      if (report.caseId !== caseId) continue
      report.bytes.fill(0)
      this.#reports.delete(reportId)
    }
  }

  clear(): void {
    for (const { bytes } of this.#reports.values()) bytes.fill(0)
    this.#reports.clear()
  }
}
