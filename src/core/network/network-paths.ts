import type { DigestHex, PackageId } from '../ids.ts'

/** Where a hub answers what (`docs/format-network.md`, section 4). All names are made from ids and numbers. */
export const NETWORK_PATHS = {
  health: '/health',
  enrolment: (codeId: string) => `/v1/enrolments/${codeId}`,
  packages: '/v1/packages',
  package: (packageId: PackageId) => `/v1/packages/${packageId}`,
  piece: (packageId: PackageId, number: number) => `/v1/packages/${packageId}/pieces/${number}`,
  end: (packageId: PackageId) => `/v1/packages/${packageId}/end`,
  wayBack: '/v1/way-back',
  updates: '/v1/updates',
  updatePiece: (digestHex: DigestHex, number: number) => `/v1/updates/${digestHex}/pieces/${number}`,
} as const

/** What a request asks for. */
export type NetworkTarget =
  | { readonly kind: 'health' }
  | { readonly kind: 'enrolment'; readonly codeId: string }
  | { readonly kind: 'opening' }
  | { readonly kind: 'arrival'; readonly packageId: PackageId }
  | { readonly kind: 'piece'; readonly packageId: PackageId; readonly number: number }
  | { readonly kind: 'end'; readonly packageId: PackageId }
  | { readonly kind: 'way-back' }
  | { readonly kind: 'updates' }
  | { readonly kind: 'update-piece'; readonly digestHex: DigestHex; readonly number: number }

const ENROLMENT = /^\/v1\/enrolments\/([0-9a-f]{16})$/
const PACKAGE = /^\/v1\/packages\/([0-9a-f]{32})(?:\/(?:(end)|pieces\/(0|[1-9][0-9]{0,8})))?$/
const UPDATE_PIECE = /^\/v1\/updates\/([0-9a-f]{64})\/pieces\/(0|[1-9][0-9]{0,8})$/

/** Reads the method and the path of a request, letter by letter; `null` for every other. No file is ever named by either. */
export function parseTarget(method: string, path: string): NetworkTarget | null {
  if (method === 'GET' && path === NETWORK_PATHS.health) return { kind: 'health' }
  if (method === 'GET' && path === NETWORK_PATHS.wayBack) return { kind: 'way-back' }
  if (method === 'POST' && path === NETWORK_PATHS.packages) return { kind: 'opening' }
  if (method === 'GET' && path === NETWORK_PATHS.updates) return { kind: 'updates' }
  const [, digestHex, piece] = UPDATE_PIECE.exec(path) ?? []
  if (digestHex !== undefined)
    return method === 'GET'
      ? { kind: 'update-piece', digestHex: digestHex as DigestHex, number: Number(piece) }
      : null
  const codeId = ENROLMENT.exec(path)?.[1]
  if (codeId !== undefined) return method === 'POST' ? { kind: 'enrolment', codeId } : null
  const [, id, end, number] = PACKAGE.exec(path) ?? []
  if (id === undefined) return null
  const packageId = id as PackageId
  if (end !== undefined) return method === 'POST' ? { kind: 'end', packageId } : null
  if (number === undefined) return method === 'GET' ? { kind: 'arrival', packageId } : null
  return method === 'PUT' ? { kind: 'piece', packageId, number: Number(number) } : null
}
