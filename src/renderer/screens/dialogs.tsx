import { type FormEvent, lazy, Suspense, useState } from 'react'
import { explainProblem } from '#contract/failure-text.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextInput } from '../parts/inputs.tsx'
import { openCase } from '../state/case-actions.ts'
import { closeDialog, goTo, leaveDraft, unfinishedOf } from '../state/navigation.ts'
import { useSession, useWindowPlace, useWorkplace } from '../state/places.tsx'
import { type Refusal, refusalOf } from '../state/remote.ts'
import type { Route } from '../state/route.ts'
import type { OpenDialog } from '../state/session-state.ts'
import { lockVault } from '../state/vault-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { RefusalCallout } from './refusal-callout.tsx'
import { CommandPalette } from './search/command-palette.tsx'
import { HelpDialog } from './search/help-dialog.tsx'
import { ShortcutSheet } from './shortcut-sheet.tsx'

const PeopleDialog = lazy(async () => ({ default: (await import('./people-dialogs.tsx')).PeopleDialog }))
const KeyDialog = lazy(async () => ({ default: (await import('./key-dialogs.tsx')).KeyDialog }))
const CustodyDialogs = lazy(async () => ({
  default: (await import('./custody/custody-dialogs.tsx')).CustodyDialogs,
}))
const PaperDialogs = lazy(async () => ({
  default: (await import('./papers/paper-dialogs.tsx')).PaperDialogs,
}))
const WorkDialog = lazy(async () => ({ default: (await import('./work/work-dialog.tsx')).WorkDialog }))
const CaseDialog = lazy(async () => ({ default: (await import('./case-dialogs.tsx')).CaseDialog }))

/** Whatever dialog is open. */
export function Dialogs() {
  const dialog = useSession((state) => state.dialog)
  if (dialog === null) return null
  return (
    <Suspense fallback={null}>
      <DialogOf dialog={dialog} />
    </Suspense>
  )
}

function DialogOf({ dialog }: { readonly dialog: OpenDialog }) {
  switch (dialog.name) {
    case 'shortcuts':
      return <ShortcutSheet />
    case 'palette':
      return <CommandPalette />
    case 'help':
      return <HelpDialog />
    case 'open-case':
      return <OpenCaseDialog />
    case 'leave-draft':
      return <LeaveDraftDialog to={dialog.to} />
    case 'lock':
      return <LockDialog />
    case 'add-person':
    case 'change-roles':
    case 'suspend-person':
    case 'reinstate-person':
    case 'reset-passphrase':
      return <PeopleDialog dialog={dialog} />
    case 'share-case':
    case 'confirm-event':
    case 'expunge-case':
      return <CaseDialog dialog={dialog} />
    case 'work':
      return <WorkDialog dialog={dialog} />
    case 'papers':
      return <PaperDialogs dialog={dialog} />
    case 'custody':
      return <CustodyDialogs dialog={dialog} />
    default:
      return <KeyDialog dialog={dialog} />
  }
}

function OpenCaseDialog() {
  const at = useWorkplace()
  const { failureLanguage, text } = useTongue()
  const [title, setTitle] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)
  const problem = refusal?.kind === 'failure' ? refusal.failure.problems?.[0] : undefined
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isRunning) return
    setRunning(true)
    const answer = await openCase(at, title)
    setRunning(false)
    setRefusal(refusalOf(answer))
    if (answer.outcome === 'done') goTo(at, { screen: 'case', caseId: answer.value.caseId, tab: 'overview' })
  }
  return (
    <Dialog title={text.cases.openTitle} closeLabel={text.window.close} onClose={() => closeDialog(at)}>
      <form className="stack" onSubmit={(event) => void submit(event)} autoComplete="off">
        <p className="soft">{text.cases.openIntro}</p>
        {refusal !== null && problem === undefined && <RefusalCallout refusal={refusal} />}
        <TextInput
          label={text.cases.caseTitle}
          hint={text.cases.caseTitleHint}
          value={title}
          onChange={setTitle}
          problem={problem && explainProblem(problem, failureLanguage)}
          isFirst
        />
        <div className="dialog-acts">
          <Button onPress={() => closeDialog(at)}>{text.window.cancel}</Button>
          <Button kind="primary" isDisabled={isRunning}>
            {text.cases.open}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function LeaveDraftDialog({ to }: { readonly to: Route }) {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.window.leaveDraft
  return (
    <Dialog
      title={words.title}
      closeLabel={text.window.close}
      onClose={() => closeDialog(at)}
      role="alertdialog"
    >
      <p>{words.words}</p>
      <div className="dialog-acts">
        <Button kind="danger" onPress={() => leaveDraft(at, to, 'discard')}>
          {words.discard}
        </Button>
        <Button onPress={() => leaveDraft(at, to, 'keep')}>{words.keep}</Button>
        <Button kind="primary" onPress={() => closeDialog(at)} isFirst>
          {words.stay}
        </Button>
      </div>
    </Dialog>
  )
}

function LockDialog() {
  const place = useWindowPlace()
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.window.lock
  const { drafts, sealings } = unfinishedOf(at.store.getState())
  return (
    <Dialog
      title={words.title}
      closeLabel={text.window.close}
      onClose={() => closeDialog(at)}
      role="alertdialog"
    >
      {drafts > 0 && <p>{words.drafts(drafts)}</p>}
      {sealings > 0 && <p>{words.sealings(sealings)}</p>}
      <div className="dialog-acts">
        <Button kind="danger" onPress={() => void lockVault(place)}>
          {words.confirm}
        </Button>
        <Button kind="primary" onPress={() => closeDialog(at)} isFirst>
          {words.stay}
        </Button>
      </div>
    </Dialog>
  )
}
