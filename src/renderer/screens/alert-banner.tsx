import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { explainFailure } from '#contract/failure-text.ts'
import { Button } from '../parts/button.tsx'
import { openDialog } from '../state/navigation.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { HOME, routeAddress } from '../state/route.ts'
import type { Alert } from '../state/session-state.ts'
import { mayDo, readAlerts } from '../state/station-actions.ts'
import { type Tongue, useTongue } from '../text/text-context.tsx'

/** What must be read before it goes away: what was found when the vault was opened. */
export function AlertBanner() {
  const at = useWorkplace()
  const tongue = useTongue()
  const alerts = useSession((state) => state.alerts)
  if (alerts.length === 0) return null
  const words = tongue.text.window.alerts
  return (
    <section className="banner banner-wrong" role="alert" aria-label={words.label}>
      <TriangleAlert size={20} aria-hidden />
      <div className="stack stack-tight grow">
        {alerts.map((alert) => (
          <p key={alert.what === 'notice' ? alert.notice.code : alert.what}>{alertSentence(alert, tongue)}</p>
        ))}
        <div className="row">
          <a href={routeAddress({ screen: 'verify' })}>{words.toVerify}</a>
          <a href={routeAddress({ screen: 'keys' })}>{words.toKeys}</a>
        </div>
      </div>
      <Button size="small" onPress={() => readAlerts(at)}>
        {words.read}
      </Button>
    </section>
  )
}

function alertSentence(alert: Alert, { failureLanguage, text }: Tongue): string {
  return alert.what === 'recovered'
    ? text.window.alerts.recovered
    : explainFailure(alert.notice, failureLanguage)
}

/**
 * What is still to be done about the way back into the vault. It stays until it is done: where work begins for whoever can make a code,
 * because the paper is theirs to keep, and among the ways in for everybody.
 */
export function RecoveryReminderBanner() {
  const at = useWorkplace()
  const { text } = useTongue()
  const recovery = useSession((state) => state.session.recovery)
  const screen = useSession((state) => state.route.screen)
  const mayMake = useSession((state) => mayDo(state, 'key.makeRecoveryCode'))
  const isHere = screen === 'keys' || (mayMake && screen === HOME.screen)
  if (recovery === 'ready' || !isHere) return null
  const words = text.recovery
  if (recovery === 'unchecked')
    return (
      <ReminderLine
        words={words.drillDue}
        act={
          <Button size="small" onPress={() => openDialog(at, { name: 'check-recovery-code' })}>
            {words.drillNow}
          </Button>
        }
      />
    )
  if (!mayMake) return null
  return (
    <ReminderLine
      words={words.noneYet}
      act={
        <Button size="small" onPress={() => openDialog(at, { name: 'make-recovery-code' })}>
          {words.make}
        </Button>
      }
    />
  )
}

function ReminderLine({ words, act }: { readonly words: string; readonly act: ReactNode }) {
  return (
    <div className="banner" role="status">
      <TriangleAlert size={18} aria-hidden />
      <p className="grow">{words}</p>
      {act}
    </div>
  )
}
