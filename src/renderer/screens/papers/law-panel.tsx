import { Scale } from 'lucide-react'
import type { OutputOf } from '#contract/operations.ts'
import type { FieldPath } from '../../state/paper-fields.ts'
import { useTongue } from '../../text/text-context.tsx'
import { goToField } from './use-form-desk.ts'

type Shown = OutputOf<'record.show'>
type Unmet = Shown['unmet'][number]
type Rule = Shown['unchecked'][number]

type LawPanelProps = {
  readonly unmet: Shown['unmet']
  readonly unchecked: Shown['unchecked']
  readonly lawPacks: Shown['lawPacks']
  readonly isDraft: boolean
}

/** What of the law a record does not meet, each with its article, and what a lawyer must still check. */
export function LawPanel({ unmet, unchecked, lawPacks, isDraft }: LawPanelProps) {
  const { text } = useTongue()
  const words = text.papers.law
  return (
    <section className="sheet" aria-labelledby="law-title">
      <div className="sheet-head">
        <h2 id="law-title">{words.title}</h2>
      </div>
      <div className="sheet-body stack">
        {isDraft && <p className="small faint">{words.asSaved}</p>}
        {unmet.length === 0 ? (
          <p className="right-words">{words.met}</p>
        ) : (
          <UnmetList unmet={unmet} isDraft={isDraft} />
        )}
        {unchecked.length > 0 && <LawyerList rules={unchecked} />}
        <p className="small faint">
          {words.packs} {lawPacks.map(({ packId, version }) => words.pack(packId, version)).join(' · ')}
        </p>
      </div>
    </section>
  )
}

type UnmetListProps = { readonly unmet: readonly Unmet[]; readonly isDraft: boolean }

/** Conditions that are not met, those that block first, each leading to the fields it asks about. */
export function UnmetList({ unmet, isDraft }: UnmetListProps) {
  const { language, text } = useTongue()
  const words = text.papers.law
  const sorted = unmet.toSorted(
    (one, other) => Number(other.effect === 'blocks') - Number(one.effect === 'blocks'),
  )
  return (
    <ul className="law-rules">
      {sorted.map((rule) => (
        <li key={`${rule.packId} ${rule.ruleId}`} className={`law-rule law-rule-${rule.effect}`}>
          <p className="row">
            <span className={rule.effect === 'blocks' ? 'chip chip-red' : 'chip chip-gold'}>
              {words[rule.effect]}
            </span>
            <span className="small">{rule.article[language]}</span>
          </p>
          <p>{rule.text[language]}</p>
          {rule.effect === 'warns' && (
            <p className="small faint">
              {words.unverified} · {words.source} {rule.source}
            </p>
          )}
          {isDraft && <FieldLinks fields={rule.fields} />}
        </li>
      ))}
    </ul>
  )
}

function FieldLinks({ fields }: { readonly fields: readonly string[] }) {
  const { text } = useTongue()
  const { fields: names, rows, picks } = text.papers.form
  const known = fields.flatMap((path) => {
    const [head = ''] = path.split('.')
    if (Object.hasOwn(names, path)) return [{ path, name: names[path as FieldPath] }]
    if (Object.hasOwn(rows, head)) return [{ path: head, name: rows[head as keyof typeof rows] }]
    return head === 'seized' ? [{ path: head, name: picks.seized }] : []
  })
  const once = [...new Map(known.map((field) => [field.path, field])).values()]
  if (once.length === 0) return null
  return (
    <p className="row small">
      <span className="faint">{text.papers.law.fields}</span>
      {once.map(({ path, name }) => (
        <button key={path} type="button" className="link-button" onClick={() => goToField(path)}>
          {name}
        </button>
      ))}
    </p>
  )
}

/** Rules that nobody checked against the law, met or not. */
export function LawyerList({ rules }: { readonly rules: readonly Rule[] }) {
  const { language, text } = useTongue()
  const words = text.papers.law
  return (
    <details className="law-lawyer">
      <summary>
        <Scale size={16} aria-hidden /> {words.lawyerTitle}{' '}
        <span className="chip chip-gold">{rules.length}</span>
      </summary>
      <p className="small">{words.lawyer}</p>
      <ul className="law-rules">
        {rules.map((rule) => (
          <li key={`${rule.packId} ${rule.ruleId}`} className="law-rule">
            <p className="small">{rule.article[language]}</p>
            <p>{rule.text[language]}</p>
            <p className="small faint">
              {words.source} {rule.source}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}

type AskedProps = { readonly rules: OutputOf<'record.kinds'>['kinds'][number]['rules'] }

/** What the law asks of a kind of record, before anything of it is saved. */
export function LawAsked({ rules }: AskedProps) {
  const { language, text } = useTongue()
  const words = text.papers.law
  return (
    <section className="sheet" aria-labelledby="law-title">
      <div className="sheet-head">
        <h2 id="law-title">{words.title}</h2>
      </div>
      <div className="sheet-body stack">
        <p className="small faint">{words.beforeSaving}</p>
        <ul className="law-rules">
          {rules.map((rule) => (
            <li key={`${rule.packId} ${rule.ruleId}`} className="law-rule">
              <p className="row">
                <span className={rule.verified ? 'chip chip-teal' : 'chip chip-gold'}>
                  {rule.verified ? words.verified : words.unverified}
                </span>
                <span className="small">{rule.article[language]}</span>
              </p>
              <p>{rule.text[language]}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
