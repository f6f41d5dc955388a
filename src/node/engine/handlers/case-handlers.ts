import { addComplaint } from '#app/case/add-complaint.ts'
import { listCases } from '#app/case/list-cases.ts'
import { openCase } from '#app/case/open-case.ts'
import { showCase } from '#app/case/show-case.ts'
import { saveReport } from '#app/report/save-report.ts'
import { signReport } from '#app/report/sign-report.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import { signPdf } from '../../signatures/sign-pdf.ts'
import type { EngineParts } from '../engine-parts.ts'

type CaseOperation = 'case.open' | 'case.list' | 'case.show' | 'complaint.add' | 'report.save' | 'report.sign'

/** What operations on cases, complaints and reports do. */
export function caseHandlers({ current, outlets, drawn }: EngineParts): Pick<Handlers, CaseOperation> {
  return {
    'case.open': openCase(current),
    'case.list': listCases(current),
    'case.show': showCase(current),
    'complaint.add': addComplaint(current),
    'report.save': saveReport(current, outlets, drawn),
    'report.sign': signReport(current, drawn, { sign: signPdf }),
  }
}
