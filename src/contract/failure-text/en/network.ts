import type { NETWORK_FAILURES } from '../../failures/network-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

const KEPT = 'What was to be sent is kept here, and goes on where it stopped.'
const REPORT = 'Tell headquarters by telephone which version of Samnum runs here.'

/** What failures on the network to headquarters mean and what to do about them, in English. */
export const NETWORK_EN: TextsOf<typeof NETWORK_FAILURES> = {
  'network/request-malformed': { wrong: 'Headquarters did not understand what was sent.', act: REPORT },
  'network/digest-differs': {
    wrong: 'What reached headquarters is not what was sent: something on the way changed it.',
    act: `${KEPT} Try again; if it happens again, use another network.`,
  },
  'network/not-signed': { wrong: 'Headquarters asks for a signature of this station.', act: REPORT },
  'network/signature-wrong': {
    wrong: 'Headquarters does not accept the signature of this station.',
    act: 'Ask headquarters for a new code, and enrol this station again.',
  },
  'network/clock-differs': {
    wrong:
      'The clock of this machine and that of headquarters differ by more than a day[: by {hours:number} hours].',
    act: `Set date and time of this machine, then try again. ${KEPT}`,
  },
  'network/no-such-path': {
    wrong: 'What answers at this address does not know the request.',
    act: 'Look whether the address of headquarters is right, and whether Samnum is up to date on both sides.',
  },
  'network/no-such-package': {
    wrong: 'Headquarters holds nothing of this package.',
    act: 'Try again: it is sent from its beginning.',
  },
  'network/no-such-update': {
    wrong: 'Headquarters no longer carries this version of Samnum.',
    act: 'Ask again for what there is now.',
  },
  'network/too-slow': {
    wrong: 'Nothing more of what was begun reached headquarters.',
    act: `${KEPT} Try again.`,
  },
  'network/offset-differs': {
    wrong: 'Headquarters holds another part of this package than was thought here.',
    act: `${KEPT} Try again.`,
  },
  'network/too-large': {
    wrong: 'This is more than headquarters takes over a network[: at most {limitBytes:number} bytes].',
    act: 'Write the package to a stick.',
  },
  'network/too-many': {
    wrong: 'This station has too much under way at headquarters at once.',
    act: `Wait some minutes, then try again. ${KEPT}`,
  },
  'network/hub-busy': {
    wrong: 'Headquarters is busy with other stations.',
    act: `Wait some minutes, then try again. ${KEPT}`,
  },
  'network/hub-stopping': {
    wrong: 'The server of headquarters is about to stop.',
    act: `Try again in some minutes. ${KEPT}`,
  },
  'network/hub-full': {
    wrong: 'The disk of headquarters is full.',
    act: `Tell headquarters by telephone. ${KEPT}`,
  },
  'network/hub-failed': {
    wrong: 'The server of headquarters has a fault.',
    act: `Tell headquarters if it lasts. ${KEPT}`,
  },
  'network/address-malformed': {
    wrong: 'This is no address of headquarters.',
    act: 'Type it as it stands on the paper: https://, a name or a number, and nothing behind it.',
  },
  'network/no-address': {
    wrong: 'No address of headquarters is known here.',
    act: 'Enter the address from the paper, or use a stick.',
  },
  'network/name-not-found': {
    wrong: 'The name in the address of headquarters is not found on this network[ ({causeCode})].',
    act: `Look whether this machine is connected and the address is right. ${KEPT}`,
  },
  'network/unreachable': {
    wrong: 'Headquarters cannot be reached from here[ ({causeCode})].',
    act: `Look whether this machine is connected. ${KEPT}`,
  },
  'network/timed-out': {
    wrong: 'Headquarters did not answer in time.',
    act: `The line may be down or very slow. Try again. ${KEPT}`,
  },
  'network/cut': {
    wrong: 'The line to headquarters broke again and again[ ({causeCode})].',
    act: `Try again when the line is better, or use a stick. ${KEPT}`,
  },
  'network/hub-key-differs': {
    wrong:
      'What answers at this address is not the headquarters that this station is enrolled with: its certificate has another key.',
    act: 'Nothing was sent. Another network may help; if it happens everywhere, tell headquarters by telephone.',
  },
  'network/login-page': {
    wrong: 'This network wants you to log in first: a page of its own answers in the place of headquarters.',
    act: 'Nothing was sent. Log in to the network with a browser on another device, or use another network.',
  },
  'network/not-a-hub': {
    wrong:
      'What answers at this address is not headquarters, or not in its language[ (status {status:number})].',
    act: 'Look whether the address is right. Nothing of a case was shown to it.',
  },
  'network/tls-refused': {
    wrong: 'No protected connection could be made with what answers at this address[ ({causeCode})].',
    act: 'Nothing was sent. Look whether the address is right, or use another network.',
  },
  'network/proxy-malformed': {
    wrong: 'This is no address of a proxy.',
    act: 'Type it as http://name:port.',
  },
  'network/proxy-refuses': {
    wrong: 'The proxy does not let the connection through[ (status {status:number})].',
    act: 'Ask whoever runs this network to allow the address of headquarters.',
  },
  'network/proxy-unreachable': {
    wrong: 'The proxy that is entered here cannot be reached[ ({causeCode})].',
    act: 'Look whether the proxy is right, or remove it.',
  },
  'network/address-taken': {
    wrong: 'Another program answers at this address already.',
    act: 'Name another port with `--listen`, or end that program.',
  },
  'network/address-refused': {
    wrong: 'The system does not let a program answer at this address[ ({causeCode})].',
    act: 'Name an address of this machine and a port above 1023 with `--listen`.',
  },
  'network/under-way': {
    wrong: 'This station speaks with headquarters already.',
    act: 'Wait until it has ended, or stop it.',
  },
}
