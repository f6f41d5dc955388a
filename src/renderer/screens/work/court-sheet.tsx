import type { CaseFile } from '#contract/case-operations.ts'
import type { CaseWork } from '#contract/case-work-fields.ts'
import { COUNSEL_ROLE_LABELS, HEARING_STATE_LABELS } from '#core/casework/case-work-labels.ts'
import { Shown } from '../../parts/shown.tsx'
import { useSession } from '../../state/places.tsx'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { DialogButton } from '../act.tsx'
import { CaseAct, Sheet } from './course-sheet.tsx'

type CourtProps = { readonly file: CaseFile; readonly work: CaseWork }

/** Hearings, and who takes part before the courts. */
export function CourtSheet({ file, work }: CourtProps) {
  const { text, language, format } = useTongue()
  const words = text.work.course
  const named = { name: 'work', caseId: file.caseId, number: file.number } as const
  const maySet = useSession((state) => mayDo(state, 'hearing.set'))
  return (
    <Sheet
      id="courts-title"
      title={words.courts}
      acts={
        <>
          <CaseAct file={file} act="hearing" needs="hearing.set" />
          <CaseAct file={file} act="counsel" needs="counsel.set" />
        </>
      }
    >
      {work.hearings.length + work.counsel.length === 0 && <p className="small soft">{words.noneCourts}</p>}
      <ul className="course-list">
        {work.hearings.map((hearing) => {
          const { hearingId, court, atMs, subject, state, note } = hearing
          return (
            <li key={hearingId}>
              <div className="row row-apart">
                <span>
                  <span className="chip chip-plain">{HEARING_STATE_LABELS[state][language]}</span>{' '}
                  <Shown text={court} />
                </span>
                {maySet && (
                  <DialogButton
                    dialog={{ ...named, act: 'hearing', hearing }}
                    label={`${words.changeHearing}: ${subject}`}
                  >
                    {words.changeHearing}
                  </DialogButton>
                )}
              </div>
              <p className="small">
                {format.instant(atMs)} · <Shown text={subject} />
              </p>
              {note !== undefined && (
                <p className="small soft story">
                  <Shown text={note} />
                </p>
              )}
            </li>
          )
        })}
        {work.counsel.map((counsel) => {
          const { counselId, role, fullName, organisation, contact, represents, isActing } = counsel
          const facts = [isActing ? undefined : words.noLonger, organisation, represents, contact]
          return (
            <li key={counselId}>
              <div className="row row-apart">
                <span>
                  <span className="chip chip-plain">{COUNSEL_ROLE_LABELS[role][language]}</span>{' '}
                  <Shown text={fullName} />
                </span>
                {maySet && (
                  <DialogButton
                    dialog={{ ...named, act: 'counsel', counsel }}
                    label={`${words.changeCounsel}: ${fullName}`}
                  >
                    {words.changeCounsel}
                  </DialogButton>
                )}
              </div>
              <p className="small soft">
                <Shown text={facts.filter((part) => part !== undefined).join(' · ')} />
              </p>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}
