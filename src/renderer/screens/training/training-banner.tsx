import { GraduationCap } from 'lucide-react'
import { TRAINING_MARK } from '#core/documents/page-text.ts'
import { useSession } from '../../state/places.tsx'
import { caseOfRoute, routeAddress } from '../../state/route.ts'
import { useTongue } from '../../text/text-context.tsx'

/** Says on every screen of a training vault that everything in it is invented. It cannot be put away. */
export function TrainingBanner() {
  const { text } = useTongue()
  const isTraining = useSession((state) => state.session.isTraining === true)
  const screen = useSession((state) => state.route.screen)
  const caseId = useSession((state) => caseOfRoute(state.route))
  if (!isTraining) return null
  const words = text.training
  return (
    <section className="banner banner-training" aria-label={TRAINING_MARK}>
      <GraduationCap size={20} aria-hidden />
      <p className="grow">
        <strong className="nowrap">{TRAINING_MARK}</strong> {words.banner}
      </p>
      {caseId !== null && screen !== 'exercise' && (
        <a href={routeAddress({ screen: 'exercise', caseId })}>{words.toMark}</a>
      )}
    </section>
  )
}
