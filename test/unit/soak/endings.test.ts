import { openSeason, within } from '../../soak/endings';

const never = new Promise<never>(() => undefined);

it('what is not over in time says what it was, and what is known of it', async () => {
	await expect(within(0.01, 'all is done', never, () => '3 are not')).rejects.toThrow(
		'After 0.01 s it is not so that all is done. 3 are not',
	);
	await expect(within(60, 'all is done', Promise.resolve(7))).resolves.toBe(7);
});

it('a season is over when its time is', async () => {
	const { again, all } = openSeason(0.05);
	let times = 0;
	await all([again(1, () => times++)]);
	expect(times).toBeGreaterThan(0);
});

it('a season ends with the first failure, and with it all that is done again and again', async () => {
	const { again, all } = openSeason(60);
	const loop = again(60_000, () => undefined);
	const failing = Promise.reject(new Error('The port is taken'));
	await expect(all([loop, failing, never])).rejects.toThrow('The port is taken');
	await loop;
});
