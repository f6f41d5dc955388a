import { writeFileSync } from 'node:fs'

/**
 * Keeps keys out of core dumps: on Linux every kind of memory is left out of this process's dumps and of those of
 * processes it starts (core(5), coredump_filter). Answers whether that could be done; elsewhere it cannot from here.
 */
export function keepMemoryOutOfCoreDumps(filterPath = '/proc/self/coredump_filter'): boolean {
  if (process.platform !== 'linux') return false
  try {
    writeFileSync(filterPath, '0x0')
    return true
  } catch {
    return false
  }
}
