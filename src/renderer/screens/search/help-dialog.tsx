import { Dialog } from '../../parts/dialog.tsx'
import { closeDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { useTongue } from '../../text/text-context.tsx'

/** Help for the screen behind it, and what holds everywhere. */
export function HelpDialog() {
  const at = useWorkplace()
  const { text } = useTongue()
  const screen = useSession((state) => state.route.screen)
  const { title, screens, general } = text.help
  const words = Object.hasOwn(screens, screen) ? screens[screen as keyof typeof screens] : []
  return (
    <Dialog title={title} closeLabel={text.window.close} onClose={() => closeDialog(at)} isWide>
      <div className="help-words">
        {[...words, ...general].map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </Dialog>
  )
}
