import { makeCode, type RevocationReason, revoke } from '#app/hub/hub-codes.ts'
import { listStations as findStations } from '#app/hub/list-stations.ts'
import { fillTemplate } from '#contract/fill-template.ts'
import { formatDateTime, formatSortableDateTime } from '#core/dates/format-date.ts'
import type { VaultId } from '#core/ids.ts'
import { showEscaped } from '#core/text-safety/show-escaped.ts'
import { drawQrText } from '#node/hub-store/qr-text.ts'
import type { CommandContext } from '../command-context.ts'
import { HUB_TEXT } from '../hub-text.ts'
import type { Outcome } from '../outcome.ts'
import { alignRows } from '../text-columns.ts'
import { failed, type HubPlace, withHub } from './hub-command.ts'

/** `samnum hub enrol DIR --station NAME [--url URL]`: prints the code, to be typed and to be scanned. */
export async function makeEnrolmentCode(
  context: CommandContext,
  place: HubPlace,
  { station, url }: { readonly station: string; readonly url: string | undefined },
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const made = await makeCode(session, station, url ?? null)
    if (!made.ok) return failed(made.failure)
    const { typed, scanned, codeId, validUntilMs } = made.value
    const { language } = context
    const until = formatDateTime(validUntilMs, { language })
    const sentence = fillTemplate(
      HUB_TEXT[language].codeOnce,
      { station: showEscaped(station), until },
      language,
    )
    const qr = context.isJson ? [] : await drawQrText(scanned)
    return {
      kind: 'done',
      value: { codeId, code: typed.replace('\n', '-'), qr: scanned, validUntilMs },
      lines: [sentence, '', ...typed.split('\n'), '', ...qr],
    }
  })
}

/** `samnum hub stations DIR`: what the hub holds of each, when it was brought, and what waits on either side. */
export async function listStations(context: CommandContext, place: HubPlace): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const listed = await findStations(session)
    if (!listed.ok) return failed(listed.failure)
    const { language } = context
    const text = HUB_TEXT[language]
    const stations = listed.value.map(
      ({ enrolled: { vaultId, station, certificates }, head, province, packagesOpen, messagesOpen }) => {
        const officers = certificates.flatMap(({ signed: { document }, revoked }) =>
          document.subject === 'officer'
            ? [{ keyId: document.keyId, name: document.name, revoked: revoked?.document.reason ?? null }]
            : [],
        )
        const devices = certificates.flatMap(({ signed: { document }, revoked }) =>
          document.subject === 'device'
            ? [
                {
                  deviceId: document.deviceId,
                  serial: document.serial,
                  revoked: revoked?.document.reason ?? null,
                },
              ]
            : [],
        )
        return {
          vaultId,
          station,
          seq: head?.seq ?? 0,
          headHex: head?.headHex ?? null,
          receivedAtMs: head?.receivedAtMs ?? null,
          ...{ province, packagesOpen, messagesOpen },
          devices,
          officers,
        }
      },
    )
    const rows = stations.map(({ vaultId, station, seq, devices, ...one }) => [
      showEscaped(station),
      vaultId,
      seq === 0 ? text.column.nothing : fillTemplate(text.column.held, { seq }, language),
      one.receivedAtMs === null ? '' : formatSortableDateTime(one.receivedAtMs),
      one.packagesOpen === 0
        ? ''
        : fillTemplate(text.column.packagesOpen, { count: one.packagesOpen }, language),
      one.messagesOpen === 0
        ? ''
        : fillTemplate(text.column.messagesOpen, { count: one.messagesOpen }, language),
      devices.every(({ revoked }) => revoked !== null) ? text.column.revoked : '',
    ])
    return {
      kind: 'done',
      value: { stations },
      lines: stations.length === 0 ? [text.noStations] : alignRows(rows),
    }
  })
}

/** `samnum hub revoke DIR VAULT --reason REASON [--officer KEY]` */
export async function revokeStation(
  context: CommandContext,
  place: HubPlace,
  vaultId: string,
  { reason, officer }: { readonly reason: RevocationReason; readonly officer: string | undefined },
): Promise<Outcome> {
  return await withHub(context, place, async ({ session }) => {
    const whose = officer === undefined ? ('devices' as const) : { keyId: officer }
    const revoked = await revoke(session, vaultId as VaultId, whose, reason)
    if (!revoked.ok) return failed(revoked.failure)
    const { serials } = revoked.value
    const { language } = context
    return {
      kind: 'done',
      value: { serials },
      lines: [fillTemplate(HUB_TEXT[language].revoked, { count: serials.length }, language)],
    }
  })
}
