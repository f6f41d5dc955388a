import { ArrowLeft, Eye } from 'lucide-react'
import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadExaminations } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { lookAtExhibit } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import type { Reading } from '../../state/reading.ts'
import { closeReading, openReading, resultOrigin, showFindings } from '../../state/reading-actions.ts'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { CaseLoader } from '../case-screen.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { ExaminationList } from './examination-list.tsx'
import { FindingList } from './finding-list.tsx'
import { ParseForm } from './parse-form.tsx'
import './reading.css'

type ReadingScreenProps = { readonly caseId: string; readonly exhibitId: string }

/** Reading an exhibit with a parser, or what a parser found, with every examination of it. */
export function ReadingScreen({ caseId, exhibitId }: ReadingScreenProps) {
  const at = useWorkplace()
  useEffect(() => {
    void openReading(at, caseId, exhibitId)
    return () => closeReading(at)
  }, [at, caseId, exhibitId])
  return <CaseLoader caseId={caseId}>{(file) => <Read file={file} exhibitId={exhibitId} />}</CaseLoader>
}

function Read({ file, exhibitId }: { readonly file: CaseFile; readonly exhibitId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.reading
  const { caseId } = file
  const reading = useSession((state) => (state.reading?.exhibitId === exhibitId ? state.reading : null))
  const remote = useSession((state) => remoteOf(state.custody.examinations, caseId))
  const exhibit = file.exhibits.find((one) => one.exhibitId === exhibitId)
  const examinations = shownOf(remote)?.examinations ?? null
  const origin = examinations === null ? null : resultOrigin(examinations, exhibitId)
  return (
    <div className="stack reading">
      <PageHead
        title={<Shown text={exhibit?.name ?? words.screenTitle} isStrict />}
        above={
          <div className="row">
            <a className="back-link" href={routeAddress({ screen: 'case', caseId, tab: 'exhibits' })}>
              <ArrowLeft size={16} aria-hidden />
              {text.viewer.back}
            </a>
            <span className="number-tag">{exhibit?.number}</span>
          </div>
        }
        acts={
          <Button onPress={() => lookAtExhibit(at, exhibitId)}>
            <Eye size={18} aria-hidden />
            {words.look}
          </Button>
        }
      >
        {origin?.inputs.map((input) => (
          <p key={input.exhibitId} className="small">
            <a href={routeAddress({ screen: 'reading', caseId, exhibitId: input.exhibitId })}>
              {words.readFrom(input.number)}
            </a>
          </p>
        ))}
      </PageHead>
      <RemoteFrame remote={remote} onRetry={() => void loadExaminations(at, caseId)} />
      {reading !== null && examinations !== null && (
        <>
          {origin === null ? (
            <Source reading={reading} isCollection={exhibit?.collected !== undefined} />
          ) : (
            <Result reading={reading} />
          )}
          <ExaminationList caseId={caseId} exhibitId={exhibitId} examinations={examinations} />
        </>
      )}
    </div>
  )
}

type SourceProps = { readonly reading: Reading; readonly isCollection: boolean }

function Source({ reading, isCollection }: SourceProps) {
  const { text } = useTongue()
  const mayParse = useSession((state) => mayDo(state, 'exhibit.parse'))
  if (!mayParse) return null
  if (!isCollection || reading.part !== null) return <ParseForm reading={reading} />
  return (
    <Callout tone="note">
      <p>{text.reading.folder}</p>
    </Callout>
  )
}

function Result({ reading }: { readonly reading: Reading }) {
  const at = useWorkplace()
  const { run } = reading
  // biome-ignore lint/correctness/useExhaustiveDependencies: findings are asked for once a reading, whatever it becomes
  useEffect(() => void showFindings(at, null), [at, run])
  return <FindingList reading={reading} />
}
