import { FileOutput, Flame } from 'lucide-react'
import type { CaseFile } from '#contract/case-operations.ts'
import { Button } from '../parts/button.tsx'
import { copyText } from '../parts/copy-text.ts'
import { HashText } from '../parts/hash-text.tsx'
import { discloseCase, stopDisclosing } from '../state/case-actions.ts'
import { openDialog } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { WorkProgress } from './work-progress.tsx'

/** What a case may leave the vault as, and how it may end. */
export function CaseActs({ file }: { readonly file: CaseFile }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.sharing
  const { caseId, number, title } = file
  const mayDisclose = useSession((state) => mayDo(state, 'case.disclose'))
  const mayExpunge = useSession((state) => mayDo(state, 'case.expunge'))
  if (!mayDisclose) return null
  return (
    <section className="sheet sheet-body stack stack-tight" aria-labelledby="case-acts-title">
      <h2 id="case-acts-title">{words.actsTitle}</h2>
      <p className="small faint">{words.discloseWords}</p>
      <Disclosing caseId={caseId} />
      <div className="row">
        <Button size="small" onPress={() => void discloseCase(at, { caseId, number, title })}>
          <FileOutput size={16} aria-hidden />
          {words.disclose}
        </Button>
        {mayExpunge && (
          <Button
            size="small"
            kind="danger"
            onPress={() => openDialog(at, { name: 'expunge-case', case: { caseId, number, title } })}
          >
            <Flame size={16} aria-hidden />
            {words.expunge}
          </Button>
        )}
      </div>
    </section>
  )
}

function Disclosing({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.sharing
  const work = useSession(({ disclosing }) => (disclosing?.caseId === caseId ? disclosing.work : null))
  if (work === null) return null
  return (
    <>
      <WorkProgress work={work} label={words.disclosing} onStop={() => stopDisclosing(at)} />
      {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
      {work.status === 'done' && (
        <div role="status">
          <p className="small right-words">
            {words.disclosed(work.value.events, format.size(work.value.sizeBytes))}
          </p>
          <HashText
            hex={work.value.digestHex}
            copyLabel={`${text.window.copy} ${words.digest}`}
            copiedLabel={text.window.copied}
            onCopy={copyText}
          />
        </div>
      )}
    </>
  )
}
