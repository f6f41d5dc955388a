import { exportCase } from '#app/export/export-case.ts'
import { planExport } from '#app/export/plan-export.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import type { exportOperations } from '#contract/export-operations.ts'
import { shippedCourtTexts } from '../../court-texts/shipped-court-texts.ts'
import { paperSigner } from '../../signatures/sign-pdf.ts'
import type { EngineParts } from '../engine-parts.ts'

/** What operations on packages for a court do. */
export function exportHandlers({
  current,
  intake,
  outlets,
  printer,
  software,
  packageTools,
}: EngineParts): Pick<Handlers, keyof typeof exportOperations> {
  const texts = shippedCourtTexts()
  const exporting = { printer, software, texts, tools: packageTools, intake, signer: paperSigner }
  return {
    'case.planExport': planExport(current, packageTools),
    'case.export': exportCase(current, outlets, exporting),
  }
}
