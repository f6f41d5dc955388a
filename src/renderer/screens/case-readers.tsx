import { Share2 } from 'lucide-react'
import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { Shown } from '../parts/shown.tsx'
import { loadReaders } from '../state/case-actions.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { DialogButton } from './act.tsx'
import { RefusalCallout } from './refusal-callout.tsx'

/** Who can read a case, and the way to share it. */
export function CaseReaders({ file }: { readonly file: CaseFile }) {
  const maySee = useSession((state) => mayDo(state, 'case.readers'))
  return maySee && <Readers file={file} />
}

function Readers({ file }: { readonly file: CaseFile }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.sharing
  const { caseId, number, title } = file
  const remote = useSession(({ readers }) => (readers?.caseId === caseId ? readers.list : null))
  const mayShare = useSession((state) => mayDo(state, 'case.share'))
  useEffect(() => void loadReaders(at, caseId), [at, caseId])
  const readers = remote === null ? null : (shownOf(remote)?.readers ?? null)
  return (
    <section className="sheet sheet-body stack stack-tight" aria-labelledby="readers-title">
      <h2 id="readers-title">{words.readersTitle}</h2>
      <p className="small faint">{words.readersWords}</p>
      {remote?.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      <ul className="readers">
        {readers?.map((reader) => (
          <li key={reader.kind === 'person' ? reader.userId : reader.holderId}>
            <Shown text={reader.kind === 'person' ? reader.name : reader.label} />{' '}
            {reader.kind !== 'person' && <span className="chip chip-plain">{words.kinds[reader.kind]}</span>}
            {reader.kind === 'person' && reader.state === 'suspended' && (
              <span className="chip chip-plain">{words.suspended}</span>
            )}
          </li>
        ))}
      </ul>
      {mayShare && (
        <div className="row">
          <DialogButton dialog={{ name: 'share-case', case: { caseId, number, title } }}>
            <Share2 size={16} aria-hidden />
            {words.share}
          </DialogButton>
        </div>
      )}
    </section>
  )
}
