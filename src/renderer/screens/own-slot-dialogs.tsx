import { useState } from 'react'
import type { Envelope } from '#contract/envelope.ts'
import type { SlotLine } from '#contract/key-operations.ts'
import { PassphraseInput } from '../parts/passphrase-input.tsx'
import { closeDialog } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { makeKeyFile } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { FormDialog } from './form-dialog.tsx'
import { type ChosenKeyFile, KeyFileInput, keyFileField } from './key-file-input.tsx'
import { NewPassphraseFields, NO_PASSPHRASE, newPassphraseProblems } from './new-passphrase.tsx'
import { useCommandForm } from './use-command-form.ts'
import { useTold } from './use-told.ts'

const KEY_FILE_NAME = 'samnum-key.txt'

/** Exchanges the caller's own passphrase. */
export function ChangePassphraseDialog() {
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

/** Makes a key file that is demanded beside the caller's passphrase from then on. */
export function MakeKeyFileDialog() {
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

/** The caller's passphrase alone is enough again. */
export function DropKeyFileDialog() {
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

/** Binds the caller's way in to this machine, or frees it. */
export function BindMachineDialog({ isBound }: { readonly isBound: boolean }) {
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

/** The caller's own passphrase slot, as far as it is known. */
function useOwnSlot(): SlotLine | undefined {
  return useSession(({ session, waysIn }) =>
    shownOf(waysIn)?.slots.find(
      ({ kind, holderId }) => kind === 'passphrase' && holderId === session.person.userId,
    ),
  )
}
