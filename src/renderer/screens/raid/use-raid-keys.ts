import { useEffect } from 'react'
import type { CustodySubject } from '../../state/custody-dialog-state.ts'
import { openDialog } from '../../state/navigation.ts'
import { useWorkplace } from '../../state/places.tsx'

/** Ids of the controls that keys lead to. */
export const RAID_CONTROLS = {
  line: 'raid-line',
  room: 'raid-room',
  person: 'raid-person',
  category: 'raid-category',
  photos: 'raid-photos',
  save: 'raid-save',
} as const

const FOCUS: { readonly [key: string]: string } = {
  F2: RAID_CONTROLS.room,
  F3: RAID_CONTROLS.person,
  F4: RAID_CONTROLS.category,
}

/** Lets the keyboard do everything on the screen of a raid; the letters are left to the line. */
export function useRaidKeys(caseId: string, raidId: string, isOn: boolean): void {
  const at = useWorkplace()
  useEffect(() => {
    if (!isOn) return
    const open = (subject: CustodySubject) => openDialog(at, { name: 'custody', ...subject })
    const follow = ({ key, shiftKey, ctrlKey }: KeyboardEvent): boolean => {
      if (ctrlKey && key === 'Enter') return press(RAID_CONTROLS.save)
      if (ctrlKey) return false
      if (shiftKey && key === 'F2') open({ act: 'raid-room', caseId, raidId })
      else if (shiftKey && key === 'F3') open({ act: 'raid-person', caseId, raidId })
      else if (FOCUS[key] !== undefined) document.getElementById(FOCUS[key])?.focus()
      else if (key === 'F1') open({ act: 'raid-help' })
      else if (key === 'F8') press(RAID_CONTROLS.photos)
      else if (key === 'F9') open({ act: 'raid-sign', caseId, raidId })
      else if (key === 'Escape') document.getElementById(RAID_CONTROLS.line)?.focus()
      else return false
      return true
    }
    const hear = (event: KeyboardEvent) => {
      if (at.store.getState().dialog === null && follow(event)) event.preventDefault()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [at, caseId, raidId, isOn])
}

function press(id: string): true {
  document.getElementById(id)?.click()
  return true
}
