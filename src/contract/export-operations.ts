import * as z from 'zod'
import { WITHHOLDING_REASONS } from '#core/export/withhold.ts'
import { EVENT_FAILURES, EVERYWHERE, type Operation } from './define.ts'
import { intakeFailures, objectFindings, outletFailures, readingFailures } from './exhibit-operations.ts'
import { caseName, count, digestHex, exhibitName, opaqueId } from './fields.ts'
import { REPORT_LANGUAGES } from './report-operations.ts'

/** Most recipients to whom one package is sealed. */
const MAX_RECIPIENTS = 20
/** Most exhibits that are chosen by name; all of them are chosen by a word. */
const MAX_CHOSEN = 10_000
/** Most signed documents that go with one package. */
const MAX_SIGNED = 100

/** Whom a package is for: whoever may see the whole case, or whoever may not see who the victims are. */
export const PACKAGE_VARIANTS = ['full', 'redacted'] as const

/** The reports of a case as a whole that go with a package. */
export const PACKAGE_REPORTS = ['case', 'evidence-and-custody', 'loss-and-money-flow', 'examination'] as const

/** Reports that say who lost what to whom and what was found where: a redacted package goes without them. */
export const REPORTS_NAMING_VICTIMS: ReadonlySet<(typeof PACKAGE_REPORTS)[number]> = new Set([
  'loss-and-money-flow',
  'examination',
])

const names = z.array(z.string().min(1).max(64)).max(MAX_CHOSEN)

/** What of a case a package has. */
const packageChoice = {
  case: caseName,
  variant: z.enum(PACKAGE_VARIANTS),
  exhibits: z.union([z.enum(['all', 'none']), z.array(exhibitName).max(MAX_CHOSEN)]),
  /** Final records and issued letters, by number; left out, all. Of a redacted package all are those that name nobody, which no kind does. */
  papers: z.union([z.enum(['all', 'none']), names]).optional(),
  /** Reports of the case; left out, all that the variant may have. */
  reports: z.union([z.enum(['all', 'none']), z.array(z.enum(PACKAGE_REPORTS))]).optional(),
}

/** Recipients of the age format, `age1…`; whether each is one is judged by the operation. */
const recipients = z.array(z.string().min(1).max(4_000)).max(MAX_RECIPIENTS)
/** Why something stays out of a package; `null` where it goes. */
const reason = z.enum(WITHHOLDING_REASONS).nullable()

/** Operations on packages for a court. */
export const exportOperations = {
  /**
   * Says what a package would have, before anything is recorded or written: chosen by the same rules as `case.export` chooses. The bytes of
   * exhibits are exact; papers and the extract of the ledger have a size only once they are made.
   */
  'case.planExport': {
    kind: 'query',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ ...packageChoice, recipients }),
    output: z.object({
      /** Digital exhibits of the case; `files` counts what of one goes. */
      exhibits: z.array(
        z.object({ number: z.string(), name: z.string(), sizeBytes: count, files: count, reason }),
      ),
      /** Final records and issued letters. */
      papers: z.array(
        z.object({ what: z.enum(['record', 'letter']), kind: z.string(), number: z.string(), reason }),
      ),
      reports: z.array(z.object({ kind: z.enum(PACKAGE_REPORTS), reason })),
      /** Events of the case whose content the extract of the ledger does not show, counted by reason and kind. */
      withheldEvents: z.array(
        z.object({ kind: z.string(), reason: z.enum(WITHHOLDING_REASONS), events: count }),
      ),
      shownEvents: count,
      exhibitFiles: count,
      exhibitBytes: count,
      recipients: count,
    }),
    failures: [
      'case/not-found',
      ...EVENT_FAILURES,
      'export/recipient-malformed',
      'export/no-such-exhibit',
      'export/no-such-paper',
      'export/report-names-victims',
    ],
  },
  /**
   * Writes a package of a case to an outlet (`docs/format-export.md`): a bag with exhibits, reports, what proves them from the ledger, the case in
   * formats of other programs, and the page with which anybody checks it. That it leaves is an event before the first byte leaves. The package is
   * whole or not there.
   */
  'case.export': {
    kind: 'command',
    leastRole: 'officer',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({
      ...packageChoice,
      /** Documents that left this vault before and carry signatures: announced files that go as they are. */
      signedPapers: z.array(opaqueId).max(MAX_SIGNED).optional(),
      languages: z.enum(REPORT_LANGUAGES),
      /** `folder` where the outlet is a place on the desktop or of the command line; `file` is a tar, sealed where there are recipients. */
      form: z.enum(['folder', 'file']),
      recipients,
      outletId: opaqueId,
    }),
    output: z.object({
      exportId: opaqueId,
      files: count,
      sizeBytes: count,
      contentDigestHex: digestHex,
      includedExhibits: count,
      withheldExhibits: count,
      papers: count,
      signedPapers: count,
      withheldPapers: count,
      withheldEvents: count,
      seq: count,
      isSealed: z.boolean(),
    }),
    failures: [
      'case/not-found',
      ...EVENT_FAILURES,
      'ledger/sequence-broken',
      'ledger/chain-broken',
      'ledger/time-runs-back',
      'disclosure/introduction-lost',
      'report/not-drawn',
      'export/recipient-malformed',
      'export/needs-one-file',
      'export/no-such-exhibit',
      'export/no-such-paper',
      'export/report-names-victims',
      'export/signed-in-redacted',
      'report/not-of-case',
      ...intakeFailures,
      ...readingFailures,
      'export/verifier-not-built',
      ...objectFindings,
      ...outletFailures,
    ],
  },
} as const satisfies { readonly [name: string]: Operation }
