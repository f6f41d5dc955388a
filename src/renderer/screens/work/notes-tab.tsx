import { NotebookPen } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { CaseWork } from '#contract/case-work-fields.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadWork, noteDraftName, writeNote } from '../../state/casework-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { keepDraft, loadDraft } from '../../state/keep-draft.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { type Refusal, refusalOf, shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { NotKept } from '../kept-elsewhere.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RemoteFrame } from '../remote-frame.tsx'

type Notes = CaseWork['notes']

/** The notebook of a case: numbered pages, the newest first, and a place to write the next. */
export function NotesTab({ file }: { readonly file: CaseFile }) {
  const { caseId } = file
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.work.notes
  const remote = useSession((state) => remoteOf(state.casework.work, caseId))
  const mayWrite = useSession((state) => mayDo(state, 'note.write'))
  useEffect(() => void loadWork(at, caseId), [at, caseId])
  const notes = shownOf(remote)?.notes
  return (
    <section className="sheet" aria-labelledby="notes-title">
      <div className="sheet-head">
        <h2 id="notes-title">{words.title}</h2>
        <p className="small faint grow">{words.lead}</p>
      </div>
      <RemoteFrame remote={remote} onRetry={() => void loadWork(at, caseId)} />
      {mayWrite && notes !== undefined && <NoteForm caseId={caseId} notes={notes} />}
      {notes?.length === 0 && (
        <EmptyState icon={<NotebookPen size={36} strokeWidth={1.5} aria-hidden />} title={words.none}>
          {words.noneWords}
        </EmptyState>
      )}
      {notes !== undefined && notes.length > 0 && (
        <ol className="note-list" reversed>
          {notes.toReversed().map((note) => (
            <NotePage key={note.noteId} note={note} />
          ))}
        </ol>
      )}
    </section>
  )
}

function NotePage({ note }: { readonly note: Notes[number] }) {
  const { text, format } = useTongue()
  const words = text.work.notes
  const { noteId, number, atMs, by, corrects, correctedBy } = note
  return (
    <li className="note-page" id={`note-${number}`} data-things={noteId} tabIndex={-1}>
      <div className="row small">
        <span className="number-tag">{words.numbered(number)}</span>
        <span className="soft">
          <Shown text={by} /> · {format.instant(atMs)}
        </span>
        {corrects !== undefined && (
          <span className="chip chip-gold">
            {words.corrects} {words.numbered(corrects)}
          </span>
        )}
        {correctedBy.length > 0 && (
          <span className="chip chip-red">
            {words.isCorrected(correctedBy.map((each) => format.count(each)).join(', '))}
          </span>
        )}
      </div>
      <p className="note-text">
        <Shown text={note.text} />
      </p>
    </li>
  )
}

function NoteForm({ caseId, notes }: { readonly caseId: string; readonly notes: Notes }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.work.notes
  const form = useRef<HTMLFormElement>(null)
  const [written, setWritten] = useState('')
  const [corrects, setCorrects] = useState('')
  const [isRunning, setRunning] = useState(false)
  const [wasTried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [notKept, setNotKept] = useState<Refusal | null>(null)
  const name = noteDraftName(caseId)
  useEffect(() => {
    let isHere = true
    void loadDraft(at, name).then((kept) => {
      if (isHere && kept !== null) setWritten((now) => (now === '' ? kept : now))
    })
    return () => {
      isHere = false
    }
  }, [at, name])
  const change = (next: string) => {
    setWritten(next)
    void keepDraft(
      at,
      name,
      next,
      (keeping) => {
        setNotKept(keeping.status === 'refused' ? keeping.refusal : null)
      },
      caseId,
    )
  }
  const send = async (event?: FormEvent) => {
    event?.preventDefault()
    setTried(true)
    if (written.trim() === '' || isRunning) return
    setRunning(true)
    setRefusal(null)
    const answer = await writeNote(at, caseId, {
      text: written,
      ...(corrects !== '' && { corrects: Number(corrects) }),
    })
    setRunning(false)
    setRefusal(refusalOf(answer))
    if (answer.outcome !== 'done') return
    setWritten('')
    setCorrects('')
    setTried(false)
  }
  return (
    <form className="sheet-body stack" ref={form} onSubmit={(event) => void send(event)} autoComplete="off">
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      {notKept !== null && (
        <NotKept
          refusal={notKept}
          onHere={() => void loadDraft(at, name).then(() => change(written))}
          onThere={() =>
            void loadDraft(at, name).then((kept) => {
              setNotKept(null)
              setWritten(kept ?? '')
            })
          }
        />
      )}
      <TextInput
        label={words.write}
        hint={words.hint}
        rows={4}
        value={written}
        onChange={change}
        problem={wasTried && written.trim() === '' ? words.empty : undefined}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && event.ctrlKey) {
            event.preventDefault()
            form.current?.requestSubmit()
          }
        }}
      />
      <div className="row note-acts">
        {notes.length > 0 && (
          <SelectInput
            className="note-corrects"
            label={words.corrects}
            value={corrects}
            onChange={setCorrects}
            none={words.noneCorrected}
            choices={notes.map(({ number }) => ({ value: String(number), label: words.numbered(number) }))}
          />
        )}
        <Button kind="primary" isPending={isRunning}>
          {words.send}
        </Button>
        <span className="small soft">{words.sure}</span>
      </div>
    </form>
  )
}
