import { useState } from 'react'
import type { SlotLine } from '#contract/key-operations.ts'
import { Callout } from '../parts/callout.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { closeDialog } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import type { OpenDialog } from '../state/session-state.ts'
import { useTongue } from '../text/text-context.tsx'
import { CheckAnchorDialog, WriteAnchorDialog } from './anchor-dialogs.tsx'
import { FormDialog } from './form-dialog.tsx'
import { MakeCodeDialog } from './make-code-dialog.tsx'
import {
  BindMachineDialog,
  ChangePassphraseDialog,
  DropKeyFileDialog,
  MakeKeyFileDialog,
} from './own-slot-dialogs.tsx'
import { RecoveryDrill } from './recovery-code.tsx'
import { useCommandForm } from './use-command-form.ts'
import { useTold } from './use-told.ts'

/** The dialogs about the ways in and the ledger on paper. */
export type KeyDialogName =
  | 'change-passphrase'
  | 'make-key-file'
  | 'drop-key-file'
  | 'bind-machine'
  | 'make-recovery-code'
  | 'check-recovery-code'
  | 'remove-recovery'
  | 'add-escrow'
  | 'rotate-key'
  | 'write-anchor'
  | 'check-anchor'

type KeyDialogProps = { readonly dialog: Extract<OpenDialog, { readonly name: KeyDialogName }> }

/** Whichever dialog about keys is open. */
export function KeyDialog({ dialog }: KeyDialogProps) {
  switch (dialog.name) {
    case 'change-passphrase':
      return <ChangePassphraseDialog />
    case 'make-key-file':
      return <MakeKeyFileDialog />
    case 'drop-key-file':
      return <DropKeyFileDialog />
    case 'bind-machine':
      return <BindMachineDialog isBound={dialog.isBound} />
    case 'make-recovery-code':
      return <MakeCodeDialog />
    case 'check-recovery-code':
      return <CheckCodeDialog />
    case 'remove-recovery':
      return <RemoveRecoveryDialog slot={dialog.slot} />
    case 'add-escrow':
      return <AddEscrowDialog />
    case 'rotate-key':
      return <RotateDialog />
    case 'write-anchor':
      return <WriteAnchorDialog />
    case 'check-anchor':
      return <CheckAnchorDialog />
  }
}

function CheckCodeDialog() {
  const { text } = useTongue()
  const at = useWorkplace()
  const told = useTold('code-right')
  return (
    <Dialog title={text.keys.checkCode} closeLabel={text.window.close} onClose={() => closeDialog(at)}>
      <RecoveryDrill client={at.desk.client} onRight={told} />
    </Dialog>
  )
}

function RemoveRecoveryDialog({ slot }: { readonly slot: SlotLine }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.keys
  const waysBack = useSession(
    ({ waysIn }) => shownOf(waysIn)?.slots.filter(({ kind }) => kind !== 'passphrase').length,
  )
  const form = useCommandForm({
    problems: {},
    run: () => at.desk.client.call('key.removeRecovery', { holderId: slot.holderId }),
    onDone: useTold('recovery-removed'),
  })
  return (
    <FormDialog
      form={form}
      title={words.removeTitle}
      intro={words.removeIntro(slot.label)}
      submitLabel={words.removeNow}
      submitKind="danger"
    >
      {waysBack === 1 && (
        <Callout tone="warning">
          <p>{words.removeLast}</p>
        </Callout>
      )}
    </FormDialog>
  )
}

function AddEscrowDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.keys
  const [recipient, setRecipient] = useState('')
  const [label, setLabel] = useState('')
  const form = useCommandForm({
    problems: {
      recipient: recipient.trim() === '' ? words.recipientMissing : undefined,
      label: label.trim() === '' ? words.escrowLabelMissing : undefined,
    },
    run: () => at.desk.client.call('key.addEscrow', { recipient: recipient.trim(), label }),
    onDone: useTold('escrow-added'),
  })
  return (
    <FormDialog form={form} title={words.escrowTitle} intro={words.escrowIntro} submitLabel={words.add}>
      <TextInput
        label={words.recipient}
        hint={words.recipientHint}
        value={recipient}
        onChange={setRecipient}
        problem={form.problem('recipient')}
        isMono
        isFirst
      />
      <TextInput
        label={words.escrowLabel}
        hint={words.escrowLabelHint}
        value={label}
        onChange={setLabel}
        problem={form.problem('label')}
      />
    </FormDialog>
  )
}

function RotateDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.keys
  const form = useCommandForm({
    problems: {},
    run: () => at.desk.client.call('key.rotate', {}),
    onDone: useTold('key-rotated'),
  })
  return (
    <FormDialog
      form={form}
      title={words.rotateTitle}
      intro={words.rotateWords}
      submitLabel={words.rotateNow}
    />
  )
}
