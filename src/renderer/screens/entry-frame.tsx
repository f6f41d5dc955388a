import type { ReactNode } from 'react'
import { Emblem } from '../parts/emblem.tsx'
import { useWindow } from '../state/places.tsx'
import { useTongue } from '../text/text-context.tsx'
import { LanguageSwitch, ThemeSwitch } from './preference-controls.tsx'

type EntryFrameProps = { readonly children: ReactNode }

/** What surrounds the screens before the vault is open: the name of the house at the side, the sheet in the middle. */
export function EntryFrame({ children }: EntryFrameProps) {
  const software = useWindow((state) => state.software)
  const { text } = useTongue()
  return (
    <div className="entry">
      <aside className="entry-side" aria-label={text.window.appNameLatin}>
        <Emblem size={72} />
        <p className="entry-name" lang="km">
          {text.window.appName}
        </p>
        <p className="entry-latin" lang="en">
          {text.window.appNameLatin}
        </p>
        <p className="entry-motto">{text.entry.motto}</p>
        {software !== '' && <p className="entry-version">{software}</p>}
      </aside>
      <main className="entry-main" id="main">
        <div className="row row-end entry-tools">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <div className="entry-sheet">{children}</div>
      </main>
    </div>
  )
}
