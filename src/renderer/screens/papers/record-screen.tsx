import { FileCheck2, Save, Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { remoteOf } from '../../state/custody-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { tell } from '../../state/notice-actions.ts'
import { editOfContent, formOfRecord } from '../../state/paper-content.ts'
import { resumeRecord, saveRecord } from '../../state/paper-form-actions.ts'
import { loadKinds, loadPapers, loadRecord } from '../../state/papers-actions.ts'
import type { FormDesk } from '../../state/papers-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { CaseLoader } from '../case-screen.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { DrawPaper, MadePaper } from './drawn-paper.tsx'
import { LawPanel } from './law-panel.tsx'
import { SaveKeys } from './new-paper-screen.tsx'
import { PaperActs } from './paper-acts.tsx'
import { PaperContent } from './paper-content-view.tsx'
import { PaperFormFields } from './paper-form-fields.tsx'
import { PaperSignatures } from './paper-signatures.tsx'
import { PaperHead } from './papers-back.tsx'
import { Correction, RecordState } from './record-table.tsx'
import { useFormDesk } from './use-form-desk.ts'
import { useSaveKey } from './use-save-key.ts'

type RecordScreenProps = { readonly caseId: string; readonly recordId: string }
type RecordShown = OutputOf<'record.show'>

/** One record: a draft to be written and made final, or a final one to be read and printed. */
export function RecordScreen({ caseId, recordId }: RecordScreenProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const remote = useSession((state) => remoteOf(state.papers.record, recordId))
  useEffect(() => {
    void loadRecord(at, caseId, recordId)
    void loadPapers(at, caseId)
    void loadKinds(at)
  }, [at, caseId, recordId])
  const shown = shownOf(remote)
  return (
    <CaseLoader caseId={caseId}>
      {(file) => (
        <>
          {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
          {shown === null && remote.status !== 'failed' && (
            <p role="status" className="soft">
              {text.window.loading}
            </p>
          )}
          {shown !== null && <RecordRead file={file} shown={shown} />}
        </>
      )}
    </CaseLoader>
  )
}

type RecordReadProps = { readonly file: CaseFile; readonly shown: RecordShown }

function RecordRead({ file, shown }: RecordReadProps) {
  const { text, format } = useTongue()
  const { record, content } = shown
  const mayWrite = useSession((state) => !state.isReadingRoom)
  const records = useSession((state) => shownOf(remoteOf(state.papers.records, file.caseId))?.records ?? null)
  return (
    <>
      <PaperHead
        file={file}
        title={text.papers.form.forms[formOfRecord(content)]}
        chip={
          <>
            {record.number !== undefined && <span className="number-tag">{record.number}</span>}
            <RecordState record={record} />
          </>
        }
      >
        <p className="small">
          {record.by} · {format.instant(record.changedAtMs)}
        </p>
        {records !== null && <Correction record={record} records={records} />}
        <PaperSignatures signatures={record.signatures} />
      </PaperHead>
      {record.state === 'draft' && mayWrite ? (
        <RecordDraft file={file} shown={shown} />
      ) : (
        <RecordFinal file={file} shown={shown} />
      )}
    </>
  )
}

function RecordDraft({ file, shown }: RecordReadProps) {
  const at = useWorkplace()
  const desk = useFormDesk(shown.record.recordId)
  const { changedAtMs } = shown.record
  // biome-ignore lint/correctness/useExhaustiveDependencies: a record that was changed is begun anew from what the ledger has
  useEffect(() => void resumeRecord(at, file.caseId), [at, file.caseId, changedAtMs])
  return (
    <>
      <div className="columns">
        {desk === null ? <div /> : <PaperFormFields desk={desk} file={file} />}
        <aside className="stack">
          {desk !== null && <DraftActs desk={desk} />}
          <LawPanel {...shown} isDraft />
        </aside>
      </div>
      <RecordPaper file={file} shown={shown} />
    </>
  )
}

function DraftActs({ desk }: { readonly desk: FormDesk }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers
  const mayFinalise = useSession((state) => mayDo(state, 'record.finalise'))
  const mayDiscard = useSession((state) => mayDo(state, 'record.discard'))
  const isSaving = desk.saving === 'saving'
  const { caseId, target } = desk
  const save = async () => {
    if (!desk.isChanged) return
    const of = words.form.forms[desk.form]
    if ((await saveRecord(at)) === null) return
    tell(at, { what: 'papers', notice: { what: 'record-saved', of } })
    await loadRecord(at, caseId, target)
    // It may have been read before the answer came, and nothing would tell.
    await resumeRecord(at, caseId)
  }
  useSaveKey(() => void save())
  return (
    <PaperActs desk={desk}>
      <Button kind={desk.isChanged ? 'primary' : 'plain'} isPending={isSaving} onPress={() => void save()}>
        <Save size={18} aria-hidden />
        {isSaving ? words.writing.saving : words.writing.save}
      </Button>
      <SaveKeys />
      {mayFinalise && (
        <Button
          kind={desk.isChanged ? 'plain' : 'primary'}
          isDisabled={desk.isChanged || isSaving}
          onPress={() => openDialog(at, { name: 'papers', act: 'finalise', caseId, recordId: target })}
        >
          <FileCheck2 size={18} aria-hidden />
          {words.finalise.act}
        </Button>
      )}
      {desk.isChanged && <p className="small faint">{words.finalise.saveFirst}</p>}
      {mayDiscard && (
        <Button
          size="small"
          isDisabled={isSaving}
          onPress={() => openDialog(at, { name: 'papers', act: 'discard', caseId, recordId: target })}
        >
          <Trash2 size={16} aria-hidden />
          {words.discard.act}
        </Button>
      )}
    </PaperActs>
  )
}

function RecordFinal({ file, shown }: RecordReadProps) {
  const form = formOfRecord(shown.content)
  return (
    <>
      <RecordPaper file={file} shown={shown} />
      <div className="columns">
        <PaperContent form={form} edit={editOfContent(form, shown.content.data)} file={file} />
        <aside className="stack">
          <LawPanel {...shown} isDraft={false} />
        </aside>
      </div>
    </>
  )
}

function RecordPaper({ file, shown }: RecordReadProps) {
  const { text } = useTongue()
  const words = text.papers.paper
  const { recordId, state } = shown.record
  const about = `record/${recordId}`
  const mayPrint = useSession((state) => mayDo(state, 'record.print'))
  if (!mayPrint) return null
  return (
    <>
      <section className="sheet sheet-body stack" aria-labelledby="paper-title">
        <div>
          <h2 id="paper-title">{words.title}</h2>
          <p className="soft">{state === 'draft' ? words.draftIntro : words.intro}</p>
        </div>
        <DrawPaper
          about={about}
          label={words.make}
          orderOf={(languages) => ({
            name: 'record.print',
            input: { case: file.caseId, record: recordId, languages },
          })}
        />
      </section>
      <MadePaper about={about} />
    </>
  )
}
