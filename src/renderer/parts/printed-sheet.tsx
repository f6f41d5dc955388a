import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

type PrintedSheetProps = { readonly title: string; readonly children: ReactNode }

/** What the printer gets instead of the window: a clean sheet, seen nowhere else. */
export function PrintedSheet({ title, children }: PrintedSheetProps) {
  return createPortal(
    <article className="printed-sheet" aria-hidden>
      <p className="printed-title">{title}</p>
      {children}
    </article>,
    document.body,
  )
}
