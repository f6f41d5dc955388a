import { ArrowLeft, FileText, Keyboard, PenLine, QrCode } from 'lucide-react'
import { useEffect } from 'react'
import { Button, IconButton } from '../../parts/button.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { Shown } from '../../parts/shown.tsx'
import { loadRaid } from '../../state/custody-actions.ts'
import { remoteOf } from '../../state/custody-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { openRaidDesk } from '../../state/raid-actions.ts'
import { shownOf } from '../../state/remote.ts'
import { routeAddress } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { RaidEntryForm } from './raid-entry-form.tsx'
import { RaidInventory } from './raid-inventory.tsx'
import type { RaidShown } from './raid-shown.ts'
import { useRaidKeys } from './use-raid-keys.ts'

type RaidScreenProps = { readonly caseId: string; readonly raidId: string }

/** A raid as it is taken down: one line for scanner and keyboard, and the inventory beside it. */
export function RaidScreen({ caseId, raidId }: RaidScreenProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const remote = useSession((state) => remoteOf(state.custody.raid, raidId))
  const hasDesk = useSession((state) => state.custody.raidDesk?.raidId === raidId)
  const mayEnter = useSession((state) => mayDo(state, 'raid.addItem'))
  useEffect(() => {
    void loadRaid(at, caseId, raidId)
    if (mayEnter) void openRaidDesk(at, raidId)
  }, [at, caseId, raidId, mayEnter])
  const shown = shownOf(remote)
  return (
    <>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {shown === null && remote.status !== 'failed' && (
        <p role="status" className="soft">
          {text.window.loading}
        </p>
      )}
      {shown !== null && (
        <>
          <RaidHead caseId={caseId} shown={shown} />
          <div className="raid-columns">
            {mayEnter && hasDesk && <RaidEntryForm caseId={caseId} shown={shown} />}
            <RaidInventory caseId={caseId} shown={shown} />
          </div>
        </>
      )}
    </>
  )
}

function RaidHead({ caseId, shown }: { readonly caseId: string; readonly shown: RaidShown }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.raid
  const { raid, rooms, people, items, signatures } = shown
  const { raidId, number, name, address } = raid
  const mayEnter = useSession((state) => mayDo(state, 'raid.sign'))
  const mayLabel = useSession((state) => mayDo(state, 'label.make'))
  useRaidKeys(caseId, raidId, mayLabel)
  return (
    <PageHead
      title={<Shown text={name} />}
      above={
        <div className="row">
          <a className="back-link" href={routeAddress({ screen: 'case', caseId, tab: 'raids' })}>
            <ArrowLeft size={16} aria-hidden />
            {words.title}
          </a>
          <span className="number-tag">{number}</span>
          {signatures.length > 0 && <span className="chip chip-teal">{words.isSigned}</span>}
        </div>
      }
      acts={
        mayLabel && (
          <>
            <IconButton
              icon={<Keyboard size={18} aria-hidden />}
              label={words.help.title}
              onPress={() => openDialog(at, { name: 'custody', act: 'raid-help' })}
            />
            <Button
              isDisabled={items.length === 0}
              onPress={() =>
                openDialog(at, {
                  name: 'custody',
                  act: 'labels',
                  items: items.map(({ itemId }) => itemId),
                  places: [],
                })
              }
            >
              <QrCode size={18} aria-hidden />
              {text.custody.labels}
            </Button>
            <Button
              isDisabled={items.length === 0}
              onPress={() =>
                openDialog(at, {
                  name: 'custody',
                  act: 'receipt',
                  input: { case: caseId, about: { kind: 'raid', raid: raidId } },
                })
              }
            >
              <FileText size={18} aria-hidden />
              {words.receipt}
            </Button>
            {mayEnter && (
              <Button
                kind="primary"
                isDisabled={items.length === 0}
                onPress={() => openDialog(at, { name: 'custody', act: 'raid-sign', caseId, raidId })}
              >
                <PenLine size={18} aria-hidden />
                {words.sign} <kbd>F9</kbd>
              </Button>
            )}
          </>
        )
      }
    >
      <p className="small">
        <Shown text={address} /> · {format.shortInstant(raid.startedAtMs)} ·{' '}
        {words.counts(rooms.length, people.length, raid.items)}
      </p>
    </PageHead>
  )
}
