import { listMatches } from '#app/hub/hint-matches.ts'
import { placeStation, stateContact } from '#app/hub/state-facts.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_MESSAGE_TEXT } from '../hub-message-text.ts'
import type { Outcome } from '../outcome.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'

/** `samnum hub matches DIR` */
export async function showMatches(context: CommandContext, place: HubPlace): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const listed = await listMatches(session)
    if (!listed.ok) return failed(listed.failure)
    const { language } = context
    const text = HUB_MESSAGE_TEXT[language]
    const { stations, provinces } = listed.value.state
    const matches = listed.value.matches.map(({ identifier, cases }) => ({
      ...identifier,
      cases: cases.map(({ vaultId, caseId, number }) => ({
        vaultId,
        station: stations.get(vaultId)?.station ?? null,
        province: provinces.get(vaultId) ?? null,
        caseId,
        number,
      })),
    }))
    const lines = matches.flatMap(({ kind, normalised, cases }) => [
      fillTemplate(
        text.match,
        { identifier: `${kind} ${showEscaped(normalised)}`, cases: cases.length },
        language,
      ),
      ...cases.map((one) => `  ${showEscaped(one.station ?? one.vaultId)}  ${showEscaped(one.number)}`),
    ])
    return { kind: 'done', value: { matches }, lines: matches.length === 0 ? [text.noMatches] : lines }
  })
}

/** `samnum hub contact DIR WHOM` */
export async function setContact(
  context: CommandContext,
  place: HubPlace,
  contact: string,
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const stated = await stateContact(session, contact)
    if (!stated.ok) return failed(stated.failure)
    return { kind: 'done', value: { contact }, lines: [HUB_MESSAGE_TEXT[context.language].contactStated] }
  })
}

/** `samnum hub place DIR STATION PROVINCE` */
export async function setProvince(
  context: CommandContext,
  place: HubPlace,
  station: string,
  province: string,
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const stated = await placeStation(session, station, province)
    if (!stated.ok) return failed(stated.failure)
    return { kind: 'done', value: { province }, lines: [HUB_MESSAGE_TEXT[context.language].placed] }
  })
}
