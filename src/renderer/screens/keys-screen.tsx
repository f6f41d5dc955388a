import { RotateCw } from 'lucide-react'
import { useEffect } from 'react'
import type { SlotLine } from '#contract/key-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { loadWaysIn, mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { Act, DialogButton } from './act.tsx'
import { PaperSection, RebuildSection } from './ledger-sections.tsx'
import { RemoteFrame } from './remote-frame.tsx'

/** The ways into the vault, the ways back in, and the ledger on paper. */
export function KeysScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const remote = useSession((state) => state.waysIn)
  useEffect(() => void loadWaysIn(at), [at])
  const shown = shownOf(remote)
  return (
    <>
      <PageHead title={text.keys.title}>
        <p>{text.keys.intro}</p>
      </PageHead>
      <RemoteFrame remote={remote} onRetry={() => void loadWaysIn(at)} />
      {shown !== null && (
        <>
          <OwnWayIn found={shown} />
          <WaysBackIn found={shown} />
        </>
      )}
      <PaperSection />
      {shown !== null && <AllWaysIn found={shown} />}
      <RebuildSection />
    </>
  )
}

type FoundProps = { readonly found: OutputOf<'key.list'> }

function OwnWayIn({ found }: FoundProps) {
  const { text } = useTongue()
  const words = text.keys
  const self = useSession((state) => state.session.person.userId)
  const own = found.slots.find((slot) => slot.kind === 'passphrase' && slot.holderId === self)
  const hasKeyFile = own?.hasKeyFile === true
  const isBound = own?.isMachineBound === true
  return (
    <section className="sheet" aria-labelledby="own-title">
      <div className="sheet-head">
        <h2 id="own-title">{words.ownTitle}</h2>
      </div>
      <Act
        title={words.kinds.passphrase}
        words={words.passphraseWords}
        acts={<DialogButton dialog={{ name: 'change-passphrase' }}>{words.changePassphrase}</DialogButton>}
      />
      <Act
        title={words.keyFile}
        words={words.keyFileWords}
        acts={
          <>
            <DialogButton dialog={{ name: 'make-key-file' }}>
              {hasKeyFile ? words.makeAnotherKeyFile : words.makeKeyFile}
            </DialogButton>
            {hasKeyFile && (
              <DialogButton dialog={{ name: 'drop-key-file' }}>{words.dropKeyFile}</DialogButton>
            )}
          </>
        }
      />
      <Act
        title={words.machine}
        words={found.hasKeychain ? words.machineWords : words.noKeychain}
        acts={
          (found.hasKeychain || isBound) && (
            <DialogButton dialog={{ name: 'bind-machine', isBound: !isBound }}>
              {isBound ? words.unbind : words.bind}
            </DialogButton>
          )
        }
      />
    </section>
  )
}

function WaysBackIn({ found }: FoundProps) {
  const { text, format } = useTongue()
  const words = text.keys
  const mayChange = useSession((state) => mayDo(state, 'key.makeRecoveryCode'))
  const code = found.slots.find((slot) => slot.kind === 'recovery-code')
  const hasCode = code !== undefined
  const checked = code?.checkedAtMs == null ? '' : ` ${words.codeChecked(format.instant(code.checkedAtMs))}`
  return (
    <section className="sheet" aria-labelledby="back-in-title">
      <div className="sheet-head">
        <h2 id="back-in-title">{words.recoveryTitle}</h2>
      </div>
      <Act
        title={words.kinds['recovery-code']}
        words={hasCode ? `${words.recoveryWords}${checked}` : text.recovery.noneYet}
        acts={
          <>
            {hasCode && (
              <DialogButton dialog={{ name: 'check-recovery-code' }}>{words.checkCode}</DialogButton>
            )}
            {mayChange && (
              <DialogButton dialog={{ name: 'make-recovery-code' }}>
                {hasCode ? words.renewCode : words.makeCode}
              </DialogButton>
            )}
          </>
        }
      />
      <Act
        title={words.kinds.escrow}
        words={words.escrowIntro}
        acts={mayChange && <DialogButton dialog={{ name: 'add-escrow' }}>{words.addEscrow}</DialogButton>}
      />
    </section>
  )
}

function AllWaysIn({ found }: FoundProps) {
  const { text } = useTongue()
  const { columns, ...words } = text.keys
  const mayChange = useSession((state) => mayDo(state, 'key.removeRecovery'))
  return (
    <section className="sheet" aria-labelledby="ways-title">
      <div className="sheet-head">
        <h2 id="ways-title">{words.waysTitle}</h2>
        <p className="small faint grow">{words.generation(found.generation)}</p>
        {mayChange && (
          <DialogButton dialog={{ name: 'rotate-key' }}>
            <RotateCw size={16} aria-hidden />
            {words.rotate}
          </DialogButton>
        )}
      </div>
      <div className="table-frame">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{columns.whose}</th>
              <th scope="col">{columns.kind}</th>
              <th scope="col">{columns.extras}</th>
              {mayChange && <th scope="col">{columns.acts}</th>}
            </tr>
          </thead>
          <tbody>
            {found.slots.map((slot) => (
              <tr key={slot.holderId}>
                <th scope="row">
                  <Shown text={slot.label} />{' '}
                  {slot.number !== null && (
                    <span className="faint small">{text.people.numbered(slot.number)}</span>
                  )}
                </th>
                <td>{words.kinds[slot.kind]}</td>
                <td>
                  <Extras slot={slot} />
                </td>
                {mayChange && (
                  <td>
                    {slot.kind !== 'passphrase' && (
                      <DialogButton
                        dialog={{ name: 'remove-recovery', slot }}
                        label={words.removeOf(slot.label)}
                      >
                        {words.remove}
                      </DialogButton>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Extras({ slot }: { readonly slot: SlotLine }) {
  const { text } = useTongue()
  const words = text.keys
  if (slot.kind !== 'passphrase') return null
  if (!slot.hasKeyFile && !slot.isMachineBound)
    return <span className="faint small">{words.passphraseOnly}</span>
  return (
    <span className="row">
      {slot.hasKeyFile && <span className="chip">{words.hasKeyFile}</span>}
      {slot.isMachineBound && <span className="chip">{words.isMachineBound}</span>}
    </span>
  )
}
