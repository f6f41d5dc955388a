/** How a complaint reached the station. */
export const CHANNELS = ['walk-in', 'phone', 'referral', 'raid', 'headquarters', 'foreign-partner'] as const

/** What the person who reports wants; a decline still counts as a report. */
export const WISHES = ['complain', 'inform', 'decline'] as const

/** What kind of crime is reported; several may apply to one complaint. */
export const TYPOLOGIES = [
  'online-shopping-scam',
  'romance-scam',
  'sextortion',
  'identity-theft',
  'fake-site',
  'account-takeover',
  'mobile-banking-fraud',
  'investment-fraud',
  'counterfeit-currency',
  'online-gambling',
  'mule-account',
  'scam-compound',
  'other',
] as const

/** How far a payment went. */
export const LOSS_STATES = ['attempted', 'paid', 'frozen', 'recovered'] as const

/** How well a loss line is supported. */
export const LOSS_LEVELS = ['claimed', 'documented', 'confirmed'] as const

/** By which means money moved. */
export const RAILS = [
  'bank',
  'e-wallet',
  'khqr',
  'card',
  'cash-agent',
  'crypto',
  'gift-card',
  'goods',
  'cash',
  'other',
] as const

/** Sex as an identity document states it, or not stated. */
export const SEXES = ['female', 'male', 'not-stated'] as const
