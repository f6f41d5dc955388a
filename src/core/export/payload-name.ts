import { utf8ToBytes } from '@noble/hashes/utils.js'
import { isControl } from '../text-safety/check-text.ts'
import { isBidiControl, isInvisible } from '../text-safety/marks.ts'

/** Longest name of a file in a package, in bytes of UTF-8: Joliet discs hold 64 letters, and Khmer takes three bytes each. */
export const MAX_NAME_BYTES = 120
/** Longest path in a package, in UTF-16 code units: Windows' programs stop at 260 with the folder it was copied to. */
export const MAX_PATH_UNITS = 180

/** What Windows, exFAT or a shell reads as something else than a letter of a name, and `%`, which BagIt encodes. */
const RESERVED = /["%*/:<>?\\|]/
const ZERO_WIDTH_OF_KHMER: ReadonlySet<number> = new Set([0x200b, 0x200c, 0x200d])
/** Names of devices on Windows, whatever ending they have (Microsoft, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/**
 * A name under which a file can lie on any system and mislead nobody, made from a name that somebody else chose: no path, no device, no
 * control or direction character, no half of a surrogate pair, no dot or space at its ends, composed (NFC), and at most
 * {@link MAX_NAME_BYTES} long. The ending stays. What the file was called is said beside it, not by it.
 */
export function payloadName(name: string, otherwise = 'file'): string {
  let clean = ''
  for (const character of name.normalize('NFC')) clean += mayStand(character) ? character : '_'
  clean = clean.replace(/^[\s.]+/, (start) => '_'.repeat(Math.min(start.length, 1))).replace(/[\s.]+$/, '')
  if (clean.replaceAll('_', '') === '') clean = otherwise
  if (DEVICE.test(clean)) clean = `_${clean}`
  return shorten(clean)
}

/**
 * Gives every file of a folder a path below `folder` that no other has, whatever the case of letters: `paths` are relative with `/`
 * between names. A path that would be too long is replaced by its number.
 */
export function payloadPaths(folder: string, paths: readonly string[]): readonly string[] {
  const files = new Set<string>()
  const folders = new Set<string>()
  // A file may not stand where a folder is needed, nor the other way round.
  const isFree = (path: string) =>
    !files.has(keyOf(path)) && !folders.has(keyOf(path)) && !foldersOf(path).some((one) => files.has(one))
  return paths.map((path, index) => {
    const names = path.split('/').map((name) => payloadName(name))
    const whole = `${folder}/${names.join('/')}`
    const ending = endingOf(names.at(-1) ?? '')
    const isShort = whole.length <= MAX_PATH_UNITS
    const free = isShort ? firstFree(whole, isFree) : null
    const given = free ?? firstFree(`${folder}/_other/${index + 1}${ending}`, isFree) ?? whole
    files.add(keyOf(given))
    for (const one of foldersOf(given)) folders.add(one)
    return given
  })
}

/** Names are tried so often before a file gets a number for a name. */
const MOST_TRIES = 100

function firstFree(base: string, isFree: (path: string) => boolean): string | null {
  const ending = endingOf(base)
  const stem = base.slice(0, base.length - ending.length)
  for (let count = 1; count <= MOST_TRIES; count += 1) {
    const candidate = count === 1 ? base : `${stem}~${count}${ending}`
    if (isFree(candidate)) return candidate
  }
  return null
}

/** The folders that lead to a path, as they are compared. */
function foldersOf(path: string): readonly string[] {
  const names = keyOf(path).split('/')
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('/'))
}

function keyOf(path: string): string {
  return path.normalize('NFKC').toLowerCase()
}

function mayStand(character: string): boolean {
  const codePoint = character.codePointAt(0) ?? 0
  if (isControl(codePoint) || isBidiControl(codePoint) || RESERVED.test(character)) return false
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return false
  if (codePoint === 0x2028 || codePoint === 0x2029 || (codePoint & 0xfffe) === 0xfffe) return false
  return !isInvisible(codePoint) || ZERO_WIDTH_OF_KHMER.has(codePoint)
}

/** The last ending of a name with its dot, where it is one: short, and letters or digits. */
function endingOf(name: string): string {
  return /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? ''
}

function shorten(name: string): string {
  if (utf8ToBytes(name).length <= MAX_NAME_BYTES) return name
  const ending = endingOf(name)
  const room = MAX_NAME_BYTES - ending.length
  let stem = ''
  let used = 0
  for (const character of name.slice(0, name.length - ending.length)) {
    used += utf8ToBytes(character).length
    if (used > room) break
    stem += character
  }
  return `${stem.replace(/[\s.]+$/, '')}${ending}`
}
