import { PackageCheck } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { PACKAGE_VARIANTS } from '#contract/export-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { REPORT_LANGUAGES, type ReportLanguages } from '#contract/report-operations.ts'
import { Button } from '../../parts/button.tsx'
import { Callout } from '../../parts/callout.tsx'
import { ManyChoices, Segments } from '../../parts/choices.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { HashText } from '../../parts/hash-text.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { exportCase, stopExport } from '../../state/package-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { WorkProgress } from '../work-progress.tsx'

type PackageSectionProps = { readonly file: CaseFile }
type Variant = (typeof PACKAGE_VARIANTS)[number]
type Which = 'all' | 'chosen' | 'none'

const WHICH: readonly Which[] = ['all', 'chosen', 'none']

/** The package of a case for a court: for whom, with what, sealed to whom, and how far it is. */
export function PackageSection({ file }: PackageSectionProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.papers.package
  const mayExport = useSession((state) => mayDo(state, 'case.export'))
  const isRunning = useSession((state) => state.papers.exporting?.work.status === 'running')
  const [variant, setVariant] = useState<Variant>('full')
  const [which, setWhich] = useState<Which>('all')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [languages, setLanguages] = useState<ReportLanguages>(language)
  const [typed, setTyped] = useState('')
  if (!mayExport) return null
  const recipients = typed.split(/\s+/).filter((line) => line !== '')
  const isMissing = which === 'chosen' && chosen.length === 0
  const exhibits = which === 'chosen' ? [...chosen] : which
  return (
    <section className="sheet sheet-body stack" aria-labelledby="package-title">
      <div>
        <h2 id="package-title">{words.title}</h2>
        <p className="soft">{words.intro}</p>
      </div>
      <div className="form-grid">
        <SelectInput
          className="span-6"
          label={words.variant}
          hint={variant === 'redacted' ? words.redactedNote : undefined}
          value={variant}
          onChange={(value) => setVariant(value as Variant)}
          choices={PACKAGE_VARIANTS.map((value) => ({ value, label: words.variants[value] }))}
        />
        <SelectInput
          className="span-6"
          label={words.exhibits}
          problem={isMissing ? words.chosenMissing : undefined}
          value={which}
          onChange={(value) => setWhich(value as Which)}
          choices={WHICH.map((value) => ({ value, label: words.exhibitChoices[value] }))}
        />
        {which === 'chosen' && (
          <div className="span-12 paper-picks">
            <ManyChoices
              legend={words.exhibits}
              chosen={chosen}
              choices={file.exhibits.map(({ number, name }) => ({
                value: number,
                label: `${number} ${name}`,
              }))}
              onToggle={(value) =>
                setChosen((now) =>
                  now.includes(value) ? now.filter((one) => one !== value) : [...now, value],
                )
              }
            />
          </div>
        )}
        <TextInput
          className="span-12"
          label={words.recipients}
          hint={words.recipientsHint}
          value={typed}
          onChange={setTyped}
          rows={2}
          isMono
        />
      </div>
      {recipients.length === 0 && <p className="small soft">{words.unsealed}</p>}
      <div className="row">
        <Segments
          label={text.report.languages}
          value={languages}
          onChange={(value) => setLanguages(value as ReportLanguages)}
          choices={REPORT_LANGUAGES.map((value) => ({ value, label: text.report.languageNames[value] }))}
        />
        <Button
          isDisabled={isMissing}
          isPending={isRunning}
          onPress={() => void exportCase(at, file, { variant, exhibits, languages, recipients })}
        >
          <PackageCheck size={18} aria-hidden />
          {words.make}
        </Button>
      </div>
      <PackageState caseId={file.caseId} />
    </section>
  )
}

function PackageState({ caseId }: { readonly caseId: string }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.package
  const work = useSession((state) =>
    state.papers.exporting?.caseId === caseId ? state.papers.exporting.work : null,
  )
  if (work === null) return null
  return (
    <>
      <WorkProgress work={work} label={words.making} onStop={() => stopExport(at)} />
      {work.status === 'refused' && <RefusalCallout refusal={work.refusal} />}
      {work.status === 'cancelled' && (
        <p className="small soft" role="status">
          {words.cancelled}
        </p>
      )}
      {work.status === 'done' && <PackageDone made={work.value} />}
    </>
  )
}

function PackageDone({ made }: { readonly made: OutputOf<'case.export'> }) {
  const { text, format } = useTongue()
  const words = text.papers.package
  const { includedExhibits, withheldExhibits, withheldEvents } = made
  return (
    <Callout tone="right" role="status" title={words.done(made.files, format.size(made.sizeBytes))}>
      {made.isSealed && <p>{words.sealed}</p>}
      <p>{words.included(includedExhibits)}</p>
      {withheldExhibits + withheldEvents > 0 && <p>{words.withheld(withheldExhibits, withheldEvents)}</p>}
      <p className="row small">
        <span>{words.digest}</span>
        <HashText
          hex={made.contentDigestHex}
          copyLabel={words.copyDigest}
          copiedLabel={text.window.copied}
          onCopy={copyText}
          isWhole
        />
      </p>
    </Callout>
  )
}
