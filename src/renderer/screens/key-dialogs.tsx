import { useState } from 'react'
import type { Envelope } from '#contract/envelope.ts'
import type { SlotLine } from '#contract/key-operations.ts'
import { Callout } from '../parts/callout.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { closeDialog } from '../state/navigation.ts'
import { tell } from '../state/notice-actions.ts'
import { useSession, useWindowPlace, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import type { OpenDialog, WayInChange } from '../state/session-state.ts'
import { makeKeyFile } from '../state/station-actions.ts'
import { remind } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'
import { CheckAnchorDialog, WriteAnchorDialog } from './anchor-dialogs.tsx'
import { FormDialog } from './form-dialog.tsx'
import { type ChosenKeyFile, KeyFileInput, keyFileField } from './key-file-input.tsx'
import { MakeCodeDialog } from './make-code-dialog.tsx'
import { NewPassphraseFields, NO_PASSPHRASE, newPassphraseProblems } from './new-passphrase.tsx'
import { RecoveryDrill } from './recovery-code.tsx'
import { useCommandForm } from './use-command-form.ts'

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

const KEY_FILE_NAME = 'samnum-key.txt'

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

function ChangePassphraseDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.keys
  const [current, setCurrent] = useState('')
  const [keyFile, setKeyFile] = useState<ChosenKeyFile | null>(null)
  const [chosen, setChosen] = useState(NO_PASSPHRASE)
  const hasKeyFile = useOwnSlot()?.hasKeyFile === true
  const fresh = newPassphraseProblems(chosen, text)
  const form = useCommandForm({
    problems: {
      current: current === '' ? words.currentMissing : undefined,
      keyFile: hasKeyFile && keyFile === null ? words.keyFileMissing : undefined,
      next: fresh.passphrase,
      repeated: fresh.repeated,
    },
    run: () =>
      at.desk.client.call('key.changePassphrase', {
        current,
        next: chosen.passphrase,
        ...keyFileField(keyFile),
      }),
    onDone: useTold('passphrase-changed'),
  })
  return (
    <FormDialog
      form={form}
      title={words.changePassphrase}
      intro={words.passphraseWords}
      submitLabel={words.change}
    >
      <CurrentPassphrase value={current} onChange={setCurrent} problem={form.problem('current')} />
      {hasKeyFile && <KeyFileInput value={keyFile} onChange={setKeyFile} problem={form.problem('keyFile')} />}
      <NewPassphraseFields
        label={words.next}
        value={chosen}
        onChange={setChosen}
        problem={(field) => form.problem(field === 'passphrase' ? 'next' : field)}
        isDisabled={form.isRunning}
      />
    </FormDialog>
  )
}

function MakeKeyFileDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.keys
  return (
    <OwnSlotDialog
      title={words.keyFileTitle}
      intro={words.keyFileIntro}
      submitLabel={words.makeKeyFileNow}
      run={(offer) => makeKeyFile(at, KEY_FILE_NAME, offer)}
      onDone={() => closeDialog(at)}
    />
  )
}

function DropKeyFileDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.keys
  return (
    <OwnSlotDialog
      title={words.dropKeyFile}
      intro={words.dropKeyFileIntro}
      submitLabel={words.dropKeyFile}
      run={({ passphrase, keyFile = '' }) => at.desk.client.call('key.dropKeyFile', { passphrase, keyFile })}
      onDone={useTold('key-file-dropped')}
    />
  )
}

function BindMachineDialog({ isBound }: { readonly isBound: boolean }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.keys
  return (
    <OwnSlotDialog
      title={isBound ? words.bindTitle : words.unbindTitle}
      intro={isBound ? words.bindIntro : words.unbindIntro}
      submitLabel={isBound ? words.bind : words.unbind}
      run={(offer) => at.desk.client.call('key.bindMachine', { ...offer, isBound })}
      onDone={useTold(isBound ? 'machine-bound' : 'machine-freed')}
    />
  )
}

type OwnSlotDialogProps = {
  readonly title: string
  readonly intro: string
  readonly submitLabel: string
  readonly run: (offer: {
    readonly passphrase: string
    readonly keyFile?: string
  }) => Promise<Envelope<unknown>>
  readonly onDone: () => void
}

/** Something that changes the caller's own way in, for which they show again that they are who they are. */
function OwnSlotDialog({ title, intro, submitLabel, run, onDone }: OwnSlotDialogProps) {
  const { text } = useTongue()
  const words = text.keys
  const [passphrase, setPassphrase] = useState('')
  const [keyFile, setKeyFile] = useState<ChosenKeyFile | null>(null)
  const hasKeyFile = useOwnSlot()?.hasKeyFile === true
  const form = useCommandForm({
    problems: {
      passphrase: passphrase === '' ? words.currentMissing : undefined,
      keyFile: hasKeyFile && keyFile === null ? words.keyFileMissing : undefined,
    },
    run: () => run({ passphrase, ...keyFileField(keyFile) }),
    onDone,
  })
  return (
    <FormDialog form={form} title={title} intro={intro} submitLabel={submitLabel}>
      <CurrentPassphrase value={passphrase} onChange={setPassphrase} problem={form.problem('passphrase')} />
      {hasKeyFile && <KeyFileInput value={keyFile} onChange={setKeyFile} problem={form.problem('keyFile')} />}
    </FormDialog>
  )
}

type CurrentPassphraseProps = {
  readonly value: string
  readonly onChange: (passphrase: string) => void
  readonly problem: string | undefined
}

function CurrentPassphrase(props: CurrentPassphraseProps) {
  const { text } = useTongue()
  return (
    <PassphraseInput label={text.keys.current} showLabel={text.window.showPassphrase} {...props} isFirst />
  )
}

function CheckCodeDialog() {
  const place = useWindowPlace()
  const { text } = useTongue()
  const at = useWorkplace()
  const told = useTold('code-right')
  return (
    <Dialog title={text.keys.checkCode} closeLabel={text.window.close} onClose={() => closeDialog(at)}>
      <RecoveryDrill
        client={at.desk.client}
        onRight={() => {
          remind(place, null)
          told()
        }}
      />
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

/** The caller's own passphrase slot, as far as it is known. */
function useOwnSlot(): SlotLine | undefined {
  return useSession(({ session, waysIn }) =>
    shownOf(waysIn)?.slots.find(
      ({ kind, holderId }) => kind === 'passphrase' && holderId === session.person.userId,
    ),
  )
}

/** Closes the dialog and says what was changed. */
function useTold(what: WayInChange): () => void {
  const at = useWorkplace()
  return () => {
    closeDialog(at)
    tell(at, { what })
  }
}
