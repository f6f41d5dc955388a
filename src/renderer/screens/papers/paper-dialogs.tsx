import { useState } from 'react'
import { Callout } from '../../parts/callout.tsx'
import { Check } from '../../parts/choices.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { remoteOf } from '../../state/custody-state.ts'
import { closeDialog, goTo } from '../../state/navigation.ts'
import { tell } from '../../state/notice-actions.ts'
import type { PaperAct } from '../../state/paper-dialog-state.ts'
import { issueLetter } from '../../state/paper-form-actions.ts'
import { loadPapers, loadRecord } from '../../state/papers-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { signReport } from '../../state/report-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { AdoptPackDialog } from './adopt-pack-dialog.tsx'
import { DiscardDialog } from './discard-dialog.tsx'
import { UnmetList } from './law-panel.tsx'

/** Whichever dialog about papers is open. */
export function PaperDialogs({ dialog }: { readonly dialog: PaperAct }) {
  switch (dialog.act) {
    case 'finalise':
      return <FinaliseDialog {...dialog} />
    case 'discard':
      return <DiscardDialog {...dialog} />
    case 'issue':
      return <IssueDialog {...dialog} />
    case 'freeze':
      return <FreezeDialog {...dialog} />
    case 'sign':
      return <SignDialog />
    case 'adopt-pack':
      return <AdoptPackDialog />
  }
}

type ActOf<Act extends PaperAct['act']> = Extract<PaperAct, { readonly act: Act }>

function FinaliseDialog({ caseId, recordId }: ActOf<'finalise'>) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.finalise
  const shown = useSession((state) => shownOf(remoteOf(state.papers.record, recordId)))
  const records = useSession((state) => shownOf(remoteOf(state.papers.records, caseId))?.records)
  const [hasSeen, setSeen] = useState(false)
  const [corrects, setCorrects] = useState('')
  const blocking = shown?.unmet.filter(({ effect }) => effect === 'blocks') ?? []
  const warning = shown?.unmet.filter(({ effect }) => effect === 'warns') ?? []
  const isBlocked = blocking.length > 0
  const form = useCommandForm({
    problems: {
      hasSeenWarnings: warning.length > 0 && !hasSeen && !isBlocked ? words.seenMissing : undefined,
      corrects: undefined,
    },
    run: () =>
      at.desk.client.call('record.finalise', {
        case: caseId,
        record: recordId,
        hasSeenWarnings: hasSeen,
        ...(corrects !== '' && { corrects }),
      }),
    onDone: ({ number }) => {
      closeDialog(at)
      tell(at, { what: 'papers', notice: { what: 'record-finalised', of: number } })
      void loadRecord(at, caseId, recordId)
      void loadPapers(at, caseId)
    },
  })
  const finals = records?.filter(({ state, kind }) => state === 'final' && kind === shown?.record.kind) ?? []
  const problem = form.problem('hasSeenWarnings')
  return (
    <FormDialog
      form={form}
      title={words.title}
      intro={words.intro}
      submitLabel={words.now}
      isImpossible={isBlocked}
      isWide
    >
      {isBlocked && (
        <Callout tone="wrong" title={words.blocked(blocking.length)}>
          <UnmetList unmet={blocking} isDraft={false} />
        </Callout>
      )}
      {warning.length > 0 && (
        <Callout tone="warning" title={words.warned(warning.length)}>
          <UnmetList unmet={warning} isDraft={false} />
        </Callout>
      )}
      {warning.length > 0 && !isBlocked && (
        <div>
          <Check isChecked={hasSeen} onChange={setSeen}>
            {words.seen}
          </Check>
          {problem !== undefined && (
            <p className="field-problem" role="alert">
              {problem}
            </p>
          )}
        </div>
      )}
      {finals.length > 0 && !isBlocked && (
        <SelectInput
          label={words.corrects}
          value={corrects}
          onChange={setCorrects}
          none={words.correctsNone}
          choices={finals.map(({ recordId: value, number, about }) => ({
            value,
            label: `${number ?? ''} · ${about}`,
          }))}
          problem={form.problem('corrects')}
        />
      )}
    </FormDialog>
  )
}

function IssueDialog({ caseId }: ActOf<'issue'>) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.issue
  const form = useCommandForm({
    problems: {},
    run: async () => {
      const issued = await issueLetter(at)
      // What was wrong stands at its field, where it is mended.
      if (issued === null) closeDialog(at)
      return issued === null ? { outcome: 'cancelled' } : { outcome: 'done', value: issued }
    },
    onDone: ({ letterId, number }) => {
      tell(at, { what: 'papers', notice: { what: 'letter-issued', of: number } })
      goTo(at, { screen: 'letter', caseId, letterId })
    },
  })
  return <FormDialog form={form} title={words.title} intro={words.intro} submitLabel={words.now} />
}

function FreezeDialog({ caseId, complaintId, lossIndex }: ActOf<'freeze'>) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.golden
  const [recipient, setRecipient] = useState('')
  const form = useCommandForm({
    problems: { recipient: recipient.trim() === '' ? words.recipientMissing : undefined },
    run: () =>
      at.desk.client.call('letter.freezePayment', {
        case: caseId,
        complaint: complaintId,
        lossIndex,
        recipient: recipient.trim(),
      }),
    onDone: ({ letterId, number }) => {
      tell(at, { what: 'papers', notice: { what: 'letter-issued', of: number } })
      goTo(at, { screen: 'letter', caseId, letterId })
    },
  })
  return (
    <FormDialog form={form} title={words.dialogTitle} intro={words.dialogIntro} submitLabel={words.freeze}>
      <TextInput
        label={words.recipient}
        value={recipient}
        onChange={setRecipient}
        problem={form.problem('recipient')}
        isFirst
      />
    </FormDialog>
  )
}

function SignDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.sign
  const [reason, setReason] = useState('')
  const form = useCommandForm({
    problems: { reason: reason.trim() === '' ? words.reasonMissing : undefined },
    run: () => signReport(at, reason),
    onDone: () => closeDialog(at),
  })
  return (
    <FormDialog form={form} title={words.title} intro={words.intro} submitLabel={words.now}>
      <TextInput
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onChange={setReason}
        problem={form.problem('reason')}
        isFirst
      />
    </FormDialog>
  )
}
