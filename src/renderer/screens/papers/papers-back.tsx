import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'

type PaperHeadProps = {
  readonly file: CaseFile
  readonly title: string
  readonly chip?: ReactNode
  readonly children?: ReactNode
}

/** The head of a record's or letter's screen, with the way back to its case. */
export function PaperHead({ file, title, chip, children }: PaperHeadProps) {
  const { text } = useTongue()
  return (
    <PageHead
      title={title}
      above={
        <div className="row">
          <a
            className="back-link"
            href={routeAddress({ screen: 'case', caseId: file.caseId, tab: 'papers' })}
          >
            <ArrowLeft size={16} aria-hidden />
            {text.papers.back}
          </a>
          <span className="number-tag">{file.number}</span>
          {chip}
        </div>
      }
    >
      {children}
      <p className="small">
        <Shown text={file.title} />
      </p>
    </PageHead>
  )
}
