import type { ReactNode } from 'react'
import { Button } from '../parts/button.tsx'
import { openDialog } from '../state/navigation.ts'
import { useWorkplace } from '../state/places.tsx'
import type { OpenDialog } from '../state/session-state.ts'

type ActProps = { readonly title: string; readonly words: string; readonly acts: ReactNode }

/** Something that can be done, with the words that say what it means. */
export function Act({ title, words, acts }: ActProps) {
  return (
    <div className="act">
      <div className="act-words">
        <h3>{title}</h3>
        <p className="small soft">{words}</p>
      </div>
      {acts !== false && <div className="row">{acts}</div>}
    </div>
  )
}

type DialogButtonProps = {
  readonly dialog: OpenDialog
  readonly label?: string
  readonly children: ReactNode
}

/** Opens a dialog. */
export function DialogButton({ dialog, label, children }: DialogButtonProps) {
  const at = useWorkplace()
  return (
    <Button size="small" onPress={() => openDialog(at, dialog)} {...(label !== undefined && { label })}>
      {children}
    </Button>
  )
}
