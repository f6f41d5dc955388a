import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { CaseWork } from '#contract/case-work-fields.ts'
import {
  CASE_OUTCOME_LABELS,
  CASE_STATE_LABELS,
  LINK_RELATION_LABELS,
  REVIEW_OUTCOME_LABELS,
} from '#core/casework/case-work-labels.ts'
import { Shown } from '../../parts/shown.tsx'
import { loadWork } from '../../state/casework-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { DialogButton } from '../act.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { CaseAct, Sheet } from './course-sheet.tsx'
import { CourtSheet } from './court-sheet.tsx'

type Part = { readonly file: CaseFile; readonly work: CaseWork }

/** The course of a case: its state, other cases, courts, decisions and reviews. */
export function CourseTab({ file }: { readonly file: CaseFile }) {
  const at = useWorkplace()
  const remote = useSession((state) => remoteOf(state.casework.work, file.caseId))
  useEffect(() => void loadWork(at, file.caseId), [at, file.caseId])
  const work = shownOf(remote)
  return (
    <>
      <RemoteFrame remote={remote} onRetry={() => void loadWork(at, file.caseId)} />
      {work !== null && (
        <div className="columns">
          <div className="stack">
            <StateSheet file={file} work={work} />
            <RelatedSheet file={file} work={work} />
            <DecisionSheet file={file} work={work} />
          </div>
          <div className="stack">
            <CourtSheet file={file} work={work} />
            <ReviewSheet file={file} work={work} />
          </div>
        </div>
      )}
    </>
  )
}

function SplitAct({ file }: { readonly file: CaseFile }) {
  const { text, format } = useTongue()
  const may = useSession((state) => mayDo(state, 'case.split'))
  const { caseId, number } = file
  if (!may) return null
  const complaints = file.complaints
    .filter(({ movedTo }) => movedTo === undefined)
    .map(({ complaintId, complaint: { victim, receivedOn, summary } }) => {
      return { id: complaintId, label: `${victim.name} · ${format.day(receivedOn)} · ${summary}` }
    })
  return (
    <DialogButton dialog={{ name: 'work', act: 'split', caseId, number, complaints }}>
      {text.work.course.split}
    </DialogButton>
  )
}

function StateSheet({ file, work }: Part) {
  const { text, language, format } = useTongue()
  const words = text.work.course
  const { name, since, outcome, reason, to } = work.state
  const isOpen = name === 'open'
  return (
    <Sheet
      id="state-title"
      title={words.title}
      acts={
        isOpen ? (
          <>
            <CaseAct file={file} act="close" needs="case.close" />
            <CaseAct file={file} act="transfer" needs="case.transfer" />
            <SplitAct file={file} />
            <CaseAct file={file} act="merge" needs="case.merge" />
          </>
        ) : (
          <CaseAct file={file} act="reopen" needs="case.reopen" />
        )
      }
    >
      <p>
        <span className={isOpen ? 'chip chip-teal' : 'chip chip-gold'}>
          {CASE_STATE_LABELS[name][language]}
        </span>{' '}
        {outcome !== undefined && CASE_OUTCOME_LABELS[outcome][language]}{' '}
        {to !== undefined && <Shown text={to} />}
      </p>
      {reason !== undefined && (
        <p className="story">
          <Shown text={reason} />
        </p>
      )}
      {since !== undefined && (
        <p className="small soft">
          <Shown text={since.by} /> · {format.instant(since.atMs)}
        </p>
      )}
    </Sheet>
  )
}

function RelatedSheet({ file, work }: Part) {
  const { text, language } = useTongue()
  const words = text.work.course
  const named = { name: 'work', caseId: file.caseId, number: file.number } as const
  const mayLink = useSession((state) => mayDo(state, 'case.unlink'))
  const related = [
    ...work.relatives.map((each) => {
      const isPart = each.as === 'parent'
      const parts = { part: isPart ? file.caseId : each.caseId, whole: isPart ? each.caseId : file.caseId }
      const act =
        isPart || each.as === 'child' ? (
          <DialogButton
            key={each.seq}
            dialog={{ ...named, act: 'leave-parent', ...parts, title: each.number }}
            label={`${words.leave} ${each.number}`}
          >
            {words.leave}
          </DialogButton>
        ) : null
      return { ...each, how: words.relatives[each.as], act }
    }),
    ...work.links.map((each) => {
      const { caseId: other, relation, number } = each
      const how = LINK_RELATION_LABELS[relation][language]
      const act = (
        <DialogButton
          key={each.seq}
          dialog={{ ...named, act: 'unlink', other, relation, title: `${number} · ${how}` }}
          label={`${words.unlink} ${number}`}
        >
          {words.unlink}
        </DialogButton>
      )
      return { ...each, how, act }
    }),
  ]
  return (
    <Sheet
      id="related-title"
      title={words.related}
      acts={
        <>
          <CaseAct file={file} act="link" needs="case.link" />
          <CaseAct file={file} act="parent" needs="case.setParent" />
        </>
      }
    >
      {related.length === 0 && <p className="small soft">{words.noneRelated}</p>}
      <ul className="course-list">
        {related.map(({ caseId, number, how, reason, seq, act }) => (
          <li key={seq}>
            <div className="row row-apart">
              <span>
                <a className="number-tag" href={routeAddress({ screen: 'case', caseId, tab: 'overview' })}>
                  {number}
                </a>{' '}
                {how}
              </span>
              {mayLink && act}
            </div>
            <p className="small soft">
              <Shown text={reason} />
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function DecisionSheet({ file, work }: Part) {
  const { text, format } = useTongue()
  const words = text.work.course
  return (
    <Sheet
      id="decisions-title"
      title={words.decisions}
      acts={<CaseAct file={file} act="decide" needs="decision.make" />}
    >
      {work.decisions.length === 0 && <p className="small soft">{words.noneDecisions}</p>}
      <ul className="course-list">
        {work.decisions.map(({ seq, decision, reason, by, atMs }) => (
          <li key={seq}>
            <Shown text={decision} />
            <p className="small">
              <Shown text={reason} />
            </p>
            <p className="small soft">{words.saidBy(by, format.shortInstant(atMs))}</p>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function ReviewSheet({ file, work }: Part) {
  const { text, language, format } = useTongue()
  const words = text.work.course
  return (
    <Sheet
      id="reviews-title"
      title={words.reviews}
      acts={<CaseAct file={file} act="review" needs="review.make" />}
    >
      {work.reviews.length === 0 && <p className="small soft">{words.noneReviews}</p>}
      <ul className="course-list">
        {work.reviews.map(({ seq, outcome, text: said, nextAtMs, by, atMs }) => (
          <li key={seq}>
            <span className="chip chip-plain">{REVIEW_OUTCOME_LABELS[outcome][language]}</span>{' '}
            <Shown text={said} />
            <p className="small soft">
              {words.saidBy(by, format.shortInstant(atMs))}
              {nextAtMs !== undefined && ` · ${words.nextReview(format.shortInstant(nextAtMs))}`}
            </p>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
