import type { ReactNode } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { OperationName } from '#contract/operations.ts'
import type { PlainWorkAct } from '../../state/casework-state.ts'
import { useSession } from '../../state/places.tsx'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { DialogButton } from '../act.tsx'

type SheetProps = {
  readonly id: string
  readonly title: string
  readonly acts: ReactNode
  readonly children: ReactNode
}

/** A part of the course of a case, with what can be done there. */
export function Sheet({ id, title, acts, children }: SheetProps) {
  return (
    <section className="sheet" aria-labelledby={id}>
      <div className="sheet-head">
        <h2 id={id}>{title}</h2>
      </div>
      <div className="sheet-body stack stack-tight">
        {children}
        <div className="row">{acts}</div>
      </div>
    </section>
  )
}

type ActProps = {
  readonly file: CaseFile
  readonly act: Exclude<PlainWorkAct, 'rate'> | 'hearing' | 'counsel'
  readonly needs: OperationName
}

/** Opens the form of an act that needs nothing but the case, for whoever may do it. */
export function CaseAct({ file, act, needs }: ActProps) {
  const { text } = useTongue()
  const may = useSession((state) => mayDo(state, needs))
  const { caseId, number } = file
  if (!may) return null
  return <DialogButton dialog={{ name: 'work', act, caseId, number }}>{text.work.course[act]}</DialogButton>
}
