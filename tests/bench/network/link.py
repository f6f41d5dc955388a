#!/usr/bin/env python3
"""A bad link between two network namespaces: packets of one tun device come out of the other, at a rate, after a delay, some of them never.

link.py STATION HUB --rate BITS --delay MS --loss SHARE --queue BYTES --seed N

The namespaces are there already. Losses fall behind the narrow place, as on radio, so that a lost packet has used the line. `tc netem` is
not in every kernel, and a proxy on the way would end TCP, which then sees neither loss nor distance; here TCP runs end to end.
On standard input: `stats` prints counters; `cut MS` keeps everything from passing for so long and lets flows that were there before never
pass again (`reset` answers them with a reset afterwards, as a router does that forgot them; `cut MS silent` with nothing); `end` ends.
"""
import argparse, fcntl, heapq, json, os, random, select, socket, struct, subprocess, sys, time

TUNSETIFF, IFF_TUN_NO_PI = 0x400454CA, 0x1001


def open_tun(name, namespace, address):
    fd = os.open('/dev/net/tun', os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack('16sH', name.encode(), IFF_TUN_NO_PI))
    run('ip', 'link', 'set', name, 'netns', namespace)
    inside = ('ip', '-n', namespace)
    run(*inside, 'link', 'set', 'lo', 'up')
    run(*inside, 'addr', 'add', address + '/24', 'dev', name)
    run(*inside, 'link', 'set', name, 'mtu', '1500', 'up')
    # The system's own setting may be another one, and a namespace's cannot always be written: the route says it.
    run(*inside, 'route', 'replace', '10.98.0.0/24', 'dev', name, 'congctl', 'cubic')
    return fd


def run(*words):
    subprocess.run(words, check=True)


def flow_of(packet):
    """Both ends of a TCP flow, the same whichever way a packet goes; None for what is no TCP over IPv4."""
    if packet[0] >> 4 != 4 or packet[9] != 6:
        return None
    at = (packet[0] & 15) * 4
    ends = [(packet[12:16], packet[at : at + 2]), (packet[16:20], packet[at + 2 : at + 4])]
    return tuple(sorted(ends))


def checksum(data):
    if len(data) % 2:
        data += b'\0'
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def reset_for(packet):
    """The reset that ends the flow of a packet, as from its other end; None for a reset."""
    at = (packet[0] & 15) * 4
    source, target = packet[12:16], packet[16:20]
    ports = packet[at + 2 : at + 4] + packet[at : at + 2]
    sequence, acknowledged = struct.unpack('!II', packet[at + 4 : at + 12])
    flags = packet[at + 13]
    if flags & 4:
        return None
    length = len(packet) - at - (packet[at + 12] >> 4) * 4 + (flags & 1) + (flags >> 1 & 1)
    head = ports + struct.pack('!IIBBHHH', acknowledged, (sequence + length) & 0xFFFFFFFF, 0x50, 0x14, 0, 0, 0)
    pseudo = target + source + struct.pack('!BBH', 0, 6, len(head))
    head = head[:16] + struct.pack('!H', checksum(pseudo + head)) + head[18:]
    ip = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 40, 0, 0, 64, 6, 0, target, source)
    return ip[:10] + struct.pack('!H', checksum(ip)) + ip[12:] + head


class Way:
    def __init__(self, out, rate, delay, loss, queue, seed):
        self.out, self.rate, self.delay, self.loss, self.queue = out, rate / 8, delay / 1000, loss, queue
        self.random = random.Random(seed)
        self.free_at, self.waiting = 0.0, []
        self.counts = {'packets': 0, 'bytes': 0, 'lost': 0, 'overflown': 0, 'data': 0}

    def take(self, packet, now):
        self.counts['packets'] += 1
        self.counts['bytes'] += len(packet)
        if len(packet) > 60:
            self.counts['data'] += len(packet)
        start = max(self.free_at, now)
        if (start - now) * self.rate + len(packet) > self.queue:
            self.counts['overflown'] += 1
            return
        self.free_at = start + len(packet) / self.rate
        if self.random.random() < self.loss:
            self.counts['lost'] += 1
            return
        heapq.heappush(self.waiting, (self.free_at + self.delay, self.counts['packets'], packet))

    def give(self, now):
        while self.waiting and self.waiting[0][0] <= now:
            try:
                os.write(self.out, heapq.heappop(self.waiting)[2])
            except OSError:
                pass


def main():
    words = argparse.ArgumentParser()
    words.add_argument('station')
    words.add_argument('hub')
    for name, kind in (('rate', float), ('delay', float), ('loss', float), ('queue', int), ('seed', int)):
        words.add_argument('--' + name, type=kind, required=True)
    said = words.parse_args()
    station = open_tun('tstation', said.station, '10.98.0.1')
    hub = open_tun('thub', said.hub, '10.98.0.2')
    ways = {
        station: Way(hub, said.rate, said.delay, said.loss, said.queue, said.seed),
        hub: Way(station, said.rate, said.delay, said.loss, said.queue, said.seed + 1),
    }
    flows, gone = set(), set()
    shut_until, is_silent = 0.0, False
    print('ready', flush=True)
    while True:
        now = time.monotonic()
        soonest = min((way.waiting[0][0] for way in ways.values() if way.waiting), default=now + 0.5)
        readable, _, _ = select.select([station, hub, 0], [], [], max(0, min(0.5, soonest - now)))
        now = time.monotonic()
        for fd in (station, hub):
            if fd not in readable:
                continue
            for _ in range(64):
                try:
                    packet = os.read(fd, 4096)
                except BlockingIOError:
                    break
                flow = flow_of(packet)
                if now < shut_until:
                    continue
                if flow in gone:
                    answer = None if is_silent else reset_for(packet)
                    if answer is not None:
                        os.write(fd, answer)
                    continue
                if flow is not None:
                    flows.add(flow)
                ways[fd].take(packet, now)
        if 0 in readable:
            line = sys.stdin.readline().split()
            if not line or line[0] == 'end':
                return
            if line[0] == 'stats':
                print(json.dumps({'up': ways[station].counts, 'down': ways[hub].counts}), flush=True)
            if line[0] == 'cut':
                gone |= flows
                flows = set()
                shut_until, is_silent = now + float(line[1]) / 1000, line[2:] == ['silent']
                for way in ways.values():
                    way.waiting.clear()
                    way.free_at = now
        for way in ways.values():
            way.give(now)


main()
