import { FilePlus2, X } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import { PACKAGE_REPORTS, PACKAGE_VARIANTS, REPORTS_NAMING_VICTIMS } from '#contract/export-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { REPORT_TITLES } from '#contract/report-operations.ts'
import type { IntakeItem } from '#contract/window-operations.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { ManyChoices } from '../../parts/choices.tsx'
import { type Choice, SelectInput, TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { chooseSigned, type PackageChoice } from '../../state/package-actions.ts'
import { useWorkplace } from '../../state/places.tsx'
import type { Refusal } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { paperKind } from './paper-kind.ts'

const PARTS = ['exhibits', 'papers', 'reports'] as const
const WHICH = ['all', 'chosen', 'none'] as const
type Part = (typeof PARTS)[number]
type PartPick = { readonly which: (typeof WHICH)[number]; readonly chosen: readonly string[] }

/** What is picked of a package on the screen. */
export type Picks = { readonly [Name in Part]: PartPick } & {
  readonly variant: PackageChoice['variant']
  readonly recipients: string
}

const EVERYTHING: PartPick = { which: 'all', chosen: [] }

/** What stands there before anybody picks. */
export const NEW_PICKS: Picks = {
  variant: 'full',
  exhibits: EVERYTHING,
  papers: EVERYTHING,
  reports: EVERYTHING,
  recipients: '',
}

/** What is picked as the engine is asked for it; `null` while some are to be chosen and none is. */
export function choiceOf({ variant, recipients, ...picks }: Picks): PackageChoice | null {
  if (PARTS.some((part) => isMissing(picks[part]))) return null
  return {
    variant,
    exhibits: namesIn(picks.exhibits),
    papers: namesIn(picks.papers),
    reports: namesIn(picks.reports) as NonNullable<PackageChoice['reports']>,
    recipients: recipients.split(/\s+/).filter((line) => line !== ''),
  }
}

function isMissing({ which, chosen }: PartPick): boolean {
  return which === 'chosen' && chosen.length === 0
}

function namesIn({ which, chosen }: PartPick): 'all' | 'none' | string[] {
  return which === 'chosen' ? [...chosen] : which
}

/** For whom, and what is not to be seen then: exhibits go only where somebody says so, and a report that names victims is not chosen. */
function forWhom(picks: Picks, variant: Picks['variant']): Picks {
  if (variant === 'full') return { ...picks, variant }
  const { exhibits, reports } = picks
  const allowed = reports.chosen.filter((kind) => mayGo(kind as ReportKind, variant))
  return {
    ...picks,
    variant,
    exhibits: exhibits.which === 'all' ? { ...exhibits, which: 'none' } : exhibits,
    reports: { ...reports, chosen: allowed },
  }
}

type ReportKind = (typeof PACKAGE_REPORTS)[number]

function mayGo(kind: ReportKind, variant: Picks['variant']): boolean {
  return variant === 'full' || !REPORTS_NAMING_VICTIMS.has(kind)
}

type PackageChoicesProps = {
  readonly file: CaseFile
  /** Final records and issued letters of the case. */
  readonly papers: OutputOf<'case.planExport'>['papers']
  readonly picks: Picks
  readonly signed: readonly IntakeItem[]
  readonly onPick: (picks: Picks) => void
  readonly onSigned: (signed: readonly IntakeItem[]) => void
}

/** Everything that can be chosen of a package. */
export function PackageChoices({ file, papers, picks, signed, onPick, onSigned }: PackageChoicesProps) {
  const { language, text } = useTongue()
  const words = text.papers.package
  const { variant, recipients } = picks
  const choices: { readonly [Name in Part]: readonly Choice[] } = {
    exhibits: file.exhibits.map(({ number, name }) => ({ value: number, label: `${number} ${name}` })),
    papers: papers.map((paper) => ({
      value: paper.number,
      label: `${paper.number} ${paperKind(paper, text)}`,
    })),
    reports: PACKAGE_REPORTS.filter((kind) => mayGo(kind, variant)).map((kind) => ({
      value: kind,
      label: REPORT_TITLES[kind][language],
    })),
  }
  return (
    <>
      <div className="form-grid">
        <SelectInput
          className="span-6"
          label={words.variant}
          hint={variant === 'redacted' ? words.redactedNote : undefined}
          value={variant}
          onChange={(value) => onPick(forWhom(picks, value as Picks['variant']))}
          choices={PACKAGE_VARIANTS.map((value) => ({ value, label: words.variants[value] }))}
        />
        {PARTS.map((part) => (
          <PartChoice
            key={part}
            label={words[part]}
            missing={words.missing[part]}
            pick={picks[part]}
            choices={choices[part]}
            onPick={(pick) => onPick({ ...picks, [part]: pick })}
          />
        ))}
        <TextInput
          className="span-12"
          label={words.recipients}
          hint={words.recipientsHint}
          value={recipients}
          onChange={(typed) => onPick({ ...picks, recipients: typed })}
          rows={2}
          isMono
        />
      </div>
      {variant === 'full' && <SignedPapers signed={signed} onSigned={onSigned} />}
    </>
  )
}

type PartChoiceProps = {
  readonly label: string
  readonly missing: string
  readonly pick: PartPick
  readonly choices: readonly Choice[]
  readonly onPick: (pick: PartPick) => void
}

function PartChoice({ label, missing, pick, choices, onPick }: PartChoiceProps) {
  const { text } = useTongue()
  const { which, chosen } = pick
  const words = text.papers.package
  return (
    <>
      <SelectInput
        className="span-6"
        label={label}
        problem={isMissing(pick) ? missing : undefined}
        value={which}
        onChange={(value) => onPick({ ...pick, which: value as PartPick['which'] })}
        choices={WHICH.filter((value) => value !== 'chosen' || choices.length > 0).map((value) => ({
          value,
          label: words.exhibitChoices[value],
        }))}
      />
      {which === 'chosen' && (
        <div className="span-12 paper-picks">
          <ManyChoices
            legend={label}
            chosen={chosen}
            choices={choices}
            onToggle={(value) =>
              onPick({
                ...pick,
                chosen: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value],
              })
            }
          />
        </div>
      )}
    </>
  )
}

type SignedPapersProps = Pick<PackageChoicesProps, 'signed' | 'onSigned'>

function SignedPapers({ signed, onSigned }: SignedPapersProps) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.papers.package.signed
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const choose = async () => {
    const chosen = await chooseSigned(at)
    setRefusal(chosen.refusal)
    onSigned([...signed, ...chosen.items])
  }
  return (
    <div className="stack">
      <div className="row">
        <Button size="small" onPress={() => void choose()}>
          <FilePlus2 size={16} aria-hidden />
          {words.add}
        </Button>
        <span className="small soft">{words.hint}</span>
      </div>
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      {signed.length > 0 && (
        <ul className="plain-list" aria-label={words.list}>
          {signed.map(({ intakeId, name, sizeBytes }) => (
            <li key={intakeId} className="row">
              <Shown text={name} /> <span className="small faint">{format.size(sizeBytes)}</span>
              <IconButton
                icon={<X size={16} aria-hidden />}
                label={words.remove(name)}
                onPress={() => onSigned(signed.filter((one) => one.intakeId !== intakeId))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
