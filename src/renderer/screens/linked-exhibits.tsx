import type { CaseFile } from '#contract/case-operations.ts'
import { Shown } from '../parts/shown.tsx'
import { useSession } from '../state/places.tsx'
import { routeAddress } from '../state/route.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { DialogButton } from './act.tsx'
import { Sheet } from './complaint-facts.tsx'

type LinkedProps = { readonly file: CaseFile; readonly view: CaseFile['complaints'][number] }

/** Exhibits that show what a complaint tells, and linking more. */
export function LinkedExhibits({ file, view }: LinkedProps) {
  const { text } = useTongue()
  const linked = file.exhibits.filter(({ exhibitId }) => view.exhibitIds.includes(exhibitId))
  const mayLink = useSession((state) => mayDo(state, 'complaint.linkExhibits'))
  const mayLook = useSession((state) => mayDo(state, 'exhibit.preview'))
  const { caseId, number: ofCase } = file
  const exhibits = file.exhibits
    .filter(({ exhibitId }) => !view.exhibitIds.includes(exhibitId))
    .map(({ exhibitId: id, number, name }) => ({ id, label: `${number} · ${name}` }))
  if (linked.length === 0 && exhibits.length === 0) return null
  return (
    <Sheet title={text.complaint.files.linked}>
      {linked.length === 0 && <p className="sheet-body small soft">{text.complaint.beside.noExhibits}</p>}
      <ul className="sheet-body stack stack-tight">
        {linked.map(({ exhibitId, number, name }) => (
          <li key={exhibitId} className="row">
            <a
              className="number-tag"
              href={routeAddress(
                mayLook
                  ? { screen: 'viewer', caseId: file.caseId, exhibitId }
                  : { screen: 'item', caseId: file.caseId, itemId: exhibitId },
              )}
            >
              {number}
            </a>
            <Shown text={name} isStrict />
          </li>
        ))}
      </ul>
      {mayLink && exhibits.length > 0 && (
        <div className="sheet-body row">
          <DialogButton
            dialog={{
              name: 'work',
              act: 'link-exhibit',
              caseId,
              number: ofCase,
              complaintId: view.complaintId,
              exhibits,
            }}
          >
            {text.complaint.beside.linkExhibit}
          </DialogButton>
        </div>
      )}
    </Sheet>
  )
}
