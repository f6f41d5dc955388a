import { Save, Send } from 'lucide-react'
import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { Button } from '../../parts/button.tsx'
import { goTo, openDialog } from '../../state/navigation.ts'
import { tell } from '../../state/notice-actions.ts'
import { beginPaper, newTarget, saveRecord } from '../../state/paper-form-actions.ts'
import { isLetterForm, type PaperForm, type RecordForm } from '../../state/paper-forms.ts'
import { loadKinds } from '../../state/papers-actions.ts'
import type { FormDesk } from '../../state/papers-state.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { CaseLoader } from '../case-screen.tsx'
import { LawAsked } from './law-panel.tsx'
import { PaperActs } from './paper-acts.tsx'
import { PaperFormFields } from './paper-form-fields.tsx'
import { PaperHead } from './papers-back.tsx'
import { useFormDesk } from './use-form-desk.ts'
import { useSaveKey } from './use-save-key.ts'

type NewPaperProps = { readonly caseId: string; readonly form: PaperForm }

/** Writes a record or letter that is not begun yet. */
export function NewPaperScreen({ caseId, form }: NewPaperProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const desk = useFormDesk(newTarget(caseId, form))
  useEffect(() => void beginPaper(at, { caseId, form }), [at, caseId, form])
  const words = text.papers.writing
  return (
    <CaseLoader caseId={caseId}>
      {(file) => (
        <>
          <PaperHead file={file} title={text.papers.form.forms[form]}>
            <p>{isLetterForm(form) ? words.newLetter : words.newRecord}</p>
          </PaperHead>
          {desk !== null && <Writing desk={desk} file={file} form={form} />}
        </>
      )}
    </CaseLoader>
  )
}

type WritingProps = { readonly desk: FormDesk; readonly file: CaseFile; readonly form: PaperForm }

function Writing({ desk, file, form }: WritingProps) {
  return (
    <div className="columns">
      <PaperFormFields desk={desk} file={file} />
      <aside className="form-aside stack">
        {isLetterForm(form) ? (
          <IssueAct desk={desk} />
        ) : (
          <>
            <SaveAct desk={desk} form={form} />
            <LawOfForm form={form} />
          </>
        )}
      </aside>
    </div>
  )
}

function SaveAct({ desk, form }: { readonly desk: FormDesk; readonly form: RecordForm }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const isSaving = desk.saving === 'saving'
  const save = async () => {
    const recordId = await saveRecord(at)
    if (recordId === null) return
    const of = text.papers.form.forms[form]
    tell(at, { what: 'papers', notice: { what: 'record-saved', of } })
    goTo(at, { screen: 'record', caseId: desk.caseId, recordId })
  }
  useSaveKey(() => void save())
  return (
    <PaperActs desk={desk}>
      <Button kind="primary" isPending={isSaving} onPress={() => void save()}>
        <Save size={18} aria-hidden />
        {isSaving ? text.papers.writing.saving : text.papers.writing.save}
      </Button>
      <SaveKeys />
    </PaperActs>
  )
}

function IssueAct({ desk }: { readonly desk: FormDesk }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const isSaving = desk.saving === 'saving'
  const issue = () => openDialog(at, { name: 'papers', act: 'issue', caseId: desk.caseId })
  useSaveKey(issue)
  return (
    <PaperActs desk={desk}>
      <Button kind="primary" isPending={isSaving} onPress={issue}>
        <Send size={18} aria-hidden />
        {isSaving ? text.papers.writing.issuing : text.papers.writing.issue}
      </Button>
      <SaveKeys />
    </PaperActs>
  )
}

/** The keys that save. */
export function SaveKeys() {
  const { key } = useTongue().text.window.shortcuts
  return (
    <p className="keys">
      <kbd>{key.control}</kbd>
      <kbd>{key.enter}</kbd>
    </p>
  )
}

function LawOfForm({ form }: { readonly form: RecordForm }) {
  const at = useWorkplace()
  const kinds = useSession((state) => shownOf(state.papers.kinds)?.kinds)
  useEffect(() => void loadKinds(at), [at])
  const rules = kinds?.find(({ kind }) => form.startsWith(kind))?.rules ?? []
  return rules.length === 0 ? null : <LawAsked rules={rules} />
}
