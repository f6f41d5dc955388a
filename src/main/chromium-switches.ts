import type { CommandLine } from 'electron'

/**
 * What Chromium is told before it is ready, so that nothing in it looks for a network or writes what pages hold.
 * Names as in Electron's "Supported Command Line Switches" and Chromium's own switch list.
 */
const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  // No name is ever looked up, whoever asks.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  // Nothing of a page is cached on the disk.
  ['disable-http-cache'],
  ['disable-gpu-shader-disk-cache'],
]

/** Sets the switches; MUST run before the app is ready. */
export function quietenChromium(commandLine: Pick<CommandLine, 'appendSwitch'>): void {
  for (const [name, value] of SWITCHES) commandLine.appendSwitch(name, value)
}
