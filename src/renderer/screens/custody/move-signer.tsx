import { Callout } from '../../parts/callout.tsx'
import { Segments } from '../../parts/choices.tsx'
import { PassphraseInput } from '../../parts/passphrase-input.tsx'
import type { OtherSigner } from '../../state/move-edit.ts'
import { useTongue } from '../../text/text-context.tsx'
import { type ChosenKeyFile, KeyFileInput } from '../key-file-input.tsx'

/** What the other side enters to sign. */
export type SignerEntry = { readonly passphrase: string; readonly keyFile: ChosenKeyFile | null }

/** Nothing entered yet. */
export const NOT_SIGNED: SignerEntry = { passphrase: '', keyFile: null }

type MoveSignerProps = {
  readonly other: OtherSigner
  readonly name: string
  readonly isNow: boolean
  readonly onNow: (isNow: boolean) => void
  readonly entry: SignerEntry
  readonly onEntry: (entry: SignerEntry) => void
  readonly problem: string | undefined
  readonly isDisabled: boolean
}

/** Lets the other side sign with their own passphrase on this machine, or leaves it for later. */
export function MoveSigner(props: MoveSignerProps) {
  const { other, name, isNow, onNow, entry, onEntry, problem, isDisabled } = props
  const { text } = useTongue()
  const words = text.custody
  return (
    <fieldset className="second-person stack">
      <legend className="field-label">
        {other.side === 'giver' ? words.giverSigns(name) : words.receiverSigns(name)}
      </legend>
      {!other.mustSignNow && (
        <div className="row">
          <Segments
            label={words.whenSigned}
            value={isNow ? 'now' : 'later'}
            onChange={(value) => onNow(value === 'now')}
            choices={[
              { value: 'now', label: words.signsNow },
              { value: 'later', label: words.signsLater },
            ]}
          />
        </div>
      )}
      {isNow ? (
        <>
          <PassphraseInput
            label={words.passphraseOf(name)}
            showLabel={text.window.showPassphrase}
            value={entry.passphrase}
            onChange={(passphrase) => onEntry({ ...entry, passphrase })}
            problem={problem}
            isDisabled={isDisabled}
          />
          <KeyFileInput
            value={entry.keyFile}
            onChange={(keyFile) => onEntry({ ...entry, keyFile })}
            hint={text.keys.keyFileHint}
            isDisabled={isDisabled}
          />
        </>
      ) : (
        <p className="small soft">{words.laterWords(name)}</p>
      )}
      {other.side === 'receiver' && (
        <Callout tone="note">
          <p className="small">{words.sharesKey(name)}</p>
        </Callout>
      )}
    </fieldset>
  )
}
