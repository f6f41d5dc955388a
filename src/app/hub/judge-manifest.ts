import type { Failure } from '#contract/failures.ts'
import { certifiedKey, deviceCertificates, type HubState } from '#core/hub/hub-state.ts'
import {
  type ManifestFailure,
  type PackageManifest,
  parseManifest,
  verifyManifest,
} from '#core/packages/manifest.ts'
import { fail, type Result } from '#core/result.ts'
import type { HubSession } from './hub-session.ts'

/** Why a package is refused before anything of it is kept: whoever sent it may be anybody. */
export type StrangerFailure = ManifestFailure | Failure<'sync/device-unknown' | 'sync/device-revoked'>

/** Reads and judges the manifest of a package: its form, for whom it is, and that a device signed it that this hub certified and did not revoke. */
export function judgeManifest(
  hub: HubSession,
  state: HubState,
  bytes: Uint8Array,
): Result<PackageManifest, StrangerFailure> {
  const signed = parseManifest(bytes)
  if (!signed.ok) return signed
  const { hubId, vaultId, deviceId } = signed.value.document
  if (hubId !== hub.identity.hubId) return fail({ code: 'sync/for-another-hub' })
  const station = state.stations.get(vaultId)
  const ofDevice = (station === undefined ? [] : deviceCertificates(station)).filter(
    ({ signed: { document } }) => document.subject === 'device' && document.deviceId === deviceId,
  )
  if (ofDevice.length === 0) return fail({ code: 'sync/device-unknown' })
  const nowMs = hub.clock.nowMs()
  // A vault that enrolled again keeps its device's id and has another key.
  for (const { signed: certificate, revoked } of ofDevice) {
    const deviceKeyHex = certifiedKey(certificate.document)
    const judged = verifyManifest(signed.value, { hubId, deviceKeyHex, nowMs }, hub.tools.verify)
    if (!judged.ok && judged.failure.code === 'sync/signature-wrong') continue
    return revoked === null ? judged : fail({ code: 'sync/device-revoked' })
  }
  return fail({ code: 'sync/signature-wrong' })
}
