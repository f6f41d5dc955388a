import { Dialog } from '../../parts/dialog.tsx'
import { closeDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'

/** Help for the screen behind it, and what holds everywhere. */
export function HelpDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const route = useSession((state) => state.route)
  const { title, screens, tabs, general } = text.help
  const ofTab = route.screen === 'case' ? tabs[route.tab] : []
  const about = route.screen === 'case' ? `${title}: ${text.cases.tabs[route.tab]}` : title
  return (
    <Dialog title={about} closeLabel={text.window.close} onClose={() => closeDialog(at)} isWide>
      <div className="help-words">
        {[...ofTab, ...screens[route.screen], ...general].map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </Dialog>
  )
}
