/** What a page may load and do: its own files and nothing else. The desktop's windows have the same policy. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  // Sound and film of evidence play in a frame that may run nothing; every other answer forbids to be framed.
  "frame-src 'self'",
  // The preview reads its PDF in a worker of this origin, which only the named policy may start.
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types samnum-pdf-worker',
].join('; ')

/** The same for a report, which the workstation's page fetches and draws itself. Opened by itself it loads nothing. */
const REPORT_POLICY = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/**
 * The frame in which sound or film of evidence plays: a document of ours, with nothing of the evidence in it but the address of the
 * sound. It runs no script, opens nothing, sends nothing, and (`sandbox` without a word behind it) has an origin that is nobody's.
 */
const FRAME_POLICY = [
  "default-src 'none'",
  "media-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  'sandbox',
].join('; ')

/** The same for bytes of evidence themselves: a drawn picture, a piece of sound. Opened by themselves they load and run nothing. */
const EVIDENCE_POLICY = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
  'sandbox',
].join('; ')

/** A page on a second screen: words, its look and its letters. It runs nothing and leads nowhere. */
const READ_BACK_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const NO_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ')

/** What a response is: our page, a drawn document, a frame for sound and film, a picture of evidence, a piece of sound, or a page on a second screen. */
export type Shown = 'page' | 'report' | 'frame' | 'picture' | 'media' | 'read-back'

const POLICIES: { readonly [Kind in Shown]: string } = {
  page: PAGE_POLICY,
  report: REPORT_POLICY,
  frame: FRAME_POLICY,
  picture: EVIDENCE_POLICY,
  media: EVIDENCE_POLICY,
  'read-back': READ_BACK_POLICY,
}

/** Headers of every response, refusals included. Nothing may be kept by the browser: it can hold case data. */
export function protectiveHeaders(shown: Shown): Readonly<Record<string, string>> {
  return {
    'content-security-policy': POLICIES[shown],
    'x-content-type-options': 'nosniff',
    'x-frame-options': shown === 'frame' ? 'SAMEORIGIN' : 'DENY',
    'referrer-policy': 'no-referrer',
    // A frame without an origin is no part of ours, and its sound is asked for by it; what it may have is told by the address alone.
    'cross-origin-resource-policy': shown === 'media' ? 'cross-origin' : 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': NO_FEATURES,
    'cache-control': 'no-store',
  }
}
