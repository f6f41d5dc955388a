import type { Unlocking } from '../state/window-store.ts'
import { useTongue } from '../text/text-context.tsx'
import { WorkProgress } from './work-progress.tsx'

type UnlockProgressProps = {
  readonly unlocking: Unlocking
  /** Left out where it is too late to call it off. */
  readonly onStop?: () => void
}

/** How far filling the lists has come while a vault is opened. Nothing while there is none to be filled. */
export function UnlockProgress({ unlocking, onStop }: UnlockProgressProps) {
  const { text } = useTongue()
  if (unlocking.status !== 'running') return null
  const { work } = unlocking
  if (work.status !== 'running' || work.progress === null) return null
  return (
    <>
      <WorkProgress work={work} label={text.entry.fillingLists} {...(onStop !== undefined && { onStop })} />
      <p className="small soft">{text.entry.fillingListsWhy}</p>
    </>
  )
}
