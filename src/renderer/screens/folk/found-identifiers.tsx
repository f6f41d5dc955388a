import { useMemo } from 'react'
import type { IdentifierLine } from '#contract/money-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { labelOfNoted } from '#core/parties/party-labels.ts'
import { Shown } from '../../parts/shown.tsx'
import {
  type IdentifierChoice,
  kindsOf,
  MOST_AT_ONCE,
  nameKind,
  offeredOf,
  toggleOffered,
} from '../../state/identifier-choice.ts'
import { useTongue } from '../../text/text-context.tsx'
import { SeenElsewhere } from './seen-elsewhere.tsx'
import { useSeen } from './use-seen.ts'

type Found = OutputOf<'identifier.recognise'>
type FoundProps = {
  readonly caseId: string
  readonly found: Found
  readonly choice: IdentifierChoice
  readonly onChoose: (choice: IdentifierChoice) => void
}

const MOST_SHOWN = 200

/** What was recognised in a text, each with its kind, which the person can correct; and the lines in which nothing was. */
export function FoundIdentifiers({ caseId, found, choice, onChoose }: FoundProps) {
  const { text } = useTongue()
  const words = text.folk
  const offered = offeredOf(found, choice)
  const recognised = new Map(found.identifiers.map((one) => [one.raw, one]))
  // What was recognised came with the other cases that know it; only of what the person named anew they are asked for.
  const renamed = offered.filter(({ raw }) => choice.kinds.has(raw)).slice(0, MOST_AT_ONCE)
  const asked = useSeen(
    caseId,
    renamed.map(({ kind, normalised }) => ({ kind, normalised })),
  )
  const elsewhere = new Map(renamed.map(({ raw }, index) => [raw, asked[index]]))
  return (
    <div className="stack stack-tight" role="status">
      <p>{words.found(found.identifiers.length, found.unread.length)}</p>
      <ul className="found-list stack stack-tight">
        {offered
          .filter(({ raw }) => recognised.has(raw))
          .map(({ raw, kind }) => (
            <li key={`${kind} ${raw}`} className="row row-apart">
              <label className="check">
                <input
                  type="checkbox"
                  checked={!choice.left.has(raw)}
                  onChange={() => onChoose(toggleOffered(choice, raw))}
                  autoComplete="off"
                />
                <span className="mono">
                  <Shown text={raw} isStrict />
                </span>
              </label>
              <span className="row">
                <SeenElsewhere
                  elsewhere={
                    (choice.kinds.has(raw) ? elsewhere.get(raw) : recognised.get(raw)?.elsewhere) ?? NOWHERE
                  }
                />
                <KindChoice
                  raw={raw}
                  kind={kind}
                  onChange={(named) => onChoose(nameKind(choice, raw, named))}
                />
              </span>
            </li>
          ))}
      </ul>
      {found.unread.length > 0 && (
        <details open={found.identifiers.length === 0}>
          <summary>{words.unread}</summary>
          <p className="small soft">{words.unreadHint}</p>
          <ul className="found-list stack stack-tight small">
            {[...new Set(found.unread)].slice(0, MOST_SHOWN).map((raw) => (
              <li key={raw} className="row row-apart">
                <span className={choice.kinds.has(raw) ? 'mono' : 'soft'}>
                  <Shown text={raw} />
                </span>
                <span className="row">
                  {choice.kinds.has(raw) && <SeenElsewhere elsewhere={elsewhere.get(raw) ?? NOWHERE} />}
                  <KindChoice
                    raw={raw}
                    kind={choice.kinds.get(raw) ?? ''}
                    none={words.noIdentifier}
                    onChange={(named) => onChoose(nameKind(choice, raw, named))}
                  />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

const NOWHERE: IdentifierLine['elsewhere'] = { total: 0, cases: [] }

type KindProps = {
  readonly raw: string
  readonly kind: string
  readonly none?: string
  readonly onChange: (kind: string) => void
}

function KindChoice({ raw, kind, none, onChange }: KindProps) {
  const { language, text } = useTongue()
  const kinds = useMemo(() => kindsOf(raw), [raw])
  // A line of prose can be no identifier, not even of another kind.
  if (kinds.length === 0) return null
  return (
    <select
      className="select"
      aria-label={text.folk.kindOf(raw)}
      value={kind}
      onChange={(event) => onChange(event.target.value)}
      autoComplete="off"
    >
      {none !== undefined && <option value="">{none}</option>}
      {kinds.map((one) => (
        <option key={one} value={one}>
          {labelOfNoted(one, language)}
        </option>
      ))}
    </select>
  )
}
