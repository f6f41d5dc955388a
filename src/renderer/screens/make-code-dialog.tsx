import { useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { closeDialog } from '../state/navigation.ts'
import { tell } from '../state/notice-actions.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { RecoveryCode } from './recovery-code.tsx'

/** Makes a recovery code: says where the paper will be kept, shows the code, and has it read back. */
export function MakeCodeDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.recovery
  const [label, setLabel] = useState(words.defaultLabel)
  const [wasTried, setTried] = useState(false)
  const [isMaking, setMaking] = useState(false)
  const session = useSession((state) => state.session)
  const hasCode = useSession((state) =>
    shownOf(state.waysIn)?.slots.some(({ kind }) => kind === 'recovery-code'),
  )
  const close = () => closeDialog(at)
  return (
    <Dialog
      title={hasCode === true ? text.keys.renewCode : text.keys.makeCode}
      closeLabel={text.window.close}
      // Once the code is on the screen, closing would lose it; the pages lead on.
      onClose={isMaking ? () => {} : close}
      isWide
    >
      {isMaking ? (
        <RecoveryCode
          client={at.desk.client}
          session={session}
          label={label}
          onEnd={(outcome) => {
            if (outcome === 'checked') tell(at, { what: 'code-right' })
            close()
          }}
        />
      ) : (
        <form
          className="stack"
          autoComplete="off"
          onSubmit={(event) => {
            event.preventDefault()
            setTried(true)
            setMaking(label.trim() !== '')
          }}
        >
          <p className="soft">{words.intro}</p>
          {hasCode === true && <p>{text.keys.renewIntro}</p>}
          <TextInput
            label={words.label}
            hint={words.labelHint}
            value={label}
            onChange={setLabel}
            problem={wasTried && label.trim() === '' ? words.labelMissing : undefined}
            isFirst
          />
          <div className="dialog-acts">
            <Button onPress={close}>{text.window.cancel}</Button>
            <Button kind="primary">{words.make}</Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
