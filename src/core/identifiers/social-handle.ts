import { malformed, normalForm, type ReadNormalForm } from './normal-form.ts'
import { looksLikeCambodianPhone } from './phone.ts'

const TELEGRAM_LINK = /^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)\/(?:s\/)?/i
const TELEGRAM_APP_LINK = /^tg:\/\/(?:user\?id=|resolve\?domain=)/i
const TELEGRAM_INVITATION = /^(?:\+|joinchat\/)([A-Za-z0-9_-]{10,40})$/
// Telegram's own rule: five to thirty-two of a–z, 0–9 and underscore, a letter first; four-letter names are sold.
const TELEGRAM_NAME = /^@?([a-z][a-z0-9_]{3,31})$/
const TELEGRAM_ID = /^-?[1-9][0-9]{4,19}$/

/** Reads a Telegram account: `@name` in lower case, a numeric id, or an invitation `t.me/+…`; links to them are unpacked. */
export const readTelegram: ReadNormalForm = (text) => {
  const isLink = TELEGRAM_LINK.test(text)
  const bare = text.replace(TELEGRAM_LINK, '').replace(TELEGRAM_APP_LINK, '')
  const invitation = isLink ? TELEGRAM_INVITATION.exec(bare.replace(/[?#].*$/, ''))?.[1] : undefined
  if (invitation !== undefined) return normalForm(`t.me/+${invitation}`)
  const account = bare.replace(/[/?#&].*$/, '').toLowerCase()
  if (TELEGRAM_ID.test(account)) {
    return looksLikeCambodianPhone(account) ? normalForm(account, 'looks-like-phone') : normalForm(account)
  }
  const name = TELEGRAM_NAME.exec(account)?.[1]
  return name === undefined ? malformed('telegram') : normalForm(`@${name}`)
}

const FACEBOOK_LINK =
  /^(?:https?:\/\/)?(?:(?:www|m|mbasic|web|touch|[a-z]{2}-[a-z]{2})\.)?(?:facebook\.com|fb\.com|m\.me|messenger\.com\/t)\//i
const FACEBOOK_ID = /^[1-9][0-9]{4,19}$/
const FACEBOOK_NAME = /^[a-z0-9]{5,50}$/
// First parts of addresses that lead to no profile or page.
const FACEBOOK_PLACES = new Set([
  'dialog',
  'events',
  'hashtag',
  'login',
  'marketplace',
  'messages',
  'permalink',
  'photo',
  'photos',
  'posts',
  'reel',
  'share',
  'sharer',
  'stories',
  'story',
  'videos',
  'watch',
])

/**
 * Reads a Facebook profile, page or group: a numeric id, a user name in lower case without its dots (Facebook ignores case and
 * dots), or `groups/…`; links to them are unpacked.
 */
export const readFacebook: ReadNormalForm = (text) => {
  const bare = text.replace(FACEBOOK_LINK, '').replace(/^@/, '')
  const profileId = /^profile\.php\?(?:.*&)?id=([0-9]+)/i.exec(bare)?.[1]
  if (profileId !== undefined) return readFacebookName(profileId)
  const parts = bare
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .split('/')
  const [first = '', second = '', third = ''] = parts.map((part) => part.toLowerCase())
  if (first === 'groups') return second === '' ? malformed('facebook') : readFacebookGroup(second)
  if (first === 'people' || first === 'pages') return readFacebookName(third)
  if (first === 'p') return readFacebookName(/-([0-9]+)$/.exec(second)?.[1] ?? '')
  return parts.length > 1 && !FACEBOOK_LINK.test(text) ? malformed('facebook') : readFacebookName(first)
}

function readFacebookGroup(name: string): ReturnType<ReadNormalForm> {
  return /^[a-z0-9.]{3,50}$/.test(name) ? normalForm(`groups/${name}`) : malformed('facebook')
}

function readFacebookName(name: string): ReturnType<ReadNormalForm> {
  if (FACEBOOK_ID.test(name)) return normalForm(name)
  if (FACEBOOK_PLACES.has(name) || !/[a-z]/.test(name)) return malformed('facebook')
  const plain = name.replace(/\./g, '')
  return FACEBOOK_NAME.test(plain) ? normalForm(plain) : malformed('facebook')
}

/**
 * Reads a WeChat id in lower case: six to twenty of a–z, 0–9, `_` and `-` with a letter first, or the `wxid_…` that WeChat
 * itself gives out.
 */
export const readWechat: ReadNormalForm = (text) => {
  const name = text.toLowerCase()
  return /^(?:[a-z][a-z0-9_-]{5,19}|wxid_[a-z0-9]{8,30})$/.test(name) ? normalForm(name) : malformed('wechat')
}

/** Reads a LINE id in lower case, with the `@` of an official account; links `line.me/ti/p/~…` are unpacked. */
export const readLine: ReadNormalForm = (text) => {
  const bare = text
    .replace(/^(?:https?:\/\/)?(?:line\.me|lin\.ee)\/(?:R\/)?(?:ti\/p\/)?/i, '')
    .replace(/^~/, '')
    .toLowerCase()
  return /^@?[a-z0-9][a-z0-9._-]{2,19}$/.test(bare) ? normalForm(bare) : malformed('line')
}
