/** How much may leave now under a limit: it fills with time, up to two seconds' worth. */
export type Bucket = { readonly bytes: number; readonly atMs: number }

const FULL_AFTER_MS = 2_000

/** Takes bytes out of a bucket of a limit in bytes a second, and answers how long to wait before they may leave. */
export function takeFromBucket(
  { bytes, atMs }: Bucket,
  {
    sizeBytes,
    bytesPerSecond,
    nowMs,
  }: { readonly sizeBytes: number; readonly bytesPerSecond: number; readonly nowMs: number },
): { readonly bucket: Bucket; readonly waitMs: number } {
  const most = (bytesPerSecond * FULL_AFTER_MS) / 1000
  const filled = Math.min(most, bytes + (Math.max(0, nowMs - atMs) * bytesPerSecond) / 1000)
  const left = filled - sizeBytes
  return {
    bucket: { bytes: left, atMs: nowMs },
    waitMs: left >= 0 ? 0 : Math.ceil((-left * 1000) / bytesPerSecond),
  }
}
