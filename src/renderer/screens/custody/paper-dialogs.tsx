import { FileDown, Printer } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { InputOf } from '#contract/operations.ts'
import { REPORT_LANGUAGES, type ReportLanguages } from '#contract/report-operations.ts'
import { LABEL_FORMS, LABEL_GEOMETRY, type LabelForm, labelsPerPage } from '#core/documents/label-sheet.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { Segments } from '../../parts/choices.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import type { PaperOrder } from '../../state/custody-dialog-state.ts'
import { closeDialog } from '../../state/navigation.ts'
import { clearPaper, makePaper, savePaper } from '../../state/paper-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { ReportPages } from '../report-pages.tsx'
import { WorkProgress } from '../work-progress.tsx'

type LabelDialogProps = { readonly items: readonly string[]; readonly places: readonly string[] }

/** Draws labels on the stock that lies in the printer, from the first label that is left on it. */
export function LabelDialog({ items, places }: LabelDialogProps) {
  const { text } = useTongue()
  const words = text.custody.paper
  const [form, setForm] = useState<LabelForm>('a4-3x8')
  const [startAt, setStartAt] = useState(1)
  const input = { items: [...items], places: [...places], form, startAt }
  return (
    <PaperDialog
      title={words.labelsTitle(items.length + places.length)}
      intro={words.labelsIntro}
      orderOf={(languages) => ({ name: 'label.make', input: { ...input, languages } })}
    >
      <div className="row">
        <Segments
          label={words.stock}
          value={form}
          onChange={(value) => {
            setForm(value as LabelForm)
            setStartAt(1)
          }}
          choices={LABEL_FORMS.map((value) => ({ value, label: words.forms[value] }))}
        />
      </div>
      {form !== 'roll-62' && <StartChoice form={form} startAt={startAt} onChoose={setStartAt} />}
    </PaperDialog>
  )
}

type StartChoiceProps = {
  readonly form: LabelForm
  readonly startAt: number
  readonly onChoose: (startAt: number) => void
}

/** A small picture of the sheet, to say which label is the first that is left. */
function StartChoice({ form, startAt, onChoose }: StartChoiceProps) {
  const { text, format } = useTongue()
  const words = text.custody.paper
  const { columns } = LABEL_GEOMETRY[form]
  const places = Array.from({ length: labelsPerPage(form) }, (_, order) => order + 1)
  return (
    <fieldset className="field">
      <legend className="field-label">{words.startAt}</legend>
      <p className="field-hint">{words.startAtHint}</p>
      <div className={`label-sheet label-sheet-${columns}`} role="radiogroup" aria-label={words.startAt}>
        {places.map((place) => (
          <label key={place} className={place < startAt ? 'label-place label-place-used' : 'label-place'}>
            <input
              type="radio"
              name="label-start"
              checked={place === startAt}
              onChange={() => onChoose(place)}
              aria-label={words.labelPlace(place)}
              autoComplete="off"
            />
            <span aria-hidden>{format.count(place)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** Draws a receipt, to be signed on paper. */
export function ReceiptDialog({ input }: { readonly input: InputOf<'receipt.make'> }) {
  const { text } = useTongue()
  const words = text.custody.paper
  return (
    <PaperDialog
      title={input.about.kind === 'hand-over' ? words.handOverTitle : words.seizureTitle}
      intro={words.receiptIntro}
      orderOf={(languages) => ({ name: 'receipt.make', input: { ...input, languages } })}
    />
  )
}

type PaperDialogProps = {
  readonly title: string
  readonly intro: string
  readonly orderOf: (languages: ReportLanguages) => PaperOrder
  readonly children?: ReactNode
}

function PaperDialog({ title, intro, orderOf, children }: PaperDialogProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const paper = useSession((state) => state.custody.paper)
  const [languages, setLanguages] = useState<ReportLanguages>('km+en')
  // What was drawn for another dialog is not this one's.
  useEffect(() => {
    clearPaper(at)
    return () => clearPaper(at)
  }, [at])
  const isMaking = paper?.making.status === 'running'
  return (
    <Dialog title={title} closeLabel={text.window.close} onClose={() => closeDialog(at)} isWide>
      <div className="stack">
        <p className="soft">{intro}</p>
        {children}
        <div className="row">
          <Segments
            label={text.report.languages}
            value={languages}
            onChange={(value) => setLanguages(value as ReportLanguages)}
            choices={REPORT_LANGUAGES.map((value) => ({ value, label: text.report.languageNames[value] }))}
          />
          <Button
            kind={paper?.making.status === 'done' ? 'plain' : 'primary'}
            // A disabled button would lose the focus, and with it Esc.
            isPending={isMaking}
            onPress={() => {
              if (!isMaking) void makePaper(at, orderOf(languages))
            }}
            isFirst
          >
            <Printer size={18} aria-hidden />
            {text.custody.paper.make}
          </Button>
        </div>
        {paper !== null && <PaperResult />}
      </div>
    </Dialog>
  )
}

function PaperResult() {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const paper = useSession((state) => state.custody.paper)
  const maySave = useSession((state) => mayDo(state, 'report.save'))
  if (paper === null) return null
  const { making, bytes, saving, run } = paper
  return (
    <>
      <WorkProgress work={making} label={text.custody.paper.make} onStop={() => clearPaper(at)} />
      {making.status === 'refused' && <RefusalCallout refusal={making.refusal} />}
      {making.status === 'done' && (
        <div className="row">
          {maySave && (
            <Button kind="primary" isPending={saving.status === 'running'} onPress={() => void savePaper(at)}>
              <FileDown size={18} aria-hidden />
              {text.report.save}
            </Button>
          )}
          <span className="small faint">
            {text.report.pages(making.value.pages)} · {format.size(making.value.sizeBytes)}
          </span>
        </div>
      )}
      {saving.status === 'refused' && <RefusalCallout refusal={saving.refusal} />}
      {saving.status === 'done' && (
        <Callout tone="right" role="status">
          <p>{text.custody.paper.saved(saving.value.fileName)}</p>
        </Callout>
      )}
      {bytes.status === 'ready' && making.status === 'done' && <ReportPages key={run} bytes={bytes.value} />}
    </>
  )
}
