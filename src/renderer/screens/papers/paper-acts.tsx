import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { dropEdits, keepPaperHere, takePaperThere } from '../../state/paper-form-actions.ts'
import type { FormDesk } from '../../state/papers-state.ts'
import { useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'
import { ChangedMeanwhile, NotKept } from '../kept-elsewhere.tsx'

type PaperActsProps = { readonly desk: FormDesk; readonly children: ReactNode }

/** What can be done with what is being written, and how safe it is. */
export function PaperActs({ desk, children }: PaperActsProps) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.writing
  return (
    <div className="sheet sheet-body stack">
      {desk.wasRestored && (
        <Callout tone="note" role="status">
          <p>{words.restored}</p>
        </Callout>
      )}
      {desk.isOutdated && (
        <ChangedMeanwhile words={text.window.elsewhere.replaces} onRead={() => void dropEdits(at)} />
      )}
      {children}
      {desk.keeping.status === 'refused' ? (
        <NotKept
          refusal={desk.keeping.refusal}
          onHere={() => void keepPaperHere(at)}
          onThere={() => void takePaperThere(at)}
        />
      ) : (
        <p className="small faint" data-keeping={desk.keeping.status}>
          {words.keeping[desk.keeping.status]}
        </p>
      )}
      {desk.isChanged && (
        <Button size="small" onPress={() => void dropEdits(at)}>
          <Undo2 size={16} aria-hidden />
          {words.drop}
        </Button>
      )}
    </div>
  )
}
