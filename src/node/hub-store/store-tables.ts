import type { ColumnDataType, Kysely } from 'kysely'

/** The tables about people who work at headquarters; both databases have the same. */
export type DeskTables = {
  readonly audit_row: {
    readonly seq: number
    readonly hash_hex: string
    readonly bytes: Uint8Array
    readonly signature: Uint8Array
  }
  readonly desk_session: {
    readonly id_hex: string
    readonly person_id: string
    readonly sealed_hex: string
    readonly used_at_ms: number
    readonly ends_at_ms: number
  }
  readonly log_in_try: { readonly mark: string; readonly count: number; readonly last_at_ms: number }
  readonly used_step: { readonly person_id: string; readonly step: number }
  readonly desk_turn: { readonly id: number; readonly taken: number }
}

/** The tables of a hub's store; both databases have the same. */
export type HubTables = DeskTables & {
  readonly hub_schema: { readonly number: number }
  readonly hub_event: {
    readonly seq: number
    readonly hash_hex: string
    readonly bytes: Uint8Array
    readonly signature: Uint8Array
  }
  readonly head: {
    readonly vault_id: string
    readonly position: number
    readonly seq: number
    readonly head_hex: string
    readonly received_at_ms: number
  }
  readonly event: {
    readonly vault_id: string
    readonly position: number
    readonly device: string
    readonly seq: number
    readonly header: Uint8Array
    readonly hash_hex: string
    readonly signature: Uint8Array
    readonly sealed_body: Uint8Array
    readonly scope: string
  }
  readonly scope_key: { readonly vault_id: string; readonly scope: string; readonly sealed_hex: string }
  readonly held_object: {
    readonly vault_id: string
    readonly object_id: string
    readonly scope: string
    readonly size_bytes: number
    readonly digest_hex: string
  }
  readonly package: {
    readonly package_id: string
    readonly manifest_digest_hex: string
    readonly vault_id: string
    readonly device_id: string
    readonly state: string
    readonly from_seq: number
    readonly to_seq: number
    readonly made_at_ms: number
    readonly received_at_ms: number
    readonly decided_at_ms: number | null
    readonly reason: string | null
    readonly report: string
  }
  readonly leaf: {
    readonly leaf_index: number
    readonly vault_id: string
    readonly device_id: string
    readonly package_id: string
    readonly seq: number
    readonly head_hex: string
    readonly received_at_ms: number
    readonly object_ids: string
  }
  readonly subtree: { readonly place: string; readonly hash: Uint8Array }
  readonly told_tree: { readonly vault_id: string; readonly tree_size: number }
  readonly tree: { readonly id: number; readonly size: number }
}

/** A database of a hub. */
export type HubDatabase = Kysely<HubTables>

/** How the two databases name what is the same. */
export type Dialect = {
  readonly bytes: ColumnDataType
  /** Whole numbers up to 2^53. */
  readonly count: ColumnDataType
}
