import type { PaletteAct, PaletteCommand } from '../../state/palette.ts'
import { useSession } from '../../state/places.tsx'
import { caseOfRoute, HOME } from '../../state/route.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'

/** Every command that the person may do from where they are, in their language. */
export function usePaletteCommands(): readonly PaletteCommand[] {
  const { text } = useTongue()
  const caseId = useSession((state) => caseOfRoute(state.route))
  const mayTake = useSession((state) => mayDo(state, 'complaint.add'))
  const mayOpen = useSession((state) => mayDo(state, 'case.open'))
  const isTraining = useSession((state) => state.session.isTraining === true)
  const { nav, shortcuts } = text.window
  const go = (id: string, label: string, to: Extract<PaletteAct, { does: 'go' }>['to']): PaletteCommand => {
    return { id, label, act: { does: 'go', to } }
  }
  return [
    ...(mayTake ? [go('new-complaint', shortcuts.newComplaint, { screen: 'new-complaint', caseId })] : []),
    ...(mayOpen ? [{ id: 'open-case', label: shortcuts.openCase, act: { does: 'open-case' } } as const] : []),
    go('cases', nav.cases, HOME),
    go('search', text.search.nav, { screen: 'search' }),
    go('statistics', text.search.navStatistics, { screen: 'statistics' }),
    ...(isTraining ? [go('training', text.training.nav, { screen: 'training' })] : []),
    go('places', nav.places, { screen: 'places' }),
    go('waiting', nav.waiting, { screen: 'waiting' }),
    { id: 'find-code', label: shortcuts.find, act: { does: 'find-code' } },
    go('verify', nav.verify, { screen: 'verify' }),
    go('people', nav.people, { screen: 'people' }),
    go('headquarters', nav.headquarters, { screen: 'headquarters' }),
    go('backup', text.backup.title, { screen: 'backup' }),
    go('keys', nav.keys, { screen: 'keys' }),
    go('court', nav.court, { screen: 'court', part: 'law' }),
    go('about', nav.about, { screen: 'about' }),
    { id: 'help', label: text.search.palette.help, act: { does: 'help' } },
    { id: 'shortcuts', label: nav.shortcuts, act: { does: 'shortcuts' } },
    { id: 'lock', label: nav.lock, act: { does: 'lock' } },
  ]
}
