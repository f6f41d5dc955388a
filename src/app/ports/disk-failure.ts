import type { Failure } from '#contract/failures.ts'

/**
 * What a file system answers when it cannot do what it is asked.
 *
 * It never says anything about the bytes a file holds. `facts.causeCode` is the errno (`ENOSPC`); adapters may add
 * ids and numbers.
 */
export type DiskFailure = Failure<
  | 'disk/full'
  | 'disk/read-only'
  | 'disk/no-permission'
  | 'disk/name-too-long'
  | 'disk/failed'
  | 'disk/too-many-open-files'
>
