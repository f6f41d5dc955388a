import { Plus } from 'lucide-react'
import { useEffect } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { RECORD_KINDS } from '#core/law/law-pack.ts'
import { Button } from '../../parts/button.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { HashText } from '../../parts/hash-text.tsx'
import { openDialog } from '../../state/navigation.ts'
import { loadPacks } from '../../state/papers-actions.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

type Pack = OutputOf<'law.list'>['packs'][number]

/** Every law pack with its rules, and the way to adopt one. */
export function LawPacks() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.papers.station.law
  const remote = useSession((state) => state.papers.packs)
  const mayAdopt = useSession((state) => mayDo(state, 'law.adopt'))
  useEffect(() => void loadPacks(at), [at])
  return (
    <div className="stack">
      <div className="row row-apart">
        <p className="soft grow">{words.lawyer}</p>
        {mayAdopt && (
          <Button kind="primary" onPress={() => openDialog(at, { name: 'papers', act: 'adopt-pack' })}>
            <Plus size={18} aria-hidden />
            {words.adopt}
          </Button>
        )}
      </div>
      {remote.status === 'failed' && <RefusalCallout refusal={remote.refusal} />}
      {shownOf(remote)?.packs.map((pack) => (
        <LawPackSheet key={`${pack.packId} ${pack.version}`} pack={pack} />
      ))}
    </div>
  )
}

function LawPackSheet({ pack }: { readonly pack: Pack }) {
  const { language, text, format } = useTongue()
  const words = text.papers.station.law
  const { title, version, dated, isInForce, rules, adopted } = pack
  const verified = rules.filter((rule) => rule.verified).length
  return (
    <section className="sheet" aria-label={`${title[language]} ${words.version(version)}`}>
      <div className="sheet-head">
        <div>
          <h2>{title[language]}</h2>
          <p className="small faint">
            {words.version(version)} · {words.dated} {format.day(dated)} ·{' '}
            {words.counts(rules.length, verified)}
          </p>
        </div>
        <div className="row">
          <span className="chip chip-plain">
            {adopted === undefined ? words.shipped : words.adopted(adopted.by, format.instant(adopted.atMs))}
          </span>
          <span className={isInForce ? 'chip chip-teal' : 'chip chip-plain'}>
            {isInForce ? words.inForce : words.notInForce}
          </span>
        </div>
      </div>
      <div className="sheet-body stack stack-tight">
        <p className="small">
          <span className="faint">{words.source}</span> {pack.source}
        </p>
        <p className="row small">
          <span className="faint">{words.digest}</span>
          <HashText
            hex={pack.digestHex}
            copyLabel={words.copyDigest}
            copiedLabel={text.window.copied}
            onCopy={copyText}
            isWhole
          />
        </p>
      </div>
      <RuleLists rules={rules} />
    </section>
  )
}

/** The rules, by the kind of record that they are about. */
function RuleLists({ rules }: { readonly rules: Pack['rules'] }) {
  const { language, text } = useTongue()
  const words = text.papers.station.law
  return RECORD_KINDS.map((record) => (
    <div key={record} className="rule-list">
      <h3>{words.records[record]}</h3>
      <ul className="law-rules">
        {rules
          .filter((rule) => rule.record === record)
          .map((rule) => (
            <li key={rule.ruleId} className="rule-line">
              <div>
                <p>{rule.text[language]}</p>
                <p className="small faint">
                  {rule.article[language]} · {text.papers.law.source} {rule.source}
                </p>
              </div>
              <span className={rule.verified ? 'chip chip-teal' : 'chip chip-gold'}>
                {rule.verified ? text.papers.law.verified : text.papers.law.unverified}
              </span>
            </li>
          ))}
      </ul>
    </div>
  ))
}
