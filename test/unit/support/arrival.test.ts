import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { arrivalOf, watchArrivals } from '../../../nodes/support/arrival';

it('a request has come when the server got it, however late anybody asks', async () => {
	watchArrivals();
	watchArrivals();
	const server = createServer((request, response) => {
		const handledAt = Date.now();
		void pause(200).then(() => response.end(JSON.stringify({ handledAt, arrivedAt: arrivalOf(request) })));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const sentAt = Date.now();
	const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
	const { handledAt, arrivedAt } = (await response.json()) as Record<'handledAt' | 'arrivedAt', number>;
	expect(arrivedAt).toBeGreaterThanOrEqual(sentAt);
	expect(arrivedAt).toBeLessThanOrEqual(handledAt);
	server.closeAllConnections();
	server.close();
});

it('one that nobody saw come has come now', () => {
	const before = Date.now();
	expect(arrivalOf({})).toBeGreaterThanOrEqual(before);
});
