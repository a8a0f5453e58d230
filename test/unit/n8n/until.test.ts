import { until } from '../../n8n/until';

describe('until', () => {
	it('returns the first result that is not undefined', async () => {
		const results = [undefined, undefined, 0];

		await expect(
			until(() => results.shift(), { what: 'a number', timeoutMs: 1_000, intervalMs: 1 }),
		).resolves.toBe(0);
	});

	it('says what it waited for when the time is over', async () => {
		const never = until(() => undefined, { what: 'a call', timeoutMs: 20, intervalMs: 5 });

		await expect(never).rejects.toThrow('Waited 0.02 s for a call, in vain');
	});

	it('lets through at once what the attempt throws', async () => {
		const attempt = jest.fn(() => Promise.reject(new Error('n8n ended')));

		await expect(until(attempt, { what: 'n8n', timeoutMs: 1_000 })).rejects.toThrow('n8n ended');
		expect(attempt).toHaveBeenCalledTimes(1);
	});
});
