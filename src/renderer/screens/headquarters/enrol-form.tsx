import { useState } from 'react'
import { Button } from '../../parts/button.tsx'
import { TextInput } from '../../parts/inputs.tsx'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { askToEnrol, enrolByNetwork } from '../../state/sync-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'
import { useCommandForm } from '../use-command-form.ts'
import { WorkProgress } from '../work-progress.tsx'
import { StickChoice } from './stick-choice.tsx'

/** Types the code from headquarters' paper, and enrols over the network or writes the request to the stick. */
export function EnrolForm() {
  const at = useWorkplace()
  const { text } = useTongue()
  const words = text.headquarters
  const carrierId = useSession((state) => state.sync.carrierId)
  const isAsked = useSession(
    ({ sync }) => sync.status.status === 'ready' && sync.status.value.state === 'asked',
  )
  const [code, setCode] = useState('')
  const [station, setStation] = useState('')
  const [address, setAddress] = useState('')
  const enrolling = useSession(({ sync }) => sync.enrolling)
  const isEnrolling = enrolling.status === 'running'
  const form = useCommandForm({
    problems: {
      code: code.trim() === '' ? words.codeMissing : undefined,
      station: station.trim() === '' ? words.stationMissing : undefined,
      carrierId: carrierId === null ? words.stickMissing : undefined,
    },
    run: () => askToEnrol(at, { code, station: station.trim(), carrierId: carrierId ?? '' }),
    onDone: () => setCode(''),
  })
  const enrol = () => {
    const typed = address.trim()
    return enrolByNetwork(at, { code, station: station.trim(), ...(typed !== '' && { address: typed }) })
  }
  return (
    <section className="sheet" aria-labelledby="enrol-title">
      <div className="sheet-head">
        <h2 id="enrol-title">{words.enrolTitle}</h2>
      </div>
      <form ref={form.ref} className="sheet-body stack" onSubmit={form.submit} noValidate>
        <TextInput
          label={words.code}
          hint={words.codeHint}
          value={code}
          onChange={setCode}
          isMono
          rows={3}
          problem={form.problem('code')}
        />
        <TextInput
          label={words.station}
          value={station}
          onChange={setStation}
          problem={form.problem('station')}
        />
        <TextInput
          label={words.addressOfPaper}
          hint={words.addressHint('')}
          value={address}
          onChange={setAddress}
        />
        <div className="row">
          <Button
            kind="primary"
            isDisabled={isEnrolling || code.trim() === '' || station.trim() === ''}
            onPress={() => void enrol()}
          >
            {words.enrolNow}
          </Button>
        </div>
        <WorkProgress work={enrolling} label={words.enrolling} />
        {enrolling.status === 'refused' && <RefusalCallout refusal={enrolling.refusal} />}
        {isAsked ? null : <StickChoice problem={form.problem('carrierId')} />}
        {form.refusal !== null && <RefusalCallout refusal={form.refusal} />}
        <div className="row">
          <Button isPending={form.isRunning}>{words.ask}</Button>
        </div>
      </form>
    </section>
  )
}
