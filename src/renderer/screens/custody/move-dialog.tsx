import { useEffect, useState } from 'react'
import type { ItemLine } from '#contract/custody-fields.ts'
import { MOVE_PURPOSE_LABELS } from '#core/custody/custody-labels.ts'
import { isFinalPurpose, type MovePurpose } from '#core/custody/custody-vocabularies.ts'
import { Segments } from '../../parts/choices.tsx'
import { SelectInput } from '../../parts/inputs.tsx'
import { loadPlaces } from '../../state/custody-actions.ts'
import {
  choosePurpose,
  holderOf,
  MOVE_FIELDS,
  type MoveEdit,
  type MoveField,
  missingOf,
  moveInput,
  otherSigner,
  purposesOf,
  type ReceiverKind,
  receiversOf,
  startMove,
  writeMove,
} from '../../state/move-edit.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { loadPeople } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { keyFileField } from '../key-file-input.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { MoveReceiver } from './move-receiver.tsx'
import { MoveSeal } from './move-seal.tsx'
import { MoveSigner, NOT_SIGNED, type SignerEntry } from './move-signer.tsx'
import { MoveText } from './move-text.tsx'
import { useCustodyDone } from './use-custody-done.ts'
import { WhenField, whenProblem } from './when-field.tsx'

type Problems = { readonly [Name in MoveField | 'secondPerson.passphrase']: string | undefined }

/** Hands items of one case from whoever has them to somebody else; both sign, the second now or later. */
export function MoveDialog({ items }: { readonly items: readonly ItemLine[] }) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.custody
  const self = useSession((state) => state.session.person.userId)
  const people = useSession((state) => shownOf(state.people)?.people) ?? []
  const [edit, setEdit] = useState<MoveEdit>(() => startMove(items, self))
  const [entry, setEntry] = useState<SignerEntry>(NOT_SIGNED)
  const done = useCustodyDone()
  useEffect(() => {
    void loadPeople(at)
    void loadPlaces(at)
  }, [at])
  const holder = holderOf(items)
  const other = otherSigner(edit, items, self)
  const signsNow = other !== null && (other.mustSignNow || edit.signsNow)
  const signer = people.find(({ userId }) => userId === other?.userId)
  const missing = new Set(missingOf(edit))
  const problems = Object.fromEntries(
    MOVE_FIELDS.map((field) => [field, missing.has(field) ? words.missing : undefined]),
  ) as Problems
  const form = useCommandForm<keyof Problems, unknown>({
    problems: {
      ...problems,
      movedAtMs: whenProblem(edit.texts.movedAtMs, words.whenWrong),
      'secondPerson.passphrase':
        signsNow && entry.passphrase === '' ? text.people.second.passphraseMissing : undefined,
    },
    run: () =>
      at.desk.client.call('custody.move', {
        ...moveInput(edit, items),
        ...(signsNow &&
          signer !== undefined && {
            secondIs: other.side,
            secondPerson: {
              userNumber: signer.number,
              passphrase: entry.passphrase,
              ...keyFileField(entry.keyFile),
            },
          }),
      }),
    onDone: () =>
      done(other === null ? 'moved-alone' : signsNow ? 'moved' : 'awaits-receipt', String(items.length)),
  })
  const write = (field: MoveField) => (value: string) => setEdit((now) => writeMove(now, field, value))
  const shared = { edit, write, problem: form.problem }
  return (
    <FormDialog
      form={form}
      title={items.length === 1 ? words.moveOf(items[0]?.number ?? '') : words.moveMany(items.length)}
      intro={holder === null ? words.severalHolders : words.heldBy(holder.name)}
      submitLabel={signsNow ? words.moveNow : words.moveSign}
      isImpossible={holder === null}
      isWide
    >
      <div className="form-grid">
        <SelectInput
          className="span-6"
          label={words.purpose}
          value={edit.purpose}
          onChange={(value) => setEdit((now) => choosePurpose(now, value as MovePurpose))}
          choices={purposesOf(holder).map((value) => ({
            value,
            label: MOVE_PURPOSE_LABELS[value][language],
          }))}
        />
        {receiversOf(edit.purpose).length > 1 && (
          <div className="field span-6">
            <span className="field-label">{words.receiverKind}</span>
            <Segments
              label={words.receiverKind}
              value={edit.receiver}
              onChange={(value) => setEdit((now) => ({ ...now, receiver: value as ReceiverKind }))}
              choices={receiversOf(edit.purpose).map((value) => ({ value, label: words.receivers[value] }))}
            />
          </div>
        )}
        <MoveReceiver {...shared} people={people} holder={holder} />
        <MoveText {...shared} field="where" className="span-6" isRequired />
        <MoveText {...shared} field="reason" className="span-6" isRequired />
        <MoveText {...shared} field="authority" className="span-6" />
        <WhenField
          className="span-6"
          value={edit.texts.movedAtMs}
          onChange={write('movedAtMs')}
          problem={form.problem('movedAtMs')}
        />
        {isFinalPurpose(edit.purpose) && (
          <>
            <MoveText {...shared} field="order.reference" className="span-4" isRequired />
            <MoveText {...shared} field="order.authority" className="span-4" isRequired />
            <MoveText {...shared} field="order.orderedOn" className="span-4" isRequired />
          </>
        )}
        <MoveSeal
          {...shared}
          items={items}
          onSealState={(sealState) => setEdit((now) => ({ ...now, sealState }))}
        />
        <MoveText {...shared} field="condition" className="span-6" />
        <MoveText {...shared} field="explanation" className="span-6" hint={words.explanationHint} />
      </div>
      {other !== null && (
        <MoveSigner
          other={other}
          name={signer?.name ?? ''}
          isNow={signsNow}
          onNow={(isNow) => setEdit((now) => ({ ...now, signsNow: isNow }))}
          entry={entry}
          onEntry={setEntry}
          problem={form.problem('secondPerson.passphrase')}
          isDisabled={form.isRunning}
        />
      )}
    </FormDialog>
  )
}
