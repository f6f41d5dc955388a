import { Inbox, PenLine } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { loadWaiting } from '../../state/custody-actions.ts'
import type { WaitingMove } from '../../state/custody-dialog-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { ItemTable } from './item-table.tsx'

/** What was handed over to the person of the session and waits for their signature. */
export function WaitingScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.custody
  const remote = useSession((state) => state.custody.waiting)
  useEffect(() => void loadWaiting(at), [at])
  const shown = shownOf(remote)
  return (
    <>
      <PageHead title={words.waitingTitle}>
        <p>{words.waitingIntro}</p>
      </PageHead>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {shown === null && remote.status !== 'failed' && (
        <p role="status" className="soft">
          {text.window.loading}
        </p>
      )}
      {shown?.waiting.length === 0 && (
        <section className="sheet" aria-label={words.waitingTitle}>
          <EmptyState
            icon={<Inbox size={36} strokeWidth={1.5} aria-hidden />}
            title={words.waitingEmptyTitle}
          >
            {words.waitingEmpty}
          </EmptyState>
        </section>
      )}
      {shown?.waiting.map((move) => (
        <WaitingSheet key={`${move.caseId} ${move.seq}`} move={move} />
      ))}
    </>
  )
}

function WaitingSheet({ move }: { readonly move: WaitingMove }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.custody
  const { caseNumber, seq, giver, atMs, items } = move
  const titleId = `waiting-${seq}`
  return (
    <section className="sheet" aria-labelledby={titleId}>
      <div className="sheet-head">
        <div>
          <h2 id={titleId}>{words.receiveTitle(items.length)}</h2>
          <p className="small faint">{words.receiveIntro(giver.name, format.instant(atMs), caseNumber)}</p>
        </div>
        <Button
          kind="primary"
          label={words.receiveOf(caseNumber, seq)}
          onPress={() => openDialog(at, { name: 'custody', act: 'receive', move })}
        >
          <PenLine size={18} aria-hidden />
          {words.receive}
        </Button>
      </div>
      <ItemTable items={items} hidesHolder />
    </section>
  )
}
