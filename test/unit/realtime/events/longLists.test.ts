/** Lists of large accounts: what is done for each entry must not grow with the list. */
import { createAccountState, createEventReader } from '../../../../nodes/platform/realtime/events';
import { BoundedMap } from '../../../../nodes/platform/vocabulary/bounded';
import { call, epoch, talking } from './liveWire';

/** How often the list's entries are read after a gap in which everybody got a call. */
function readsOf(extensions: number): number {
	let reads = 0;
	const list = Array.from({ length: extensions }, (_, index) => {
		const entry = { extenUser: `SIP${index}`, calls: [call(`${index}`, 0, talking(1))] };
		return new Proxy(entry, {
			get(target, name: keyof typeof entry) {
				reads += 1;
				return target[name];
			},
		});
	});
	const state = createAccountState();
	state.apply({ event: 'connectionLost', at: '2026-03-01T08:00:00.000Z', raw: {} });
	const payload = { servertime: epoch(60), servertimeoffset: 120, extensions: list };
	const message = { name: 'AllExtensionsStatus', payload, receivedAt: new Date() };
	const told = createEventReader()
		.read(message)
		.flatMap((event) => state.apply(event));
	expect(told).toHaveLength(1 + 2 * extensions);
	return reads;
}

it('a list of twice as many extensions takes twice as many reads', () => {
	expect(readsOf(400)).toBe(2 * readsOf(200));
});

describe('a bounded memory', () => {
	it('keeps what came last, and not much more', () => {
		const memory = new BoundedMap<number, true>(160);
		for (let key = 0; key < 1_000; key += 1) {
			memory.set(key, true);
			expect(memory.size).toBeLessThanOrEqual(170);
		}
		for (let key = 1_000 - 160; key < 1_000; key += 1) expect(memory.has(key)).toBe(true);
		expect(memory.has(800)).toBe(false);
	});

	it('lets go of many at a time: to look for the oldest is what takes long', () => {
		let searches = 0;
		class Counting extends BoundedMap<number, true> {
			override keys() {
				searches += 1;
				return super.keys();
			}
		}
		const memory = new Counting(160);
		for (let key = 0; key < 1_160; key += 1) memory.set(key, true);
		expect(searches).toBeLessThanOrEqual(1_000 / 10);
	});
});
