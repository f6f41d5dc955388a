import { Printer } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../parts/button.tsx'
import { Callout } from '../parts/callout.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { PrintedSheet } from '../parts/printed-sheet.tsx'
import { closeDialog, openDialog } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { IDLE, type Remote, receive } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { FormDialog } from './form-dialog.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { useCommandForm } from './use-command-form.ts'

/** Writes down how far the ledger goes, and shows the line to be copied. */
export function WriteAnchorDialog() {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.paper
  const person = useSession((state) => state.session.person)
  const [written, setWritten] = useState<Remote<OutputOf<'ledger.anchor'>>>(IDLE)
  const hasBegun = useRef(false)
  useEffect(() => {
    if (hasBegun.current) return
    hasBegun.current = true
    void at.desk.client.call('ledger.anchor', {}).then((answer) => setWritten((now) => receive(now, answer)))
  }, [at])
  return (
    <Dialog title={words.writeTitle} closeLabel={text.window.close} onClose={() => closeDialog(at)} isWide>
      {written.status === 'idle' && (
        <p role="status" className="soft">
          {words.writing}
        </p>
      )}
      {written.status === 'failed' && <RefusalCallout refusal={written.refusal} />}
      {written.status === 'ready' && (
        <>
          <p className="soft">{words.writeIntro}</p>
          <p className="anchor-line">
            <code>{written.value.line}</code>
          </p>
          <div className="dialog-acts">
            <Button onPress={() => window.print()}>
              <Printer size={18} aria-hidden />
              {words.print}
            </Button>
            <Button kind="primary" onPress={() => openDialog(at, { name: 'check-anchor' })}>
              {words.check}
            </Button>
          </div>
          <PrintedSheet title={words.writeTitle}>
            <p className="anchor-line">
              <code>{written.value.line}</code>
            </p>
            <p>
              {text.cases.eventNumber(written.value.seq)} · {format.instant(written.value.atMs)} ·{' '}
              {person.name}
            </p>
          </PrintedSheet>
        </>
      )}
    </Dialog>
  )
}

/** Compares a line as somebody types it from the paper. */
export function CheckAnchorDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.paper
  const [line, setLine] = useState('')
  const [found, setFound] = useState<OutputOf<'ledger.checkAnchor'> | null>(null)
  const form = useCommandForm({
    problems: { line: line.trim() === '' ? words.lineMissing : undefined },
    run: () => {
      setFound(null)
      return at.desk.client.call('ledger.checkAnchor', { line })
    },
    onDone: setFound,
  })
  return (
    <FormDialog
      form={form}
      title={words.checkTitle}
      intro={words.checkIntro}
      submitLabel={words.checkNow}
      isWide
    >
      <TextInput
        label={words.line}
        hint={words.lineHint}
        value={line}
        onChange={(typed) => {
          setLine(typed)
          setFound(null)
        }}
        problem={form.problem('line')}
        isMono
        isFirst
      />
      {found !== null && (
        <Callout
          tone={found.verdict === 'same' ? 'right' : 'wrong'}
          role="alert"
          title={words.verdicts[found.verdict]}
        >
          <p>{words[found.verdict](found.seq)}</p>
        </Callout>
      )}
    </FormDialog>
  )
}
