import { useEffect } from 'react'
import type { OutputOf } from '#contract/operations.ts'
import { copyText } from '../parts/copy-text.ts'
import { HashText } from '../parts/hash-text.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { loadInfo } from '../state/case-actions.ts'
import { useSession, useWindow, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { RemoteFrame } from './remote-frame.tsx'

const BYTES_PER_KIB = 1024

/** The program, the vault it has open, and who works in it. */
export function AboutScreen() {
  const at = useWorkplace()
  const { text } = useTongue()
  const remote = useSession((state) => state.info)
  const software = useWindow((state) => state.software)
  useEffect(() => void loadInfo(at), [at])
  const info = shownOf(remote)
  return (
    <>
      <PageHead title={text.about.title}>
        <p>{text.about.intro}</p>
      </PageHead>
      <section className="sheet" aria-labelledby="programme-title">
        <div className="sheet-head">
          <h2 id="programme-title">{text.about.programme}</h2>
        </div>
        <dl className="facts sheet-body">
          <dt>{text.about.software}</dt>
          <dd>{software}</dd>
          <dt>{text.about.fonts}</dt>
          <dd>{text.about.fontsWords}</dd>
        </dl>
      </section>
      <RemoteFrame remote={remote} onRetry={() => void loadInfo(at)} />
      {info !== null && <VaultFacts info={info} />}
    </>
  )
}

type VaultFactsProps = { readonly info: OutputOf<'vault.info'> }

function VaultFacts({ info }: VaultFactsProps) {
  const { text, format } = useTongue()
  const { keyDerivation } = info
  return (
    <>
      <section className="sheet" aria-labelledby="vault-title">
        <div className="sheet-head">
          <h2 id="vault-title">{text.about.vault}</h2>
        </div>
        <dl className="facts sheet-body">
          <dt>{text.about.vaultId}</dt>
          <dd>
            <code>{info.vaultId}</code>
          </dd>
          <dt>{text.about.format}</dt>
          <dd>{format.count(info.formatVersion)}</dd>
          <dt>{text.about.createdAt}</dt>
          <dd>{format.instant(info.createdAtMs)}</dd>
          <dt>{text.about.createdWith}</dt>
          <dd>{info.software}</dd>
          <dt>{text.about.cases}</dt>
          <dd>{format.count(info.cases)}</dd>
          <dt>{text.about.exhibits}</dt>
          <dd>{format.count(info.exhibits)}</dd>
          <dt>{text.about.bytes}</dt>
          <dd>{format.size(info.objectBytes)}</dd>
          <dt>{text.about.events}</dt>
          <dd>{format.count(info.events)}</dd>
          <dt>{text.about.head}</dt>
          <dd>
            <HashText
              hex={info.head.hashHex}
              copyLabel={text.about.copyHead}
              copiedLabel={text.window.copied}
              onCopy={copyText}
              isWhole
            />
          </dd>
          <dt>{text.about.cipher}</dt>
          <dd>{info.cipher}</dd>
          <dt>{text.about.derivation}</dt>
          <dd>
            {text.about.derivationWords(
              keyDerivation.name,
              format.size(keyDerivation.memoryKiB * BYTES_PER_KIB),
              keyDerivation.passes,
              keyDerivation.lanes,
            )}
          </dd>
        </dl>
      </section>
      <section className="sheet" aria-labelledby="people-title">
        <div className="sheet-head">
          <h2 id="people-title">{text.about.people}</h2>
        </div>
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{text.about.name}</th>
                <th scope="col">{text.about.roles}</th>
                <th scope="col">{text.about.key}</th>
              </tr>
            </thead>
            <tbody>
              {info.people.map((person) => (
                <tr key={person.userId}>
                  <th scope="row">
                    <Shown text={person.name} />
                  </th>
                  <td>{person.roles.map((role) => text.window.roles[role]).join(' · ')}</td>
                  <td>
                    <code>{person.keyId}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </>
  )
}
