import { addComplaint } from '#app/case/add-complaint.ts'
import { listCases } from '#app/case/list-cases.ts'
import { openCase } from '#app/case/open-case.ts'
import { showCase } from '#app/case/show-case.ts'
import { detailComplaint, linkExhibits } from '#app/case/tell-of-complaint.ts'
import { openReport } from '#app/report/open-report.ts'
import { saveReport } from '#app/report/save-report.ts'
import { signReport } from '#app/report/sign-report.ts'
import { addTimeStampTo, askTimeStamp, saveTimeStampRequest } from '#app/report/stamp-report.ts'
import type { Handlers } from '#contract/dispatcher.ts'
import { paperSigner } from '../../signatures/sign-pdf.ts'
import { paperStamper } from '../../signatures/time-stamp-pdf.ts'
import { nodeSyncTools } from '../../sync/node-sync-tools.ts'
import type { EngineParts } from '../engine-parts.ts'

type CaseOperation =
  | 'case.open'
  | 'case.list'
  | 'case.show'
  | 'complaint.add'
  | 'complaint.detail'
  | 'complaint.linkExhibits'
  | 'report.save'
  | 'report.sign'
  | 'report.open'
  | 'report.askTimeStamp'
  | 'report.saveTimeStampRequest'
  | 'report.addTimeStamp'

/** What operations on cases, complaints and reports do. */
export function caseHandlers({
  current,
  intake,
  outlets,
  drawn,
}: EngineParts): Pick<Handlers, CaseOperation> {
  return {
    'case.open': openCase(current),
    'case.list': listCases(current),
    'case.show': showCase(current),
    'complaint.add': addComplaint(current),
    'complaint.detail': detailComplaint(current),
    'complaint.linkExhibits': linkExhibits(current),
    'report.save': saveReport(current, outlets, drawn),
    'report.sign': signReport(current, drawn, { signer: paperSigner, tools: nodeSyncTools }),
    'report.open': openReport(current, intake, drawn, paperSigner),
    'report.askTimeStamp': askTimeStamp(current, drawn, paperStamper),
    'report.saveTimeStampRequest': saveTimeStampRequest(current, outlets, drawn, paperStamper),
    'report.addTimeStamp': addTimeStampTo(current, intake, drawn, paperStamper),
  }
}
