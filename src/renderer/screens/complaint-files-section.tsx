import { FolderSearch, QrCode, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { paymentOfKhqr } from '#core/parties/fill-from.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Shown } from '../parts/shown.tsx'
import { editDraft } from '../state/complaint-actions.ts'
import { addDraftFiles, dropDraftFile, fillFromCode } from '../state/complaint-files.ts'
import type { Offering } from '../state/desk.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import type { Refusal } from '../state/remote.ts'
import type { DraftFile } from '../state/session-state.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { useDropPlace } from './use-drop-place.ts'

type SectionProps = { readonly target: string }

const NO_FILES: readonly DraftFile[] = []

/** Screenshots and other files that are brought with the complaint. */
export function FilesSection({ target }: SectionProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.complaint.files
  const files = useSession((state) => state.drafts[target]?.files ?? NO_FILES)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const take = async (offering: Promise<Offering>) => {
    setRefusal(null)
    setRefusal(await addDraftFiles(at, target, await offering))
  }
  const { isOver, listeners } = useDropPlace((entries) => void take(at.desk.offerFiles(entries)))
  return (
    <div className="stack">
      <div
        className={isOver ? 'drop-place drop-place-over' : 'drop-place'}
        data-testid="complaint-drop"
        {...listeners}
      >
        <p className="grow">{isOver ? words.dropNow : words.drop}</p>
        <Button onPress={() => void take(at.desk.chooseFiles())}>
          <FolderSearch size={18} aria-hidden />
          {words.choose}
        </Button>
      </div>
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      {files.length > 0 && (
        <ul className="lines">
          {files.map((file) => (
            <FileLine key={file.key} target={target} file={file} />
          ))}
        </ul>
      )}
    </div>
  )
}

function FileLine({ target, file }: SectionProps & { readonly file: DraftFile }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.complaint.files
  const { name, sizeBytes, state } = file
  return (
    <li className="line" aria-label={name}>
      <div className="stack stack-tight grow">
        <p className="row">
          <Shown text={name} isStrict />
          {sizeBytes !== null && <span className="small faint">{format.size(sizeBytes)}</span>}
          <span className="small soft" role="status">
            {state.status === 'keeping' && words.keeping}
            {state.status === 'kept' && words.kept}
          </span>
        </p>
        {state.status === 'refused' && <RefusalCallout refusal={state.refusal} />}
        {state.status === 'kept' && <Codes target={target} codes={state.codes} />}
      </div>
      <IconButton
        icon={<Trash2 size={16} aria-hidden />}
        label={words.remove(name)}
        onPress={() => void dropDraftFile(at, target, file)}
      />
    </li>
  )
}

type CodesProps = SectionProps & {
  readonly codes: Extract<DraftFile['state'], { readonly status: 'kept' }>['codes']
}

function Codes({ target, codes }: CodesProps) {
  const { text } = useTongue()
  if (codes.status === 'reading') return <p className="small faint">{text.complaint.files.looking}</p>
  if (codes.status === 'refused') return <RefusalCallout refusal={codes.refusal} />
  return codes.codes.map(({ kind, payload }) => (
    <CodeLine key={payload} target={target} kind={kind} payload={payload} />
  ))
}

type CodeLineProps = SectionProps & { readonly kind: string; readonly payload: string }

function CodeLine({ target, kind, payload }: CodeLineProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.complaint.files
  const [isTaken, setTaken] = useState(false)
  const payment = kind === 'khqr' ? paymentOfKhqr(payload) : null
  if (payment !== null && !payment.ok)
    return (
      <p className="row small">
        <QrCode size={16} aria-hidden />
        {words.wrongCheck}
      </p>
    )
  const { payee, money } = payment?.value ?? {}
  const amount = money === undefined ? null : format.money(money.currency, money.amount)
  const said =
    payment === null ? payload : [payee?.name, payee?.institution, amount].filter(Boolean).join(' · ')
  const take = () => {
    editDraft(at, target, (edit) => fillFromCode(edit, payload))
    setTaken(true)
  }
  return (
    <p className="row small">
      <QrCode size={16} aria-hidden />
      <span>{payment === null ? words.code : words.khqr}</span>
      <span className="grow">
        <Shown text={said} isStrict />
      </span>
      <Button size="small" isDisabled={isTaken} onPress={take}>
        {isTaken ? words.taken : words.take}
      </Button>
    </p>
  )
}
