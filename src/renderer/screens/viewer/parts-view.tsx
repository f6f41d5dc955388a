import { Eye } from 'lucide-react'
import { Fragment, useEffect, useState } from 'react'
import type { ExhibitLine } from '#contract/exhibit-operations.ts'
import type { OutputOf } from '#contract/operations.ts'
import { Button } from '../../parts/button.tsx'
import { copyText } from '../../parts/copy-text.ts'
import { HashText } from '../../parts/hash-text.tsx'
import { Shown } from '../../parts/shown.tsx'
import { useWorkplace } from '../../state/places.tsx'
import { askAgain, IDLE, type Remote, receive, shownOf } from '../../state/remote.ts'
import { lookAtPart } from '../../state/viewer-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { Pager } from './pager.tsx'

type Parts = OutputOf<'exhibit.parts'>
type Joined = NonNullable<ExhibitLine['collected']>['joined']

const JOINED_NAMES = [
  ['sha256Hex', 'SHA-256'],
  ['md5Hex', 'MD5'],
  ['sha1Hex', 'SHA-1'],
  ['sha512Hex', 'SHA-512'],
] as const

const PARTS_AT_ONCE = 200

/** The files of an exhibit of many, with what was left out of it; each can be looked at by itself. */
export function PartsView({ exhibitId, joined }: { readonly exhibitId: string; readonly joined: Joined }) {
  const at = useWorkplace()
  const { text, format } = useTongue()
  const words = text.viewer
  const [offset, setOffset] = useState(0)
  const [tries, setTries] = useState(0)
  const [remote, setRemote] = useState<Remote<Parts>>(IDLE)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks once more
  useEffect(() => {
    let isOver = false
    setRemote(askAgain)
    void at.desk.client
      .call('exhibit.parts', { exhibit: exhibitId, offset, limit: PARTS_AT_ONCE })
      .then((answer) => {
        if (!isOver) setRemote((now) => receive(now, answer))
      })
    return () => {
      isOver = true
    }
  }, [at, exhibitId, offset, tries])
  const shown = shownOf(remote)
  return (
    <section className="sheet viewer-sheet" aria-label={words.parts}>
      <div className="sheet-body">
        <RemoteFrame remote={remote} onRetry={() => setTries(tries + 1)} />
        {shown !== null && <p>{words.partsWords(shown.partCount)}</p>}
        {joined !== undefined && <JoinedPieces joined={joined} />}
      </div>
      {shown !== null && (
        <>
          <Pager
            here={words.rowsOf(offset + 1, offset + shown.parts.length, shown.partCount)}
            onPrevious={offset === 0 ? null : () => setOffset(Math.max(0, offset - PARTS_AT_ONCE))}
            onNext={
              offset + shown.parts.length >= shown.partCount ? null : () => setOffset(offset + PARTS_AT_ONCE)
            }
            goToLabel={words.goToPart}
            onGoTo={(place) => setOffset(Math.max(0, Math.min(shown.partCount, place) - 1))}
          />
          <div className="table-frame">
            <table className="table">
              <thead>
                <tr>
                  <th scope="col" className="wide">
                    {words.entryColumns.name}
                  </th>
                  <th scope="col" className="numeric">
                    {words.entryColumns.size}
                  </th>
                  <th scope="col">{text.exhibits.columns.digest}</th>
                  <th scope="col">{words.entryColumns.modified}</th>
                  <th scope="col">
                    <span className="hidden-visually">{words.open}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.parts.map((part) => (
                  <tr key={part.path}>
                    <th scope="row" className="breaking">
                      <Shown text={part.path} isStrict />
                    </th>
                    <td className="numeric">{format.size(part.sizeBytes)}</td>
                    <td>
                      <HashText
                        hex={part.digestHex}
                        copyLabel={text.exhibits.copyDigest(part.path)}
                        copiedLabel={text.window.copied}
                        onCopy={copyText}
                      />
                    </td>
                    <td className="small nowrap">
                      {part.modifiedAtMs !== undefined && format.shortInstant(part.modifiedAtMs)}
                    </td>
                    <td>
                      <Button
                        size="small"
                        label={words.openOf(part.path)}
                        onPress={() => void lookAtPart(at, exhibitId, part.path)}
                      >
                        <Eye size={16} aria-hidden />
                        {words.open}
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <LeftOut parts={shown} />
        </>
      )}
    </section>
  )
}

function JoinedPieces({ joined }: { readonly joined: NonNullable<Joined> }) {
  const { text } = useTongue()
  const words = text.viewer
  return (
    <section className="viewer-joined">
      <p className="small soft">{words.joinedPieces}</p>
      <dl className="facts">
        {JOINED_NAMES.map(([key, name]) => {
          const hex = joined[key]
          return hex === undefined ? null : (
            <Fragment key={key}>
              <dt>{name}</dt>
              <dd>
                <HashText
                  hex={hex}
                  isWhole
                  copyLabel={words.copyJoined(name)}
                  copiedLabel={text.window.copied}
                  onCopy={copyText}
                />
              </dd>
            </Fragment>
          )
        })}
      </dl>
    </section>
  )
}

function LeftOut({ parts: { emptyFiles, skipped } }: { readonly parts: Parts }) {
  const { text } = useTongue()
  const words = text.viewer
  return (
    <div className="sheet-body stack">
      {emptyFiles.length > 0 && (
        <details>
          <summary>{words.emptyFiles(emptyFiles.length)}</summary>
          <ul className="plain-list small">
            {emptyFiles.map((path) => (
              <li key={path}>
                <Shown text={path} isStrict />
              </li>
            ))}
          </ul>
        </details>
      )}
      {skipped.length > 0 && (
        <details>
          <summary>{words.skippedFiles(skipped.length)}</summary>
          <ul className="plain-list small">
            {skipped.map(({ path, reason }) => (
              <li key={path}>
                <Shown text={path} isStrict />{' '}
                <span className="faint">{words.skipReasons[reason] ?? reason}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
