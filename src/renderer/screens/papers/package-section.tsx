import { PackageCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { REPORT_LANGUAGES, type ReportLanguages } from '#contract/report-operations.ts'
import type { IntakeItem } from '#contract/window-operations.ts'
import { Button } from '../../parts/button.tsx'
import { Segments } from '../../parts/choices.tsx'
import { exportCase, planKey, planPackage } from '../../state/package-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { choiceOf, NEW_PICKS, PackageChoices, type Picks } from './package-choices.tsx'
import { PackageState } from './package-made.tsx'
import { PackagePlan } from './package-plan.tsx'

type PackageSectionProps = { readonly file: CaseFile }

/** How long a choice must stand before its plan is asked for: recipients are typed or pasted. */
const CHOICE_PAUSE_MS = 300

/** The package of a case for a court: for whom, with what, sealed to whom, what it then has, and how far it is. */
export function PackageSection({ file }: PackageSectionProps) {
  const mayExport = useSession((state) => mayDo(state, 'case.export'))
  return mayExport ? <Package file={file} /> : null
}

function Package({ file }: PackageSectionProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.papers.package
  const { caseId } = file
  const isRunning = useSession((state) => state.papers.exporting?.work.status === 'running')
  const held = useSession((state) =>
    state.papers.packagePlan?.caseId === caseId ? state.papers.packagePlan : null,
  )
  const [picks, setPicks] = useState<Picks>(NEW_PICKS)
  const [signed, setSigned] = useState<readonly IntakeItem[]>([])
  const [languages, setLanguages] = useState<ReportLanguages>(language)
  const choice = choiceOf(picks)
  const key = choice === null ? null : planKey(choice, file.head.hashHex)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says everything that the choice does
  useEffect(() => {
    if (choice === null || key === null) return
    const timer = setTimeout(() => void planPackage(at, caseId, choice, key), CHOICE_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [at, caseId, key])
  const plan = held === null ? null : shownOf(held.remote)
  const isPlanned = held !== null && held.key === key && held.remote.status === 'ready'
  const make = async () => {
    if (choice === null || isRunning) return
    const wasBegun = await exportCase(at, file, { ...choice, languages, signed })
    if (wasBegun) setSigned([])
  }
  return (
    <section className="sheet sheet-body stack" aria-labelledby="package-title">
      <div>
        <h2 id="package-title">{words.title}</h2>
        <p className="soft">{words.intro}</p>
      </div>
      <PackageChoices
        file={file}
        papers={plan?.papers ?? []}
        picks={picks}
        signed={signed}
        onPick={(now) => {
          setPicks(now)
          if (now.variant === 'redacted') setSigned([])
        }}
        onSigned={setSigned}
      />
      {held?.remote.status === 'failed' && held.key === key && (
        <RefusalCallout refusal={held.remote.refusal} />
      )}
      {plan !== null && choice !== null && (
        <PackagePlan plan={plan} signed={signed.length} isCurrent={isPlanned} />
      )}
      <div className="row">
        <Segments
          label={text.report.languages}
          value={languages}
          onChange={(value) => setLanguages(value as ReportLanguages)}
          choices={REPORT_LANGUAGES.map((value) => ({ value, label: text.report.languageNames[value] }))}
        />
        <Button isDisabled={!isPlanned && !isRunning} isPending={isRunning} onPress={() => void make()}>
          <PackageCheck size={18} aria-hidden />
          {words.make}
        </Button>
      </div>
      <PackageState caseId={caseId} />
    </section>
  )
}
